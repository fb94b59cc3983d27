/** Two courtyards and a third that adopt flowers, and everybody's calls. */
import { type AllotmentDoc, allotmentId, type OrderDoc } from '../../cloudfunctions/sale/public';
import type { CampaignForm } from '../../miniprogram/contract/flower-forms';
import type { CampaignView } from '../../miniprogram/contract/flower-views';
import type { CountByItem } from '../../miniprogram/contract/groupbuy-forms';
import type { CampaignId, CourtyardId, HouseholdId, PartyId } from '../../miniprogram/contract/ids';
import { type By, type Calls, callsOf } from '../support/community';
import { type Database, openDatabase } from '../support/database';
import { homes, settle, type TownSpec } from '../support/factories';
import { type Product, type ProductOptions, startProduct } from '../support/local';
import { sentTo, subscribe } from '../support/subscribe';

/** A Monday; adopting ends on Wednesday at 20:00, the flowers come on Saturday. */
export const MONDAY = Date.parse('2020-03-02T09:00:00+08:00');
export const CLOSES = Date.parse('2020-03-04T20:00:00+08:00');
export const SATURDAY = Date.parse('2020-03-07T09:00:00+08:00');
export const COLLECT_BY = Date.parse('2020-03-08T18:00:00+08:00');

export const YARD: CourtyardId = 'cy_f1';
export const OTHER_YARD: CourtyardId = 'cy_f2';
/** Takes no part. */
export const FAR_YARD: CourtyardId = 'cy_f3';
export const home = (no: number): HouseholdId => `hh_f${no}`;
export const HOUSEHOLDS = 60;

export const TOWN: TownSpec = {
  id: 'cm_test',
  name: '东环路社区',
  phone: '028-83000000',
  yards: [
    { id: YARD, name: '桂花巷9号院', homes: homes('f', HOUSEHOLDS) },
    { id: OTHER_YARD, name: '桂花巷11号院', homes: homes('k', 6) },
    { id: FAR_YARD, name: '桂花巷13号院', homes: homes('m', 2) },
  ],
  people: [
    ...Array.from({ length: HOUSEHOLDS }, (_, i) => ({
      openid: `o_f${i + 1}`,
      name: `邻居${i + 1}`,
      lives: [home(i + 1)],
      credits: { flower: 3 },
    })),
    { openid: 'o_f1_son', name: '小李', lives: [home(1)] },
    { openid: 'o_f1_wife', name: '李嫂', lives: [home(1)] },
    { openid: 'o_helper', name: '帮忙的', lives: ['hh_k2'], helps: [home(3)] },
    ...[1, 2, 3, 4, 5, 6].map((no) => ({
      openid: `o_k${no}`,
      name: `隔壁${no}`,
      lives: [`hh_k${no}` as HouseholdId],
      credits: { flower: 3 },
    })),
    { openid: 'o_m1', name: '远处', lives: ['hh_m1'] },
    { openid: 'o_owner', name: '罗群主', roles: [{ role: 'owner', at: YARD }] },
    { openid: 'o_committee', name: '院委会', roles: [{ role: 'committee', at: YARD }] },
    { openid: 'o_volunteer', name: '志愿者甲', roles: [{ role: 'volunteer', at: YARD }] },
    { openid: 'o_volunteer_b', name: '志愿者乙', roles: [{ role: 'volunteer', at: YARD }] },
    { openid: 'o_other_owner', name: '隔壁群主', roles: [{ role: 'owner', at: OTHER_YARD }] },
    { openid: 'o_treasurer', name: '财务', roles: [{ role: 'treasurer' }] },
    { openid: 'o_staff', name: '社工', roles: [{ role: 'staff' }] },
  ],
};

export const by = (openid: string, courtyard: CourtyardId = YARD): By => ({
  openid,
  community: TOWN.id,
  courtyard,
});
export const person = (no: number): By => by(`o_f${no}`);
export const neighbour = (no: number): By => by(`o_k${no}`, OTHER_YARD);
export const OWNER = by('o_owner');
export const VOLUNTEER = by('o_volunteer');
export const STAFF = by('o_staff');

export const [RANUNCULUS, KALANCHOE] = ['i1', 'i2'] as const;

export const FORM: CampaignForm = {
  title: '抗疫花花节',
  note: '',
  priceFen: 300,
  capPerHousehold: 5,
  varieties: [
    { name: '洋牡丹', stock: 50, costFen: 1_500, care: ['放在亮的地方。', '土干了再浇。'] },
    { name: '长寿花', stock: 50, costFen: 900, care: [] },
  ],
  opensAt: MONDAY,
  closesAt: CLOSES,
  delivery: { text: '送到院里', from: SATURDAY, until: SATURDAY + 3 * 3_600_000 },
  collectBy: COLLECT_BY,
  yards: [
    {
      courtyardId: YARD,
      quota: 60,
      dropPoint: '门卫室',
      corner: { cap: 5, place: '大门左边的花台', caredBy: 'committee' },
    },
    { courtyardId: OTHER_YARD, quota: 24, dropPoint: '' },
  ],
};

export interface Stage {
  readonly product: Product;
  readonly database: Database;
  readonly calls: Calls;
  /** The clock stands still at an instant. */
  at(now: number): Promise<void>;
  tick(): Promise<unknown>;
  view(campaignId: CampaignId, who?: By): Promise<CampaignView>;
  allow(openid: string): Promise<void>;
  /** What a person was told by now, latest last. */
  toldTo(openid: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function openStage(
  options: ProductOptions & { readonly town?: TownSpec } = {},
): Promise<Stage> {
  const { town = TOWN, ...product_ } = options;
  const product = await startProduct({ size: 'empty', ...product_ });
  await product.setClock(MONDAY);
  const database = await openDatabase(product);
  await settle(database, town, MONDAY);
  const calls = callsOf(product);
  const tick = () => database.callFunction('tick');
  return {
    product,
    database,
    calls,
    at: (now) => product.setClock(now),
    tick,
    view: (campaignId, who = person(1)) => calls.done('flower', 'campaign', who, { campaignId }),
    allow: (openid) => subscribe(product, openid, 'flower'),
    async toldTo(openid) {
      await tick();
      return (await sentTo(product, openid)).map(({ data }) => data.thing3?.value ?? '');
    },
    close: () => product.close(),
  };
}

/** A campaign that is published. */
export async function openCampaign(
  { calls }: Pick<Stage, 'calls'>,
  form: Partial<CampaignForm> = {},
): Promise<CampaignId> {
  const input = { form: { ...FORM, ...form } };
  const { campaignId } = await calls.done('flower', 'saveCampaign', STAFF, input);
  await calls.done('flower', 'openCampaign', STAFF, { campaignId });
  return campaignId;
}

export const stepsOf = (counts: CountByItem) =>
  Object.entries(counts).map(([itemId, add]) => ({ itemId, add }));

export const adopt = (
  { calls }: Pick<Stage, 'calls'>,
  campaignId: CampaignId,
  who: By,
  counts: CountByItem,
) => calls.reply('flower', 'adopt', who, { campaignId, lines: stepsOf(counts) });

export const allotmentIn = async (
  { database }: Pick<Stage, 'database'>,
  campaignId: CampaignId,
): Promise<AllotmentDoc> => {
  const doc = await database.get<AllotmentDoc>('allotments', allotmentId(campaignId));
  if (!doc) throw new Error('no allotment');
  return doc;
};

export const ordersIn = (
  { database }: Pick<Stage, 'database'>,
  campaignId: CampaignId,
): Promise<readonly OrderDoc<PartyId>[]> =>
  database.find<OrderDoc<PartyId>>('orders', { saleId: campaignId });

/** Of one variety, or one courtyard: nothing but its stock matters. */
export const oneVariety = (stock: number, quota = stock): Partial<CampaignForm> => ({
  varieties: [{ name: '洋牡丹', stock, costFen: 1_500, care: [] }],
  yards: [{ courtyardId: YARD, quota, dropPoint: '' }],
});
