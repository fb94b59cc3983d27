/** The whole festival: 22 courtyards, 100 households, 600 pots of 12 varieties, a public corner in each courtyard. */
import type { CampaignForm } from '../../miniprogram/contract/flower-forms';
import {
  type CampaignId,
  type CourtyardId,
  cornerOf,
  type HouseholdId,
} from '../../miniprogram/contract/ids';
import { type By, inParallel, item } from '../support/community';
import { homes, type PersonSpec, type TownSpec } from '../support/factories';
import { CLOSES, COLLECT_BY, MONDAY, SATURDAY, type Stage } from './stage';

const YARDS_COUNT = 22;
const LARGE_COUNT = 12;
const CAP = 5;

/** Twelve large courtyards of 30 pots, ten small ones of 24. */
export const YARDS: readonly CourtyardId[] = Array.from(
  { length: YARDS_COUNT },
  (_, i): CourtyardId => `cy_y${String(i + 1).padStart(2, '0')}`,
);
export const isLarge = (yard: CourtyardId): boolean => YARDS.indexOf(yard) < LARGE_COUNT;
export const quotaOf = (yard: CourtyardId): number => (isLarge(yard) ? 30 : 24);
export const cornerCapOf = (yard: CourtyardId): number => (isLarge(yard) ? 5 : 4);
const homesIn = (yard: CourtyardId): number => (isLarge(yard) ? 5 : 4);

const homeAt = (yard: CourtyardId, no: number): HouseholdId => `hh_${yard.slice(3)}n${no}`;

export interface Adopter {
  readonly by: By;
  readonly householdId: HouseholdId;
  readonly courtyardId: CourtyardId;
}

const COMMUNITY = 'cm_test';
export const ADOPTERS: readonly Adopter[] = YARDS.flatMap((courtyardId) =>
  Array.from({ length: homesIn(courtyardId) }, (_, i) => {
    const openid = `o_${courtyardId.slice(3)}_${i + 1}`;
    return {
      by: { openid, community: COMMUNITY, courtyard: courtyardId },
      householdId: homeAt(courtyardId, i + 1),
      courtyardId,
    } as const;
  }),
);

/** Owner of the courtyard, keeper of its corner, and who goes to its doors. */
export const keeperOf = (yard: CourtyardId): By => ({
  openid: `o_keeper_${yard.slice(3)}`,
  community: COMMUNITY,
  courtyard: yard,
});

export const FESTIVAL_TOWN: TownSpec = {
  id: COMMUNITY,
  name: '东环路社区',
  phone: '028-83000000',
  yards: YARDS.map((id, i) => ({
    id,
    name: `花巷${i + 1}号院`,
    homes: homes(`${id.slice(3)}n`, homesIn(id)),
  })),
  people: [
    ...ADOPTERS.map(
      ({ by, householdId }, i): PersonSpec => ({
        openid: by.openid,
        name: `花友${i + 1}`,
        lives: [householdId],
      }),
    ),
    ...YARDS.map(
      (id, i): PersonSpec => ({
        openid: keeperOf(id).openid,
        name: `群主${i + 1}`,
        roles: [{ role: 'owner', at: id }],
      }),
    ),
    { openid: 'o_treasurer', name: '财务', roles: [{ role: 'treasurer' }] },
    { openid: 'o_staff', name: '社工', roles: [{ role: 'staff' }] },
  ],
};
export const STAFF_HERE: By = {
  openid: 'o_staff',
  community: COMMUNITY,
  courtyard: item(YARDS),
};

const NAMES = [
  ...['洋牡丹', '瓜叶菊', '虞美人', '长寿花', '杜鹃', '月季'],
  ...['三角梅', '矮牵牛', '茉莉', '海棠', '石竹', '雏菊'],
];
const EACH = 50;

/** 12 × 50 pots; the corners are left out where somebody wants to know what that means. */
export const festivalForm = (withCorners = true): CampaignForm => ({
  title: '抗疫花花节',
  note: '',
  priceFen: 300,
  capPerHousehold: CAP,
  varieties: NAMES.map((name) => ({ name, stock: EACH, costFen: 1_200, care: [] })),
  opensAt: MONDAY,
  closesAt: CLOSES,
  delivery: { text: '送到院里', from: SATURDAY, until: SATURDAY + 3 * 3_600_000 },
  collectBy: COLLECT_BY,
  yards: YARDS.map((courtyardId) => ({
    courtyardId,
    quota: quotaOf(courtyardId),
    dropPoint: '门口',
    ...(withCorners
      ? { corner: { cap: cornerCapOf(courtyardId), place: '花台', caredBy: 'committee' as const } }
      : {}),
  })),
});

/** The pots one after the other: the first fifty are of the first variety, and so on. */
const varietyAt = (pot: number): string => `i${Math.floor(pot / EACH) + 1}`;

/** Every household adopts five, household after household, each of one variety. */
export async function adoptAll({ calls }: Stage, campaignId: CampaignId): Promise<void> {
  const taps = ADOPTERS.map(
    ({ by }, i) =>
      () =>
        calls.done('flower', 'adopt', by, {
          campaignId,
          lines: [{ itemId: varietyAt(i * CAP), add: CAP }],
        }),
  );
  await inParallel(taps, 8);
}

/** Then the corners take what is left: twelve of five, ten of four. */
export async function adoptCorners({ calls }: Stage, campaignId: CampaignId): Promise<void> {
  let pot = ADOPTERS.length * CAP;
  for (const yard of YARDS) {
    const lines = [{ itemId: varietyAt(pot), add: cornerCapOf(yard) }];
    const householdId = cornerOf(yard);
    await calls.done('flower', 'adoptFor', keeperOf(yard), { campaignId, householdId, lines });
    pot += cornerCapOf(yard);
  }
}

/** Published, adopted by everybody, and over. */
export async function adoptedFestival(stage: Stage): Promise<CampaignId> {
  const { calls } = stage;
  const form = festivalForm();
  const { campaignId } = await calls.done('flower', 'saveCampaign', STAFF_HERE, { form });
  await calls.done('flower', 'openCampaign', STAFF_HERE, { campaignId });
  await adoptAll(stage, campaignId);
  await adoptCorners(stage, campaignId);
  await stage.at(CLOSES);
  await stage.tick();
  return campaignId;
}
