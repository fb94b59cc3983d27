/** 3巷22号 in a running product: 28 households, 4 of them away, 2 tenants, and calls in everybody's name. */
import type { CourtyardId, HouseholdId, KeyId } from '../../miniprogram/contract/ids';
import type { RulesForm, TurnId } from '../../miniprogram/contract/roster-views';
import { type By, type Calls, callsOf } from '../support/community';
import { type Database, openDatabase } from '../support/database';
import { type HomeSpec, settle, type TownSpec } from '../support/factories';
import { type Product, type ProductOptions, startProduct } from '../support/local';

export const YARD: CourtyardId = 'cy_t1';
export const KEY: KeyId = 'ky_t1k1';
export const EVE = Date.parse('2020-01-28T09:00:00+08:00');

export const home = (no: number): HouseholdId => `hh_t${no}`;
export const turn = (round: number, no: number): TurnId => `${round}-${home(no)}`;

/** 1 to 22 live in their own, 23 and 24 rent, 25 to 28 are away; two stairs of fourteen. */
const homes = Object.fromEntries(
  Array.from({ length: 28 }, (_, i): [HouseholdId, HomeSpec] => [
    home(i + 1),
    {
      unit: `${i < 14 ? 1 : 2}单元`,
      door: String(101 + (i % 14)),
      family: `${'李王张刘陈杨赵黄周吴徐孙马朱'.charAt(i % 14)}家`,
      away: i >= 24,
    },
  ]),
);

export const TOWN: TownSpec = {
  id: 'cm_test',
  name: '东环路社区',
  phone: '028-83000000',
  yards: [
    { id: YARD, name: '3巷22号', homes },
    { id: 'cy_t2', name: '3巷5号', homes: { hh_u1: { unit: '', door: '1', family: '林家' } } },
  ],
  people: [
    ...Array.from({ length: 28 }, (_, i) => ({
      openid: `o_t${i + 1}`,
      name: `邻居${i + 1}`,
      lives: [home(i + 1)],
      credits: { duty: 3 },
    })),
    { openid: 'o_owner', name: '群主', roles: [{ role: 'owner' as const, at: YARD }] },
    { openid: 'o_staff', name: '社工', roles: [{ role: 'staff' as const }] },
    { openid: 'o_other', name: '隔壁', lives: ['hh_u1' as const] },
  ],
};

export const person = (no: number): By => ({
  openid: `o_t${no}`,
  community: TOWN.id,
  courtyard: YARD,
});
export const OWNER: By = { openid: 'o_owner', community: TOWN.id, courtyard: YARD };
export const STAFF: By = { openid: 'o_staff', community: TOWN.id, courtyard: YARD };

export interface Stage {
  readonly product: Product;
  readonly database: Database;
  readonly calls: Calls;
  /** The clock stands still at a Beijing day and time. */
  at(day: string, time?: string): Promise<number>;
}

export async function openStage(options: ProductOptions = {}): Promise<Stage> {
  const product = await startProduct({ size: 'empty', ...options });
  await product.setClock(EVE);
  const database = await openDatabase(product);
  await settle(database, TOWN, EVE);
  for (const no of [23, 24]) await database.change('households', home(no), { tenure: 'tenant' });
  return {
    product,
    database,
    calls: callsOf(product),
    async at(day, time = '09:00') {
      const now = Date.parse(`${day}T${time}:00+08:00`);
      await product.setClock(now);
      return now;
    },
  };
}

/** The rules of the article, in a fixed order from 1 to 24. */
export const FORM: RulesForm = {
  startsOn: '2020-01-29',
  endsOn: '2020-04-05',
  posts: [{ gate: '大门', opensAt: '08:00', closesAt: '20:00' }],
  orderBy: 'hand',
  seed: '',
  order: Array.from({ length: 28 }, (_, i) => home(i + 1)),
  tenants: 'now',
  tenantsFromRound: 1,
  exempt: [],
  restDays: 0,
  heavyDays: 'same',
  briefing: '测体温，登记外来人，别让老人久站。',
};

export async function publish(calls: Calls, form: RulesForm = FORM): Promise<void> {
  await calls.done('roster', 'saveRules', OWNER, { form });
  await calls.done('roster', 'publish', OWNER, {});
}

/** Both tap: whoever has the key, and whoever comes next. */
export async function handOver(
  stage: Stage,
  { from, to, at }: { readonly from: By; readonly to: By; readonly at: number },
): Promise<void> {
  await stage.calls.done('roster', 'giveKey', from, { keyId: KEY, at });
  await stage.calls.done('roster', 'takeKey', to, { keyId: KEY, at });
}
