import fc from 'fast-check';
import type { NoticeId } from '../../miniprogram/contract/ids';
import { MESSAGES } from '../../miniprogram/contract/messages';
import {
  at,
  type By,
  type Calls,
  callsOf,
  inParallel,
  item,
  smallTown,
  yardAt,
} from '../support/community';
import { type Database, openDatabase } from '../support/database';
import { type Product, startProduct } from '../support/local';
import { planOf, play, publishedBy, type Split } from '../support/reach';

const MORNING = Date.parse('2020-02-10T09:00:00+08:00');
const UNTIL = Date.parse('2020-02-12T20:00:00+08:00');
const town = smallTown();
const yard = yardAt(1);
const desk: readonly By[] = town.staff.slice(1).map(({ openid }) => ({ openid }));
const walkers: readonly By[] = yard.volunteers.map(at);
const split: Split = { self: 41, helper: 9, phone: 8, door: 0 };
const plan = planOf(yard, split);

let product: Product;
let calls: Calls;
let database: Database;
let noticeId: NoticeId;

beforeAll(async () => {
  product = await startProduct({ size: 'small' });
  calls = callsOf(product);
  database = await openDatabase(product);
  await product.setClock(MORNING);
}, 120_000);
afterAll(() => product?.close());

/** Whoever asked to be told: a tap on the phone, and the same tap as WeChat counts it. */
const templates = [MESSAGES.notice.templateId];
const askers = yard.residents.slice(0, 30);
const forgotten = askers.slice(-4);

async function allowMessages(): Promise<void> {
  await inParallel(
    askers.map((one) => () => calls.done('member', 'addCredit', at(one), { templates })),
  );
  const allowed = askers.filter((one) => !forgotten.includes(one));
  for (const { openid } of allowed) await subscribe(openid);
}

async function subscribe(openid: string): Promise<void> {
  const body = JSON.stringify({ openid, templateIds: templates });
  const response = await fetch(`${product.url}/phone/subscribe`, { method: 'POST', body });
  expect(response.ok).toBe(true);
}

/** The next five-minute tick. */
async function tick(minutes = 5): Promise<void> {
  const { now } = (await product.control<{ clock: { now: number } }>('info')).clock;
  await product.setClock(now + minutes * 60_000);
}

const board = (by = at(yard.owner), id = noticeId) =>
  calls.done('notice', 'board', by, { noticeId: id });

interface Job {
  readonly sent: number;
  readonly refused: number;
  readonly failed: number;
  readonly status: string;
}

describe('T15 a must-read notice to a courtyard of 64 households', () => {
  it('T15 begins where nobody has a message credit and 64 households are listed', async () => {
    const accounts = await database.find<{ credits: Record<string, number> }>('accounts', {
      courtyards: yard.courtyard.id,
    });
    expect(accounts.length).toBeGreaterThanOrEqual(yard.residents.length);
    expect(accounts.filter(({ credits }) => (credits.notice ?? 0) > 0)).toEqual([]);
    expect(yard.homes).toHaveLength(64);
  });

  it('T15 (a) 41 confirm in the app, 9 by a helper, 8 by the phone desk: a call list of 6', async () => {
    await allowMessages();
    noticeId = await publishedBy(calls, yard.owner, { validUntil: UNTIL });
    expect(await board()).toMatchObject({ householdCount: 64, reachedCount: 0 });
    await play(calls, plan, { noticeId, version: 1, courtyard: yard.courtyard.id, desk, walkers });
    const seen = await board();
    expect(seen).toMatchObject({
      version: 1,
      householdCount: 64,
      reachedCount: 58,
      countByWay: { self: 41, helper: 9, phone: 8, door: 0 },
    });
    expect(seen.reached).toHaveLength(58);
    expect(seen.callList.map(({ id }) => id).sort()).toEqual(plan.left.map(({ id }) => id).sort());
    expect(seen.callList).toHaveLength(6);
  }, 60_000);

  it('T15 (a) names each household on the call list by its door, and each reached one by how', async () => {
    const seen = await board();
    for (const row of seen.callList) {
      const home = yard.homes.find(({ id }) => id === row.id);
      expect(row).toMatchObject({ unit: home?.unit, door: home?.door, family: home?.family });
    }
    const how = new Map(seen.reached.map((one) => [one.id, one.how]));
    expect(plan.helper.map(({ home }) => how.get(home.id))).toEqual(Array(9).fill('helper'));
    expect(plan.phone.map(({ id }) => how.get(id))).toEqual(Array(8).fill('phone'));
    expect(plan.self.map(({ home }) => how.get(home.id))).toEqual(Array(41).fill('self'));
  });

  it('T15 (a) keeps who tapped and for which household in the mark itself', async () => {
    const reach = await database.get<{ marks: Record<string, { by: string; how: string }> }>(
      'reaches',
      `${noticeId}.${yard.courtyard.id}`,
    );
    for (const { helper, home } of plan.helper) {
      expect(reach?.marks[home.id]).toMatchObject({ by: helper.memberId, how: 'helper' });
    }
  });

  it('T15 (a) counts a household once when a second of its members answers', async () => {
    const pair = plan.self.flatMap((first) =>
      yard.residents.filter((one) => one.home === first.home && one !== first).slice(0, 1),
    );
    const input = { noticeId, version: 1 };
    const answer = await calls.done('notice', 'confirm', at(item(pair)), input);
    expect(answer).toMatchObject({ earlier: true, how: 'self' });
    expect((await board()).reachedCount).toBe(58);
  });

  it('T15 (a) keeps a household on the call list after a call nobody answered, with the try noted', async () => {
    const home = item(plan.left);
    const by = { ...item(desk), courtyard: yard.courtyard.id };
    const input = {
      noticeId,
      version: 1,
      householdId: home.id,
      how: 'phone',
      reached: false,
    } as const;
    await calls.done('notice', 'recordReach', by, input);
    const seen = await board();
    expect(seen.callList).toHaveLength(6);
    expect(seen.callList.find(({ id }) => id === home.id)?.lastTry).toMatchObject({ how: 'phone' });
  });

  it('T15 (b) of 30 with a message credit 26 are sent it, 4 come back with 43101, none is an error', async () => {
    await tick();
    const { messages } = await product.control<{ messages: { openid: string; page: string }[] }>(
      'outbox',
    );
    const told = messages.filter(({ page }) => page.includes(noticeId));
    expect(told).toHaveLength(26);
    const missed = new Set(forgotten.map(({ openid }) => openid));
    expect(told.filter(({ openid }) => missed.has(openid))).toEqual([]);
    expect(new Set(told.map(({ openid }) => openid)).size).toBe(26);
    const [job] = await database.find<Job>('outbox', { topic: `${noticeId}.v1` });
    expect(job).toMatchObject({ status: 'done', sent: 26, refused: 4, failed: 0 });
  }, 60_000);

  it('T15 (b) has used every credit, and a further tick sends nothing more', async () => {
    const accounts = await database.find<{ credits: Record<string, number> }>('accounts', {
      courtyards: yard.courtyard.id,
    });
    expect(accounts.map(({ credits }) => credits.notice ?? 0).filter((left) => left !== 0)).toEqual(
      [],
    );
    const before = (await product.control<{ messages: object[] }>('outbox')).messages.length;
    await tick(30);
    const after = (await product.control<{ messages: object[] }>('outbox')).messages.length;
    expect(after).toBe(before);
  });

  it('T15 (c) an edit makes version 2: confirmations of version 1 are kept and not counted', async () => {
    const { version } = await calls.done('notice', 'revise', at(yard.owner), {
      noticeId,
      title: '改到后天停水',
      body: '停水改到后天，时间不变。',
      category: 'water',
      mustConfirm: true,
      pinned: false,
      pictures: [],
      validUntil: UNTIL,
    });
    expect(version).toBe(2);
    expect(await board()).toMatchObject({
      version: 2,
      householdCount: 64,
      reachedCount: 0,
      countByWay: { self: 0, helper: 0, phone: 0, door: 0 },
    });
    expect((await board()).callList).toHaveLength(64);
    const reach = await database.get<{ marks: Record<string, { version: number }> }>(
      'reaches',
      `${noticeId}.${yard.courtyard.id}`,
    );
    const kept = Object.values(reach?.marks ?? {}).filter((mark) => mark.version === 1);
    expect(kept).toHaveLength(58);
  });

  it('T15 (c) the first text stays as it was read', async () => {
    const notice = await database.get<{ versions: { version: number; title: string }[] }>(
      'notices',
      noticeId,
    );
    expect(notice?.versions).toMatchObject([{ version: 1, title: '明天全院停水，请接水' }]);
  });

  it('T15 (c) an answer to version 1 is told of the change; an answer to version 2 counts', async () => {
    const resident = item(plan.self);
    const view = await calls.done('notice', 'view', at(resident), { noticeId });
    expect(view).toMatchObject({ version: 2 });
    expect(view.confirmed).toBeUndefined();
    const late = await calls.reply('notice', 'confirm', at(resident), { noticeId, version: 1 });
    expect(late).toMatchObject({ ok: false, code: 'NOTICE_CHANGED' });
    await calls.done('notice', 'confirm', at(resident), { noticeId, version: 2 });
    expect(await board()).toMatchObject({ reachedCount: 1, countByWay: { self: 1 } });
  });

  it('T15 (d) the community sees the same figures as the courtyard', async () => {
    const staff = { openid: item(town.staff, 1).openid };
    const seen = await calls.done('notice', 'communityBoard', staff, { noticeId });
    expect(seen).toMatchObject({ version: 2, householdCount: 64, reachedCount: 1 });
    expect(seen.courtyards).toMatchObject([{ id: yard.courtyard.id, reachedCount: 1 }]);
  });
});

describe('T15 for other numbers of the same rule', () => {
  const other = yardAt(2);
  const joined = new Set(other.residents.map(({ home }) => home)).size;
  const splits = fc.record({
    helper: fc.integer({ min: 0, max: 4 }),
    self: fc.integer({ min: 0, max: Math.floor(joined / 2) }),
    phone: fc.integer({ min: 0, max: 5 }),
    door: fc.integer({ min: 0, max: 5 }),
  });

  it('T15 whatever the split, reached and call list add up to the courtyard, each by its way', async () => {
    await fc.assert(
      fc.asyncProperty(splits, async (numbers) => {
        const wanted = planOf(other, numbers);
        const id = await publishedBy(calls, other.owner, { validUntil: UNTIL });
        await play(calls, wanted, {
          noticeId: id,
          version: 1,
          courtyard: other.courtyard.id,
          desk,
          walkers: other.volunteers.map(at),
        });
        const seen = await board(at(other.owner), id);
        const reached = numbers.self + numbers.helper + numbers.phone + numbers.door;
        expect(seen.countByWay).toEqual(numbers);
        expect(seen.reachedCount).toBe(reached);
        expect(seen.householdCount).toBe(other.homes.length);
        const listed = seen.callList.map((row) => row.id).sort();
        expect(listed).toEqual(wanted.left.map((home) => home.id).sort());
      }),
      { numRuns: 6, seed: 15 },
    );
  }, 120_000);
});
