import type { CareCardDoc, KeyMoveDoc } from '../../cloudfunctions/roster/documents';
import { communitiesOf } from '../../local/demo/places';
import { neighbourhoodAt, townOf } from '../../local/demo/town';
import { addDays, dayOf, instant } from '../../miniprogram/contract/calendar';
import type { CourtyardId } from '../../miniprogram/contract/ids';
import type { LocalDate } from '../../miniprogram/contract/units';
import { type By, type Calls, callsOf, item } from '../support/community';
import { type Database, openDatabase } from '../support/database';
import { type Product, startProduct } from '../support/local';

let product: Product;
let calls: Calls;
let database: Database;

beforeAll(async () => {
  product = await startProduct({ size: 'demo' });
  calls = callsOf(product);
  database = await openDatabase(product);
}, 120_000);
afterAll(() => product?.close());

const FIRST: CourtyardId = 'cy_c01';
const at = (openid: string, courtyard: CourtyardId = FIRST): By => ({ openid, courtyard });
const GATE_WINDOW = at('o_c01_u1_101_a');
const HELPER: By = { ...at('o_c01_u1_702_a'), subject: 'hh_c01u1d701' };

const town = townOf(item(communitiesOf('demo').slice(0, 1)));
const ownerOf = (no: number): By => {
  const { owner, courtyard } = neighbourhoodAt(town, no - 1);
  return at(owner.openid, courtyard.id);
};
const today = (by: By) => calls.done('roster', 'today', by, {});

/** From half past eight in the evening on it is about tomorrow. */
const turningAt = (now: number): LocalDate =>
  now < instant(dayOf(now), '20:30') ? dayOf(now) : addDays(dayOf(now), 1);

describe('duty in the demo', () => {
  it.each([
    [1, 'running'],
    [2, 'running'],
    [3, 'draft'],
    [5, 'none'],
    [15, 'running'],
    [26, 'published'],
    [29, 'running'],
  ])('in courtyard %i is %s', async (no, status) => {
    expect(await today(ownerOf(no))).toMatchObject({ status });
  });

  it('has gates of every kind: one, two, half a day each', async () => {
    const first = await today(ownerOf(1));
    expect(first.turns.map(({ gate, hours }) => [gate, hours])).toEqual([['大门', '08:00–20:00']]);
    const second = await today(ownerOf(2));
    expect(second.turns.map(({ hours }) => hours)).toEqual(['08:00–14:00', '14:00–20:00']);
    const two = await today(ownerOf(15));
    expect(two.keys.map(({ name }) => name)).toEqual(['正门钥匙', '后门钥匙']);
  });

  it('ends tomorrow in one courtyard, and six households come to clean up', async () => {
    const { cleanUp, now } = await today(ownerOf(29));
    expect(cleanUp).toMatchObject({ on: addDays(dayOf(now), 1), signedUp: 6 });
  });

  it('keeps an unbroken chain for every key', async () => {
    const moves = await database.find<KeyMoveDoc>('key_moves');
    const keys = await database.find<{ _id: string; holder: string; moveCount: number }>('keys');
    for (const key of keys) {
      const own = moves.filter(({ keyId }) => keyId === key._id).sort((a, b) => a.no - b.no);
      expect(own.map(({ no }) => no)).toEqual(own.map((_, index) => index + 1));
      expect(own.map(({ from }) => from)).toEqual(
        ['committee', ...own.map(({ to }) => to)].slice(0, own.length),
      );
      expect([key.holder, key.moveCount]).toEqual([own.at(-1)?.to ?? 'committee', own.length]);
    }
    const ways = moves.filter(({ keyId }) => keyId === 'ky_c01k1').map(({ way }) => way);
    expect(new Set(ways)).toEqual(new Set(['taps', 'code', 'recorded', 'passedOn']));
  });

  it('hands every key to whoever came next, but for one that was left behind', async () => {
    for (const no of [1, 2, 29]) {
      const { keys, now } = await today(ownerOf(no));
      for (const { next } of keys.filter(({ spare }) => !spare))
        expect(next?.at).toBeGreaterThan(now - 10 * 60_000);
    }
    const [front, back] = (await today(ownerOf(15))).keys;
    expect(front?.next?.state).not.toBe('offered');
    expect(back?.next?.state).toBe('offered');
  });

  it('knows closed doors: one neighbour fell ill, one needs staff, one card is open', async () => {
    const cards = await database.find<CareCardDoc>('care_cards');
    const ends = cards.map(({ status, outcome = '' }) => `${status} ${outcome}`.trim()).sort();
    expect(ends).toEqual(['answered ill', 'answered serious', 'open']);
    const { items } = await calls.done('roster', 'careCards', at('o_c01_u1_702_a'), {});
    expect(items).toMatchObject([{ label: '1单元 701 罗家', outcome: 'ill' }]);
    const staff = at('o_staff_02', 'cy_c02');
    expect((await calls.done('roster', 'careCards', staff, {})).items).toHaveLength(1);
  });

  it('leaves the people at the gate something to read and to answer', async () => {
    const view = await today(GATE_WINDOW);
    expect(view.briefing).toContain('登记');
    expect(view.note?.text).toContain('手电');
    const mine = await calls.done('roster', 'mine', GATE_WINDOW, {});
    expect(mine.asked.map(({ toAll }) => toAll).sort()).toEqual([false, true]);
    expect(mine.served).toHaveLength(1);
    const helped = await calls.done('roster', 'mine', HELPER, {});
    expect(helped.makeUp?.turnId).toBe('1-hh_c01u1d701');
    const moved = await calls.done('roster', 'mine', at('o_c01_u2_502_a'), {});
    expect(moved.changed?.text).toContain('您家的值守从');
    // Its first day, which it never said it had seen, is over: it is no news on either page.
    const home = await calls.done('courtyard', 'home', at('o_c01_u2_502_a'), {});
    const item = home.waiting.find(({ kind }) => kind === 'dutyChanged');
    expect(item).toMatchObject({ text: moved.changed?.text });
  });

  it('fills the journal and the key board of the committee', async () => {
    const { items } = await calls.done('roster', 'journal', ownerOf(1), {});
    expect(items.map(({ kind }) => kind)).toEqual(['note', 'night', 'note', 'note']);
    const { keys, turns, tomorrow } = await today(ownerOf(1));
    // In the evening the key is with whoever comes next, before that with whoever is on duty.
    const turning = [...turns, ...tomorrow].map(({ label }) => label);
    const [main, spare] = keys.map(({ holderLabel }) => holderLabel);
    expect(keys.map((key) => key.spare)).toEqual([false, true]);
    expect(turning).toContain(main);
    expect(spare).toBe('2单元 501 朱家');
  });

  it('leaves the owners rules to settle', async () => {
    expect((await calls.done('roster', 'rules', ownerOf(2), {})).isDraft).toBe(true);
    const first = await database.find<{ standIns: string[] }>('rosters', { courtyardId: FIRST });
    expect(first[0]?.standIns).toEqual(['hh_c01u1d601', 'hh_c01u2d302']);
  });
});

describe('duty in the demo at any time of day', () => {
  it.each([
    ['just after midnight', '2026-03-08T00:05:00+08:00'],
    ['at eight in the evening', '2026-06-30T20:01:00+08:00'],
    ['late in the evening', '2026-12-31T23:58:00+08:00'],
  ])(
    'is live %s: the window at the gate has its turn, the neighbour who is helped the next one',
    async (_, text) => {
      await product.setClock(text);
      await product.control('reset', { size: 'small' });
      const now = Date.parse(text);
      const turning = turningAt(now);
      const mine = await calls.done('roster', 'mine', GATE_WINDOW, {});
      expect(mine.coming.at(0)?.day).toBe(turning);
      const helped = await calls.done('roster', 'mine', HELPER, {});
      expect(helped.coming.at(0)?.day).toBe(addDays(turning, 1));
      expect((await today(GATE_WINDOW)).keys.filter(({ spare }) => !spare)).toMatchObject([
        {
          heldByMe: true,
          next: { at: instant(turning, '20:00'), label: '1单元 701 罗家', mine: false },
        },
      ]);
      expect((await today(HELPER)).keys.at(0)).toMatchObject({ next: { mine: true } });
      expect((await today(ownerOf(2))).status).toBe('running');
      expect((await today(ownerOf(3))).status).toBe('draft');
      const moves = await database.find<KeyMoveDoc>('key_moves');
      for (const move of moves) expect(move.recordedAt).toBeLessThanOrEqual(now);
    },
    120_000,
  );
});
