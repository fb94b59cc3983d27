/** A small town for joining and living in it, and calls in its people's names. */
import type { CourtyardId, JoinId } from '../../miniprogram/contract/ids';
import { type AgeBand, PRIVACY_VERSION } from '../../miniprogram/contract/member';
import { type By, type Calls, callsOf } from '../support/community';
import { type Database, openDatabase } from '../support/database';
import { homes, settle, type TownSpec } from '../support/factories';
import { type Product, startProduct } from '../support/local';

/** Monday morning in Chengdu. */
export const MORNING = Date.parse('2020-02-10T09:00:00+08:00');
export const DAY = 24 * 3_600_000;
const TICK_MS = 5 * 60_000;

export const YARD: CourtyardId = 'cy_t1';
export const NEXT_YARD: CourtyardId = 'cy_t2';

export const TOWN: TownSpec = {
  id: 'cm_test',
  name: '东环路社区',
  phone: '028-83000000',
  yards: [
    { id: YARD, name: '桂花巷9号院', homes: homes('a', 12) },
    { id: NEXT_YARD, name: '桂花巷11号院', homes: homes('b', 6) },
  ],
  people: [
    { openid: 'o_owner', name: '罗群主', lives: ['hh_a1'], roles: [{ role: 'owner', at: YARD }] },
    { openid: 'o_deputy', name: '副群主', lives: ['hh_a2'], roles: [{ role: 'deputy', at: YARD }] },
    {
      openid: 'o_committee',
      name: '委员',
      lives: ['hh_a3'],
      roles: [{ role: 'committee', at: YARD }],
    },
    { openid: 'o_li', name: '李嬢嬢', lives: ['hh_a5'] },
    { openid: 'o_next', name: '隔壁院', lives: ['hh_b1'] },
    {
      openid: 'o_next_owner',
      name: '隔壁群主',
      lives: ['hh_b2'],
      roles: [{ role: 'owner', at: NEXT_YARD }],
    },
    { openid: 'o_staff', name: '社工', roles: [{ role: 'staff' }] },
    { openid: 'o_admin', name: '书记', roles: [{ role: 'admin' }] },
  ],
};

export const FAR_TOWN: TownSpec = {
  id: 'cm_far',
  name: '远处社区',
  phone: '028-83999999',
  yards: [{ id: 'cy_f1', name: '远处院', homes: homes('f', 3) }],
  people: [
    { openid: 'o_far', name: '远邻', lives: ['hh_f1'], roles: [{ role: 'owner', at: 'cy_f1' }] },
  ],
};

export const inYard = (openid: string, courtyard: CourtyardId = YARD): By => ({
  openid,
  community: TOWN.id,
  courtyard,
});
export const owner = inYard('o_owner');
export const deputy = inYard('o_deputy');
export const committee = inYard('o_committee');
export const li = inYard('o_li');
export const nextOwner = inYard('o_next_owner', NEXT_YARD);
export const staff = inYard('o_staff');
export const admin = inYard('o_admin');

export const wish = (
  householdId: `hh_${string}`,
  { name = '新邻居', ageBand = '18-59', ...more }: Partial<Wish> = {},
) => ({ householdId, name, ageBand, privacyVersion: PRIVACY_VERSION, ...more });

interface Wish {
  readonly name: string;
  readonly ageBand: AgeBand;
  readonly privacyVersion: string;
  readonly inviteCode: string;
}

export interface Stage {
  readonly product: Product;
  readonly calls: Calls;
  readonly database: Database;
  /** Asks, and has the owner say yes. */
  moveIn(by: By, householdId: `hh_${string}`, wish?: Partial<Wish>): Promise<JoinId>;
  /** What the database says of somebody; there must be such a document. */
  read<T>(collection: string, id: string): Promise<T>;
  /** Five minutes later: the tick has been by. */
  tick(): Promise<void>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const product = await startProduct({ size: 'empty' });
  await product.setClock(MORNING);
  const database = await openDatabase(product);
  await settle(database, TOWN, MORNING - DAY);
  await settle(database, FAR_TOWN, MORNING - DAY);
  const calls = callsOf(product);
  let now = MORNING;
  return {
    product,
    calls,
    database,
    async moveIn(by, householdId, more) {
      const { joinId } = await calls.done('member', 'join', by, wish(householdId, more));
      const keeper = by.courtyard === NEXT_YARD ? nextOwner : owner;
      await calls.done('member', 'answerJoin', keeper, { joinId, accept: true });
      return joinId;
    },
    async read<T>(collection: string, id: string) {
      const doc = await database.get<T>(collection, id);
      if (!doc) throw new Error(`no ${id} in ${collection}`);
      return doc;
    },
    async tick() {
      now += TICK_MS;
      await product.setClock(now);
    },
    close: () => product.close(),
  };
}
