import type { Person } from '../../local/server/ports';
import { type By, type Calls, callsOf, item, yardAt } from '../support/community';
import { type Database, openDatabase } from '../support/database';
import { type Product, startProduct } from '../support/local';

let product: Product;
let calls: Calls;
let database: Database;

beforeAll(async () => {
  product = await startProduct({ size: 'small' });
  calls = callsOf(product);
  database = await openDatabase(product);
}, 120_000);
afterAll(() => product?.close());

const people = (query = '') => product.control<Person[]>(`people${query}`);
const tap = ({ openid, courtyard }: Person): By => ({
  openid,
  ...(courtyard === undefined ? {} : { courtyard: courtyard as `cy_${string}` }),
});

describe('the people of the demo', () => {
  it.each([
    ['admin', 1],
    ['staff', 9],
    ['owner', 3],
    ['deputy', 3],
    ['committee', 15],
    ['volunteer', 6],
    ['helper', 29],
    ['newcomer', 12],
  ])('who is %s: %i of them in the small community', async (role, count) => {
    const found = await people(`?role=${role}`);
    expect(found).toHaveLength(count);
    expect(new Set(found.map((one) => one.role))).toEqual(new Set([role]));
  });

  it('can be asked for by courtyard, by its id or its number', async () => {
    const byId = await people('?courtyard=cy_c02&role=owner');
    expect(byId).toMatchObject([{ courtyard: 'cy_c02', opengid: 'og_c02' }]);
    expect(await people('?courtyard=C02&role=owner')).toEqual(byId);
    for (const { courtyard } of await people('?courtyard=cy_c01')) expect(courtyard).toBe('cy_c01');
  });

  it('are what the functions take them for', async () => {
    const [owner] = await people('?role=owner&courtyard=cy_c01');
    const home = await calls.done('courtyard', 'home', tap(item([owner as Person])), {});
    expect(home.standing).toMatchObject({ status: 'member', name: owner?.name });
    const [newcomer] = await people('?role=newcomer&courtyard=cy_c03');
    const seen = await calls.done('courtyard', 'home', tap(item([newcomer as Person])), {});
    expect(seen.standing).toEqual({ status: 'stranger' });
  });

  it('follow what happens: a new owner is listed as the owner', async () => {
    const [owner] = await people('?role=owner&courtyard=cy_c03');
    const next = yardAt(2).deputies[0];
    if (!owner || !next) throw new Error('the third courtyard has no owner or deputy');
    await calls.done('courtyard', 'handOver', tap(owner), { to: next.memberId });
    expect(await people('?role=owner&courtyard=cy_c03')).toMatchObject([{ openid: next.openid }]);
    expect(await people('?courtyard=cy_c03')).toContainEqual(
      expect.objectContaining({ openid: owner.openid, role: expect.not.stringMatching('owner') }),
    );
  });
});

describe('the story of the demo', () => {
  it('ends in the present, and something is going on in it', async () => {
    const { clock } = await product.control<{ clock: { real: boolean; running: boolean } }>('info');
    expect(clock).toMatchObject({ real: true, running: true });
    const [resident] = await people('?role=resident&courtyard=cy_c02');
    const home = await calls.done('courtyard', 'home', tap(item([resident as Person])), {});
    expect(home.notices.map(({ pinned }) => pinned)).toContain(true);
    expect(home.notices.some(({ mustConfirm }) => mustConfirm)).toBe(true);
    expect(home.notices.length).toBeGreaterThanOrEqual(4);
  });

  it('leaves something over, something withdrawn, a draft, and a notice with two versions', async () => {
    const notices = await database.find<{ status: string; version: number; validUntil: number }>(
      'notices',
    );
    const statuses = notices.map(({ status }) => status);
    expect(statuses).toEqual(expect.arrayContaining(['draft', 'published', 'withdrawn']));
    expect(notices.some(({ version }) => version === 2)).toBe(true);
    expect(notices.some(({ validUntil }) => validUntil < Date.now())).toBe(true);
  });

  it('leaves a board with households reached in every way, and some to call', async () => {
    const [owner] = await people('?role=deputy&courtyard=cy_c02');
    const by = tap(item([owner as Person]));
    const { items } = await calls.done('notice', 'list', by, { box: 'published' });
    const water = items.find(({ category }) => category === 'water');
    const board = await calls.done('notice', 'board', by, { noticeId: water?.id ?? 'nt_0' });
    expect(board).toMatchObject({
      version: 2,
      householdCount: 64,
      reachedCount: 46,
      countByWay: { self: 31, helper: 7, phone: 5, door: 3 },
    });
    expect(board.callList.filter(({ lastTry }) => lastTry !== undefined)).toHaveLength(2);
  });

  it('leaves people who wait: three at the doors, two who would help', async () => {
    const joins = [];
    for (const id of ['cy_c01', 'cy_c02'] as const) {
      const [keeper] = await people(`?role=owner&courtyard=${id}`);
      const { items } = await calls.done('member', 'joins', tap(item([keeper as Person])), {});
      joins.push(items.map(({ fromGroup }) => fromGroup));
    }
    expect(joins).toEqual([[true], expect.arrayContaining([true, false])]);
    const asked = await database.find('households', { 'helpers.status': 'asked' });
    expect(asked).toHaveLength(2);
  });

  it('has pictures, and every one passed the check', async () => {
    const files = await database.find<{ state: string }>('files');
    expect(new Set(files.map(({ state }) => state))).toEqual(new Set(['passed']));
  });

  it('told fourteen people of this morning’s notice, and owes nobody a message', async () => {
    const { messages, credits } = await product.control<{
      messages: object[];
      credits: { left: number }[];
    }>('outbox');
    expect(messages).toHaveLength(14);
    expect(credits.filter(({ left }) => left > 0)).toEqual([]);
    expect(await database.find('outbox', { status: 'due' })).toEqual([]);
  });
});

describe('the story at any time of day', () => {
  it.each([
    ['just after midnight', '2026-03-08T00:05:00+08:00'],
    ['while the morning’s notice is fresh', '2026-03-08T08:41:00+08:00'],
    ['late in the evening', '2026-12-31T23:58:00+08:00'],
  ])(
    'can be told %s, and has something to answer',
    async (_, instant) => {
      await product.setClock(instant);
      await product.control('reset', { size: 'small' });
      const { clock } = await product.control<{ clock: { iso: string } }>('info');
      expect(Date.parse(clock.iso)).toBe(Date.parse(instant));
      const homes = [];
      for (const person of (await people('?role=resident&courtyard=cy_c02')).slice(0, 12)) {
        homes.push(await calls.done('courtyard', 'home', tap(person), {}));
      }
      expect(homes.some(({ waiting }) => waiting.length > 0)).toBe(true);
      for (const { notices } of homes) {
        for (const notice of notices) expect(notice.at).toBeLessThanOrEqual(Date.parse(instant));
      }
    },
    120_000,
  );
});
