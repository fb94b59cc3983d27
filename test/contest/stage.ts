/** Twenty-two courtyards with flowers, their committees of five, and everybody's calls. */
import { potsFrom } from '../../cloudfunctions/flower/pots/from-orders';
import type { PotOrder } from '../../cloudfunctions/flower/pots/state';
import type { FileDoc } from '../../cloudfunctions/kernel/file-doc';
import { fileId } from '../../cloudfunctions/kernel/picture';
import type { ContestForm, EntryForm } from '../../miniprogram/contract/contest-forms';
import type {
  ContestId,
  CourtyardId,
  EntryId,
  HouseholdId,
  PotId,
} from '../../miniprogram/contract/ids';
import { type By, type Calls, callsOf, inParallel, item } from '../support/community';
import { type Database, openDatabase } from '../support/database';
import { homes, memberIdOf, type PersonSpec, settle, type TownSpec } from '../support/factories';
import { type Product, type ProductOptions, startProduct } from '../support/local';
import { sentTo, subscribe } from '../support/subscribe';

/** The day before the photographs. */
export const EVE = Date.parse('2020-03-11T09:00:00+08:00');
export const PHOTO_DAY = '2020-03-12';
/** Entering is over, judging is not. */
export const JUDGING = Date.parse('2020-03-13T09:00:00+08:00');
export const JUDGING_UNTIL = '2020-03-14';
/** Everything is counted. */
export const AFTER = Date.parse('2020-03-15T09:00:00+08:00');

export const YARDS = 22;
export const JUDGES = 5;
const two = (no: number): string => String(no).padStart(2, '0');
export const yard = (no: number): CourtyardId => `cy_y${two(no)}`;
export const yardName = (no: number): string => `桂花巷${no}号院`;
export const home = (yardNo: number, no: number): HouseholdId => `hh_y${two(yardNo)}x${no}`;

export const by = (openid: string, courtyard: CourtyardId = yard(1)): By => ({
  openid,
  community: TOWN_ID,
  courtyard,
});
const TOWN_ID = 'cm_test';
/** Lives in home `no` of the committee's five. */
export const judge = (yardNo: number, no: number): By =>
  by(`o_y${two(yardNo)}j${no}`, yard(yardNo));
/** Lives in home 6 or 7. */
export const grower = (yardNo: number, no = 6): By => by(`o_y${two(yardNo)}r${no}`, yard(yardNo));
export const STAFF: By = by('o_staff');
export const STAFF_ANYWHERE: By = { openid: 'o_staff', community: TOWN_ID };
/** Of home 6 of the first courtyard; helps the grandmother in home 8. */
export const PARENT = grower(1);
export const GRANDMA: HouseholdId = home(1, 8);

const ofYard = (no: number): readonly PersonSpec[] => [
  ...Array.from({ length: JUDGES }, (_, i) => ({
    openid: `o_y${two(no)}j${i + 1}`,
    name: `评委${no}${i + 1}`,
    lives: [home(no, i + 1)],
    roles: [{ role: 'committee' as const, at: yard(no) }],
    credits: { contest: 3 },
  })),
  {
    openid: `o_y${two(no)}r6`,
    name: `花友${no}6`,
    lives: [home(no, 6)],
    credits: { contest: 3 },
    ...(no === 1 ? { helps: [GRANDMA] } : {}),
  },
  { openid: `o_y${two(no)}r7`, name: `花友${no}7`, lives: [home(no, 7)] },
];

export const TOWN: TownSpec = {
  id: TOWN_ID,
  name: '东环路社区',
  phone: '028-83000000',
  yards: Array.from({ length: YARDS }, (_, i) => ({
    id: yard(i + 1),
    name: yardName(i + 1),
    homes: homes(`y${two(i + 1)}x`, 8),
  })),
  people: [
    ...Array.from({ length: YARDS }, (_, i) => ofYard(i + 1)).flat(),
    { openid: 'o_y01r6_wife', name: '家里人', lives: [home(1, 6)] },
    { openid: 'o_owner', name: '罗群主', roles: [{ role: 'owner', at: yard(1) }] },
    { openid: 'o_volunteer', name: '志愿者', roles: [{ role: 'volunteer', at: yard(1) }] },
    { openid: 'o_staff', name: '社工', roles: [{ role: 'staff' }] },
    { openid: 'o_admin', name: '主任', roles: [{ role: 'admin' }] },
  ],
};

export const FORM: ContestForm = {
  kind: 'beauty',
  title: '植树节晒花',
  note: '',
  courtyards: Array.from({ length: YARDS }, (_, i) => yard(i + 1)),
  opensOn: PHOTO_DAY,
  closesOn: PHOTO_DAY,
  judgingUntil: JUDGING_UNTIL,
  electorate: 'committee',
  criteria: [],
  titles: [{ name: '最美的花', prize: 'pot', prizeText: '一盆高品质花卉' }],
  ties: 'committee',
};

export const ENTRY: EntryForm = {
  words: '',
  pictures: [],
  topics: [],
  library: false,
  handsUnder14: false,
  childFace: false,
  guardianAgrees: false,
};

export interface Stage {
  readonly product: Product;
  readonly database: Database;
  readonly calls: Calls;
  at(now: number | string): Promise<void>;
  tick(): Promise<unknown>;
  /** A pot the household has got at its door. */
  pot(yardNo: number, homeNo: number): PotId;
  /** A picture and its small one, looked at already. */
  readonly picture: EntryForm['pictures'];
  /** Puts a file where a phone puts it. */
  sent(path: string, bytes: Buffer): Promise<string>;
  allow(openid: string): Promise<void>;
  toldTo(openid: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function openStage(options: ProductOptions = {}): Promise<Stage> {
  const product = await startProduct({ size: 'empty', ...options });
  await product.setClock(EVE);
  const database = await openDatabase(product);
  await settle(database, TOWN, EVE);
  const pots = await plantPots(database);
  const picture = await plantPicture(database);
  const tick = () => database.callFunction('tick');
  return {
    product,
    database,
    calls: callsOf(product),
    at: (now) => product.setClock(now),
    tick,
    pot: (yardNo, homeNo) => item([...(pots.get(home(yardNo, homeNo)) ?? [])]),
    picture: [picture],
    async sent(path, bytes) {
      const url = `${product.url}/phone/upload?openid=o_sender&path=${path}`;
      const response = await fetch(url, { method: 'POST', body: new Uint8Array(bytes) });
      return ((await response.json()) as { fileID: string }).fileID;
    },
    allow: (openid) => subscribe(product, openid, 'contest'),
    async toldTo(openid) {
      await tick();
      return (await sentTo(product, openid)).map(({ data }) => data.thing3?.value ?? '');
    },
    close: () => product.close(),
  };
}

/** Two pots of every home, as closing a campaign and a visit at the door leave them. */
async function plantPots(database: Database): Promise<ReadonlyMap<HouseholdId, readonly PotId[]>> {
  const varieties = [{ id: 'i1', name: '长寿花', stock: 600, costFen: 900, care: [] }];
  const campaign = { _id: 'fl_spring' as const, communityId: TOWN.id, form: { varieties } };
  const orders = TOWN.yards.flatMap(({ id, homes: all }) =>
    (Object.keys(all) as HouseholdId[]).map(
      (householdId): PotOrder => ({
        ...{ _id: `fl_spring.${householdId}`, communityId: TOWN.id, rev: 1, saleId: 'fl_spring' },
        ...{ courtyardId: id, householdId },
        lines: { i1: { ordered: 2, allotted: 2, priceFen: 300, handed: 2 } },
        ...{ units: 2, actor: 'mb_ostaff', how: 'phone', edits: 1, placedAt: EVE, visits: {} },
        door: {
          ...{ outcome: 'handed', final: true, by: 'mb_ostaff', at: EVE, chargedFen: 600 },
          ...{ payment: 'cash', rev: 1 },
        },
      }),
    ),
  );
  const pots = orders.flatMap((order) => potsFrom(campaign as never, order, EVE));
  await inParallel([
    () => database.add('orders', orders),
    () =>
      database.add(
        'pots',
        pots.map((pot, i) => ({ ...pot, code: String(i).padStart(6, '0') })),
      ),
  ]);
  const byHome = new Map<HouseholdId, PotId[]>();
  for (const { _id, party } of pots) {
    const householdId = party as HouseholdId;
    byHome.set(householdId, [...(byHome.get(householdId) ?? []), _id]);
  }
  return byHome;
}

async function plantPicture(database: Database): Promise<EntryForm['pictures'][number]> {
  const pair = {
    fileId: 'cloud://yuanba-local.0/shown/stage.jpg',
    thumbId: 'cloud://yuanba-local.0/shown/stage-small.jpg',
  };
  const docs = Object.values(pair).map(
    (cloudId): FileDoc => ({
      _id: fileId(cloudId),
      communityId: TOWN.id,
      rev: 1,
      cloudId,
      source: fileId(`sent ${cloudId}`),
      print: cloudId,
      ownerId: memberIdOf('o_staff'),
      state: 'passed',
      at: EVE,
      sweepAt: 8e12,
    }),
  );
  await database.add('files', docs);
  return pair;
}

/** The courtyards' contest is open. */
export async function openContest(
  { calls }: Pick<Stage, 'calls'>,
  form: Partial<ContestForm> = {},
  who: By = STAFF,
): Promise<ContestId> {
  const input = { form: { ...FORM, ...form } };
  const { contestId } = await calls.done('contest', 'saveContest', who, input);
  await calls.done('contest', 'openContest', who, { contestId });
  return contestId;
}

export const enterPot = (
  { calls, picture }: Pick<Stage, 'calls' | 'picture'>,
  contestId: ContestId,
  { who, key, ...form }: Partial<EntryForm> & { readonly who: By; readonly key: PotId },
) =>
  calls.reply('contest', 'enter', who, {
    contestId,
    key,
    form: { ...ENTRY, pictures: picture, ...form },
  });

export const enterHome = (
  { calls, picture }: Pick<Stage, 'calls' | 'picture'>,
  contestId: ContestId,
  { who, ...form }: Partial<EntryForm> & { readonly who: By },
) =>
  calls.reply('contest', 'enter', who, {
    contestId,
    form: { ...ENTRY, pictures: picture, ...form },
  });

/** The sum of every judge's points of some entries. */
export const scoreAll = (
  { calls }: Pick<Stage, 'calls'>,
  marks: readonly (readonly [who: By, entryId: EntryId, points: number])[],
) =>
  inParallel(
    marks.map(
      ([who, entryId, points]) =>
        () =>
          calls.done('contest', 'score', who, { entryId, points: [points] }),
    ),
  );
