/** A courtyard of forty households that buys vegetables together, one beside it, and everybody's calls. */
import type { OrderDoc } from '../../cloudfunctions/sale/documents';
import type { CountByItem, RoundForm } from '../../miniprogram/contract/groupbuy-forms';
import type { RoundView } from '../../miniprogram/contract/groupbuy-views';
import type { CourtyardId, HouseholdId, RoundId } from '../../miniprogram/contract/ids';
import { type By, type Calls, callsOf, inParallel } from '../support/community';
import { type Database, openDatabase } from '../support/database';
import { homes, settle, type TownSpec } from '../support/factories';
import { type Product, type ProductOptions, startProduct } from '../support/local';
import { sentTo, subscribe } from '../support/subscribe';

/** A Tuesday; ordering ends on Thursday at 20:00, the goods come on Saturday. */
export const TUESDAY = Date.parse('2020-03-03T09:00:00+08:00');
export const CLOSES = Date.parse('2020-03-05T20:00:00+08:00');
export const SATURDAY = Date.parse('2020-03-07T08:00:00+08:00');

export const YARD: CourtyardId = 'cy_t1';
export const OTHER_YARD: CourtyardId = 'cy_t2';
export const home = (no: number): HouseholdId => `hh_g${no}`;

export const HOUSEHOLDS = 40;

export const TOWN: TownSpec = {
  id: 'cm_test',
  name: '东环路社区',
  phone: '028-83000000',
  yards: [
    { id: YARD, name: '桂花巷9号院', homes: homes('g', HOUSEHOLDS) },
    { id: OTHER_YARD, name: '桂花巷11号院', homes: homes('k', 6) },
  ],
  people: [
    ...Array.from({ length: HOUSEHOLDS }, (_, i) => ({
      openid: `o_g${i + 1}`,
      name: `邻居${i + 1}`,
      lives: [home(i + 1)],
      credits: { groupbuy: 3 },
    })),
    { openid: 'o_g1_son', name: '小李', lives: [home(1)] },
    { openid: 'o_helper', name: '帮忙的', lives: ['hh_k2'], helps: [home(3)] },
    { openid: 'o_k1', name: '隔壁院', lives: ['hh_k1'], credits: { groupbuy: 3 } },
    { openid: 'o_owner', name: '罗群主', roles: [{ role: 'owner', at: YARD }] },
    { openid: 'o_volunteer', name: '志愿者甲', roles: [{ role: 'volunteer', at: YARD }] },
    { openid: 'o_volunteer_b', name: '志愿者乙', roles: [{ role: 'volunteer', at: YARD }] },
    { openid: 'o_other_owner', name: '隔壁群主', roles: [{ role: 'owner', at: OTHER_YARD }] },
    { openid: 'o_treasurer', name: '财务', roles: [{ role: 'treasurer' }] },
    { openid: 'o_staff', name: '社工', roles: [{ role: 'staff' }] },
    { openid: 'o_staff_b', name: '社工乙', roles: [{ role: 'staff' }] },
  ],
};

export const by = (openid: string, courtyard: CourtyardId = YARD): By => ({
  openid,
  community: TOWN.id,
  courtyard,
});
export const person = (no: number): By => by(`o_g${no}`);
export const OWNER = by('o_owner');
export const VOLUNTEER = by('o_volunteer');
export const OTHER_VOLUNTEER = by('o_volunteer_b');
export const TREASURER: By = { openid: 'o_treasurer', community: TOWN.id };
export const STAFF = by('o_staff');
export const SECOND_STAFF = by('o_staff_b');

/** The vegetables of the first week: 豌豆尖, 萝卜, 莲花白. */
export const FORM: RoundForm = {
  title: '周六新鲜蔬菜',
  note: '当天早上地里摘的。',
  items: [
    { name: '豌豆尖', unit: '份', spec: '约 300 克', costFen: 300, saleFen: 350 },
    { name: '萝卜', unit: '根', spec: '', costFen: 120, saleFen: 150 },
    { name: '莲花白', unit: '个', spec: '', costFen: 100, saleFen: 120 },
  ],
  opensAt: TUESDAY,
  closesAt: CLOSES,
  delivery: {
    text: '送到院门口',
    from: SATURDAY + 3_600_000,
    until: SATURDAY + 3 * 3_600_000,
  },
  courtyards: [YARD],
  dropPoints: { [YARD]: '门卫室' },
  shortageRule: 'equal',
  lossRule: 'fund',
};
export const [PEAS, RADISH, CABBAGE] = ['i1', 'i2', 'i3'] as const;

export interface Stage {
  readonly product: Product;
  readonly database: Database;
  readonly calls: Calls;
  /** The clock stands still at an instant. */
  at(now: number): Promise<void>;
  tick(): Promise<unknown>;
  view(roundId: RoundId, who?: By): Promise<RoundView>;
  /** One message about a round. */
  allow(openid: string): Promise<void>;
  /** What a person was told by now, latest last. */
  toldTo(openid: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function openStage(options: ProductOptions = {}): Promise<Stage> {
  const product = await startProduct({ size: 'empty', ...options });
  await product.setClock(TUESDAY);
  const database = await openDatabase(product);
  await settle(database, TOWN, TUESDAY);
  const calls = callsOf(product);
  const tick = () => database.callFunction('tick');
  return {
    product,
    database,
    calls,
    at: (now) => product.setClock(now),
    tick,
    view: (roundId, who = person(1)) => calls.done('groupbuy', 'round', who, { roundId }),
    allow: (openid) => subscribe(product, openid, 'groupbuy'),
    async toldTo(openid) {
      await tick();
      return (await sentTo(product, openid)).map(({ data }) => data.thing3?.value ?? '');
    },
    close: () => product.close(),
  };
}

/** A round that is open. */
export async function openRound(
  { calls }: Pick<Stage, 'calls'>,
  form: Partial<RoundForm> = {},
  who: By = OWNER,
): Promise<RoundId> {
  const input = { form: { ...FORM, ...form } };
  const { roundId } = await calls.done('groupbuy', 'saveRound', who, input);
  await calls.done('groupbuy', 'openRound', who, { roundId });
  return roundId;
}

export const order = (
  { calls }: Pick<Stage, 'calls'>,
  roundId: RoundId,
  who: By,
  counts: CountByItem,
) => calls.reply('groupbuy', 'order', who, { roundId, lines: stepsOf(counts) });

export const stepsOf = (counts: CountByItem) =>
  Object.entries(counts).map(([itemId, add]) => ({ itemId, add }));

/** 40 households: 120 豌豆尖, 200 萝卜, 150 莲花白. One after the other, a second apart. */
export async function orderFirstWeek(stage: Stage, roundId: RoundId): Promise<void> {
  for (let no = 1; no <= HOUSEHOLDS; no += 1) {
    await stage.at(TUESDAY + no * 1_000);
    const cabbage: CountByItem = no <= 30 ? { [CABBAGE]: 5 } : {};
    const wanted = { [PEAS]: 3, [RADISH]: 5, ...cabbage };
    const reply = await order(stage, roundId, person(no), wanted);
    if (!reply.ok) throw new Error(reply.code);
  }
}

export const ordersIn = ({ database }: Stage): Promise<readonly OrderDoc[]> =>
  database.find<OrderDoc>('orders');

/** Everything that was allotted, handed over and paid in cash. */
export async function deliverAll(
  stage: Stage,
  roundId: RoundId,
  who: By = VOLUNTEER,
): Promise<void> {
  const { rows } = await stage.calls.done('groupbuy', 'door', who, { roundId });
  const taps = rows.map(
    ({ householdId, lines }) =>
      () =>
        stage.calls.done('groupbuy', 'deliver', who, {
          roundId,
          householdId,
          outcome: 'handed',
          payment: 'cash',
          lines: lines
            .filter(({ allotted }) => allotted > 0)
            .map(({ itemId, allotted }) => ({ itemId, handed: allotted })),
        }),
  );
  // A finger that taps once a second.
  for (const tap of taps) {
    await tap();
    await stage.product.setClock((await clockOf(stage)) + 1_000);
  }
  await inParallel([]);
}

export const clockOf = async ({ product }: Stage): Promise<number> =>
  (await product.control<{ now: number }>('clock')).now;
