/** Acts that come again, of one part of the functions. */
import { CONTRACTS } from '../../miniprogram/contract/contracts';
import type { Reply } from '../../miniprogram/contract/protocol';
import { createThings, type Things, YEARS_MS } from '../permissions/things';
import type { Place } from '../permissions/world';
import { type By, type Calls, callsOf, freshRequest, item } from '../support/community';
import { type Database, openDatabase } from '../support/database';
import { type Product, startProduct } from '../support/local';
import { isInPart } from '../support/part';
import { plant, townWith } from '../support/plant';
import { type Documents, effect } from './effect';
import { ROWS } from './rows';
import type { Made, Make, Scene } from './scene';

const START = Date.parse('2020-02-03T09:00:00+08:00');
const MINUTE_MS = 60_000;
/** Past the next tick: what it puts in step after an act is not taken for the effect of the act that follows. */
const SETTLED_MS = 6 * MINUTE_MS;

const ALL = Object.values(CONTRACTS).flatMap(({ fn, actions }) =>
  Object.entries(actions)
    .filter(([, { kind }]) => kind === 'act')
    .map(([action]) => [`${fn}.${action}`, { fn, action }] as const),
);
const ACTS = ALL.filter(([, act]) => isInPart(act));
type Act = (typeof ALL)[number][1];

let product: Product;
let calls: Calls;
let database: Database;
let things: Things;
let scene: Scene;
let now = START;

beforeAll(async () => {
  product = await startProduct({ size: 'empty' });
  await product.setClock(START);
  calls = callsOf(product);
  database = await openDatabase(product);
  const town = townWith(0, [1]);
  await plant(database, [town], START);
  things = createThings(calls, START + YEARS_MS, database);
  const yard = item(town.neighbourhoods);
  const keeper = { openid: item(town.staff, 1).openid, courtyard: yard.courtyard.id };
  const place: Place = { town, yard, keeper, ownerId: yard.owner.memberId };
  scene = { place, things, calls, product };
}, 120_000);
afterAll(() => product?.close());
beforeEach(async () => {
  now += MINUTE_MS;
  await product.setClock(now);
  const owner = { memberId: scene.place.ownerId, role: 'owner' } as const;
  await calls.done('courtyard', 'grantRole', things.keeper(scene.place), owner);
});

const makeOf = ({ fn, action }: Act): Make<unknown> | undefined =>
  (ROWS as Readonly<Record<string, Readonly<Record<string, Make<unknown>>>>>)[fn]?.[action];

async function made(
  act: Act,
): Promise<Made<unknown> & { readonly by: By & { requestId: string } }> {
  const make = makeOf(act);
  if (!make) throw new Error(`${act.fn}.${act.action} has no row`);
  const { by, input } = await make(scene);
  return { by: { ...by, requestId: freshRequest() }, input };
}

const send = ({ fn, action }: Act, { by, input }: Made<unknown>): Promise<Reply<unknown>> =>
  calls.reply(fn as 'notice', action as 'view', by, input as never);

/** Every document, once no picture waits for its verdict any more. */
async function documents(): Promise<Documents> {
  for (let look = 0; look < 40; look += 1) {
    if ((await database.find('files', { state: 'waiting' })).length === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { collections } = await product.control<{
    collections: { name: string; count: number }[];
  }>('collections');
  const all = new Map<string, Record<string, unknown>>();
  for (const { name, count } of collections.filter((one) => one.count > 0)) {
    const docs = await database.find(name);
    // A collection that is not read whole would hide what came.
    expect([name, docs.length]).toEqual([name, count]);
    for (const doc of docs) all.set(`${name}/${String(doc._id)}`, doc);
  }
  return all;
}

/** A picture that was being looked at is passed a moment later: the same answer, further on. */
const answerOf = (reply: Reply<unknown>): string =>
  JSON.stringify(reply).replace('"state":"passed"', '"state":"waiting"');

/** The effect and the answer of an act that is done for the first time, once or by many copies at once. */
async function firstTime(act: Act, copies: number) {
  if (act.fn === 'directory') {
    now += SETTLED_MS;
    await product.setClock(now);
  }
  const tap = await made(act);
  const before = await documents();
  const replies = await Promise.all(Array.from({ length: copies }, () => send(act, tap)));
  const after = await documents();
  return { tap, replies, after, effect: effect(before, after) };
}

describe('an act that comes again', () => {
  it.each(ACTS)(
    '%s: a second time, a moment later, changes nothing and is answered alike',
    async (_, act) => {
      const { tap, replies, after, effect: once } = await firstTime(act, 1);
      expect(replies).toMatchObject([{ ok: true }]);
      expect(once).not.toEqual([]);
      await product.setClock(now + 1_000);
      const again = await send(act, tap);
      expect([again].map(answerOf)).toEqual(replies.map(answerOf));
      expect(effect(after, await documents())).toEqual([]);
    },
    30_000,
  );

  it.each(ACTS)(
    '%s: ten copies at once have the effect of one, and one answer',
    async (_, act) => {
      const alone = await firstTime(act, 1);
      const crowd = await firstTime(act, 10);
      const answers = new Set(crowd.replies.map(answerOf));
      expect([...answers]).toEqual([expect.stringContaining('{"ok":true')]);
      expect(crowd.effect).toEqual(alone.effect);
    },
    60_000,
  );
});

describe('the rows', () => {
  it('name every act of every contract and nothing else', () => {
    const named = Object.entries(ROWS).flatMap(([fn, rows]) =>
      Object.keys(rows).map((action) => `${fn}.${action}`),
    );
    expect(named.sort()).toEqual(ALL.map(([name]) => name).sort());
  });
});
