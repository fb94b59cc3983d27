/** A community of 43 courtyards: one notice reaches them all, also when the instance dies on the way. */
import type { NoticeDoc, ReachDoc } from '../../cloudfunctions/notice/public';
import type { CourtyardId, NoticeId } from '../../miniprogram/contract/ids';
import { type By, type Calls, callsOf } from '../support/community';
import { type Database, openDatabase } from '../support/database';
import { homes, settle, type TownSpec } from '../support/factories';
import { type Product, startProduct } from '../support/local';
import { meterOf } from '../support/metered';
import { draft, MORNING } from './stage';

const YARDS = 43;
const yards = Array.from({ length: YARDS }, (_, i) => ({
  id: `cy_w${i + 1}` as CourtyardId,
  name: `第 ${i + 1} 院`,
  homes: homes(`w${i + 1}x`, 4),
}));
const audience = yards.map(({ id }) => id);
const town: TownSpec = {
  id: 'cm_wide',
  name: '大社区',
  phone: '028-83000000',
  yards,
  people: [
    { openid: 'o_staff', name: '社工', roles: [{ role: 'staff' }] },
    ...yards.map((_, i) => ({
      openid: `o_w${i + 1}`,
      name: `住户 ${i + 1}`,
      lives: [`hh_w${i + 1}x1`] as const,
    })),
  ],
};
const staff: By = { openid: 'o_staff', community: town.id };

let product: Product;
let calls: Calls;
let database: Database;
let now = MORNING;

beforeAll(async () => {
  product = await startProduct();
  await product.setClock(now);
  calls = callsOf(product);
  database = await openDatabase(product);
  await settle(database, town, MORNING - 1000);
}, 120_000);
afterAll(() => product?.close());
beforeEach(async () => {
  now += 15_000;
  await product.setClock(now);
});
afterEach(() => fetch(`${product.url}/control/faults`, { method: 'DELETE' }));

const noticeDoc = (id: NoticeId) => database.get<NoticeDoc>('notices', id);
const boards = (noticeId: NoticeId) => database.find<ReachDoc>('reaches', { noticeId });
const drafted = async () =>
  (await calls.done('notice', 'saveDraft', staff, draft({ audience }))).noticeId;

const costOf = (action: string, input: object) =>
  meterOf(product).costOf('notice', action, staff, input);

async function tick(): Promise<void> {
  now += 5 * 60_000;
  await product.setClock(now);
}

it('goes out to all of them with as many requests as to one', async () => {
  const noticeId = await drafted();
  expect(await costOf('publish', { noticeId })).toBeLessThanOrEqual(10);
  expect(await boards(noticeId)).toHaveLength(YARDS);
  expect(await noticeDoc(noticeId)).toMatchObject({ spreadPending: false });
  const first = { openid: 'o_w1', community: town.id, courtyard: audience[0] } as By;
  await calls.done('notice', 'confirm', first, { noticeId, version: 1 });
  const seen = await calls.done('notice', 'communityBoard', staff, { noticeId });
  expect(seen).toMatchObject({ householdCount: YARDS * 4, reachedCount: 1 });
  expect(seen.courtyards).toHaveLength(YARDS);
  expect(seen.courtyards.at(-1)).toMatchObject({ id: 'cy_w1', reachedCount: 1 });
  expect(await costOf('communityBoard', { noticeId })).toBe(3);
});

it('makes a next version known on every board, also when the instance dies half-way', async () => {
  const noticeId = await drafted();
  await calls.done('notice', 'publish', staff, { noticeId });
  // With this seed the 27th update is the last the instance makes.
  const rule = {
    operation: 'database.modifyDocument',
    kind: 'crash',
    count: 1,
    chance: 0.05,
    seed: 9,
  };
  await product.control('faults', { rules: [rule] });
  const { audience: _, ...text } = draft({ title: '改到后天' });
  const input = { noticeId, ...text };
  const lost = await calls.reply('notice', 'revise', staff, input).catch(() => 'lost');
  expect(lost).toBe('lost');
  const half = await boards(noticeId);
  const told = half.filter(({ version }) => version === 2).length;
  expect(told).toBeGreaterThan(0);
  expect(told).toBeLessThan(YARDS);
  await tick();
  expect(
    (await boards(noticeId)).every(({ version, title }) => version === 2 && title === '改到后天'),
  ).toBe(true);
  expect(await noticeDoc(noticeId)).toMatchObject({ version: 2, spreadPending: false });
  expect(await database.find('outbox', { topic: `${noticeId}.v2` })).toHaveLength(YARDS);
}, 60_000);

it('takes confirmations of all courtyards at once', async () => {
  const noticeId = await drafted();
  await calls.done('notice', 'publish', staff, { noticeId });
  const answers = await Promise.all(
    audience.map((courtyard, i) =>
      calls.reply(
        'notice',
        'confirm',
        { openid: `o_w${i + 1}`, community: town.id, courtyard },
        { noticeId, version: 1 },
      ),
    ),
  );
  expect(answers.every(({ ok }) => ok)).toBe(true);
  const seen = await calls.done('notice', 'communityBoard', staff, { noticeId });
  expect(seen).toMatchObject({ reachedCount: YARDS, countByWay: { self: YARDS } });
}, 60_000);
