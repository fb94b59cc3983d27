/** Gifts, diaries, reminders, wishes and first meetings. @see docs/domain/pots.md §5 */
import type { PotDoc } from '../../cloudfunctions/flower/pots/documents';
import { type By, freshRequest, item } from '../support/community';
import { memberIdOf } from '../support/factories';
import { subscribe } from '../support/subscribe';
import { actsOf, firstOf, type Pots, potsFor, settled } from './pots-stage';
import {
  by,
  home,
  neighbour,
  OTHER_YARD,
  OWNER,
  openStage,
  person,
  STAFF,
  type Stage,
  YARD,
} from './stage';

let stage: Stage;
let pots: Pots;
let acts: ReturnType<typeof actsOf>;
beforeAll(async () => {
  stage = await openStage();
  acts = actsOf(stage);
  pots = await potsFor(stage, { households: 10 });
  for (let no = 1; no <= 9; no += 1) await pots.handOver(home(no));
}, 180_000);
afterAll(() => stage?.close());
beforeEach(() => pots.breathe());
afterEach(() => stage.product.control('content-safety', { outage: false }));

describe('a gift', () => {
  it('goes to a neighbour with its card and its whole passport', async () => {
    const { _id: potId } = await firstOf(pots, 1);
    await stage.calls.done('flower', 'namePot', person(1), { potId, name: '赖婆婆的花' });
    for (const who of [person(1), person(2)]) await subscribe(stage.product, who.openid, 'flower');
    const ask = await acts.offered(potId, person(1), home(2));
    expect((await acts.mine(person(1))).pots).toContainEqual(
      expect.objectContaining({ potId, offeredTo: '1单元 201 王家' }),
    );
    expect((await acts.mine(person(2))).offered).toMatchObject([
      { ...ask, fromLabel: '1单元 101 李家', card: '祝您生日快乐', name: '赖婆婆的花' },
    ]);
    await settled(stage);
    expect(await acts.titles('o_f2')).toEqual(['有邻居想送您一盆花']);
    expect(await acts.answer(person(2), ask)).toMatchObject({ ok: true });
    await settled(stage);
    expect(await acts.titles('o_f1')).toEqual(['您送的花，邻居收下了']);
    expect((await acts.mine(person(1))).given).toMatchObject([
      { potId, toLabel: '1单元 201 王家' },
    ]);
    const there = await pots.passport(person(2), potId);
    expect(there).toMatchObject({ mine: true, name: '赖婆婆的花', label: '1单元 201 王家' });
    for (const who of [person(1), person(2)]) {
      const { hands } = await pots.passport(who, potId);
      expect(hands).toMatchObject([{ fromLabel: '1单元 101 李家', card: '祝您生日快乐' }]);
    }
    // Everybody else hears that it was given away, and nothing more.
    for (const who of [person(3), OWNER, STAFF]) {
      const seen = await pots.passport(who, potId);
      expect(seen).toMatchObject({ handed: 1, hands: [] });
      expect(JSON.stringify(seen)).not.toContain('祝您');
    }
  });

  it('goes to another courtyard: each hears no more of the other than it may', async () => {
    const { _id: potId } = await firstOf(pots, 3);
    const ask = await acts.offered(potId, person(3), 'hh_k1');
    expect((await acts.mine(neighbour(1))).offered).toMatchObject([
      { fromLabel: '桂花巷9号院 1单元 301 张家' },
    ]);
    expect((await acts.mine(person(3))).pots).toContainEqual(
      expect.objectContaining({ potId, offeredTo: '桂花巷11号院 一户' }),
    );
    // Whom it is offered to may look at it first; others there may not.
    expect(await pots.passport(neighbour(1), potId)).toMatchObject({ label: '桂花巷9号院 一户' });
    const other = { potId };
    expect(await stage.calls.reply('flower', 'passport', neighbour(2), other)).toMatchObject({
      code: 'NOT_FOUND',
    });
    await acts.answer(neighbour(1), ask);
    expect(await pots.passport(neighbour(2), potId)).toMatchObject({
      courtyardName: '桂花巷11号院',
    });
    expect(await pots.stored(potId)).toMatchObject({ courtyardId: OTHER_YARD, party: 'hh_k1' });
  });

  it('is taken once, when two of the household accept and the giver takes it back', async () => {
    for (let round = 0; round < 4; round += 1) {
      await pots.breathe();
      const { _id: potId } = await firstOf(pots, 4);
      const ask = await acts.offered(potId, person(4), home(1));
      const [son, wife, back] = await Promise.all([
        acts.answer(by('o_f1_son'), ask),
        acts.answer(by('o_f1_wife'), ask),
        stage.calls.reply('flower', 'withdrawGift', person(4), ask),
      ]);
      expect([son, wife, back].filter(({ ok }) => ok)).toHaveLength(1);
      const after = await pots.stored(potId);
      expect(after.party).toBe(back.ok ? home(4) : home(1));
      expect(after.hands.length).toBe(back.ok ? 0 : 1);
      expect(after).not.toHaveProperty('offer');
      if (!back.ok) {
        const again = await acts.offered(potId, person(1), home(4));
        await acts.answer(person(4), again);
        await stage.database.change('pots', potId, { hands: [] });
      }
    }
  });

  it('that arrives ten times is offered and taken once', async () => {
    const { _id: potId } = await firstOf(pots, 5);
    const giver = { ...person(5), requestId: freshRequest() };
    const asked = await Promise.all(
      Array.from({ length: 10 }, () => acts.offer(potId, giver, home(6))),
    );
    expect(new Set(asked.map((one) => JSON.stringify(one))).size).toBe(1);
    const first = item(asked);
    if (!first.ok) throw new Error(first.code);
    const taker = { ...person(6), requestId: freshRequest() };
    const ask = { potId, offerId: first.value.offerId };
    const taken = await Promise.all(Array.from({ length: 10 }, () => acts.answer(taker, ask)));
    expect(new Set(taken.map((one) => JSON.stringify(one))).size).toBe(1);
    expect((await pots.stored(potId)).hands).toHaveLength(1);
    expect(await acts.offer(potId, giver, home(6))).toEqual(first);
  });

  it('is declined without a reason, and only the giver hears of it', async () => {
    const { _id: potId } = await firstOf(pots, 7);
    const ask = await acts.offered(potId, person(7), home(8), '');
    expect(await acts.answer(person(8), ask, false)).toMatchObject({ ok: true });
    expect((await acts.mine(person(7))).pots).toContainEqual(expect.objectContaining({ potId }));
    expect((await acts.mine(person(8))).offered).toEqual([]);
    expect(await pots.passport(person(9), potId)).toMatchObject({ handed: 0 });
    expect(await acts.answer(person(8), ask)).toMatchObject({ ok: false });
  });

  it.each([
    [
      'before it was delivered',
      () => firstOf(pots, 10),
      () => person(10),
      home(1),
      'POT_NOT_THERE',
    ],
    ['of somebody else’s pot', () => firstOf(pots, 7), () => person(9), home(1), 'NOT_FOUND'],
    ['to oneself', () => firstOf(pots, 7), () => person(7), home(7), 'GIFT_TO_SELF'],
    ['to nobody', () => firstOf(pots, 7), () => person(7), 'hh_nobody', 'NOT_FOUND'],
  ] as const)('%s is refused', async (_, pot, who, to, code) => {
    const { _id: potId } = await pot();
    expect(await acts.offer(potId, who(), to)).toMatchObject({ ok: false, code });
  });

  it('its card waits while the check is away, and goes when it is risky', async () => {
    const { _id: potId } = await firstOf(pots, 7);
    await stage.product.control('content-safety', { outage: true });
    await acts.offered(potId, person(7), home(8), '去办假证');
    expect((await acts.mine(person(8))).offered).toMatchObject([{ card: '' }]);
    expect((await pots.passport(person(7), potId)).offer?.card).toBe('去办假证');
    await stage.product.control('content-safety', { outage: false });
    await pots.breathe(6 * 60_000);
    await stage.tick();
    expect((await pots.stored(potId)).offer).toMatchObject({ card: '', cardState: 'shown' });
  });
});

describe('neighbours who met for the first time', () => {
  const pairs = async (who: By, month = '2020-03') =>
    (await stage.calls.done('flower', 'ties', who, { month })).pairs;

  it('are counted once for a pair, in each courtyard', async () => {
    await pots.breathe(6 * 60_000);
    await settled(stage);
    // 1–2, 4–1 perhaps, 5–6 at home; 3–k1 in both courtyards.
    const here = await pairs(person(9));
    expect(here).toBeGreaterThanOrEqual(3);
    expect(await pairs(neighbour(2))).toBe(1);
    const { _id: potId } = await firstOf(pots, 2);
    await acts.answer(person(1), await acts.offered(potId, person(2), home(1)));
    await pots.breathe(6 * 60_000);
    await settled(stage);
    expect(await pairs(person(9))).toBe(here);
    expect(await pairs(STAFF)).toBe(here);
    expect(await pairs({ ...STAFF, courtyard: undefined } as never as By)).toBe(here + 1);
    expect(await pairs(person(9), '2020-02')).toBe(0);
  });

  it('are kept so that nobody can read who they are', async () => {
    const kept = await stage.database.find('ties');
    const text = JSON.stringify(kept.filter(({ kind }) => kind !== 'secret'));
    for (let no = 1; no <= 10; no += 1) expect(text).not.toContain(`"${home(no)}"`);
    for (const mark of kept.filter(({ kind }) => kind === 'mark')) {
      expect(Object.keys(mark).sort()).toEqual(['_id', 'communityId', 'kind', 'rev']);
      expect(mark._id).toMatch(/^tie\.[0-9a-f]{64}$/);
    }
  });

  it('a volunteer who lives somewhere meets whom the pots are brought to', async () => {
    const before = await pairs(person(9));
    await stage.calls.done('courtyard', 'grantRole', OWNER, {
      ...{ memberId: memberIdOf('o_f9'), role: 'volunteer' },
    });
    await pots.handOver(home(10), person(9));
    await pots.breathe(6 * 60_000);
    await settled(stage);
    expect(await pairs(person(9))).toBe(before + 1);
  });
});

it('every pot still belongs to somebody, and stands on that list', async () => {
  const all = await stage.database.find<PotDoc>('pots', { campaignId: pots.campaignId });
  expect(all).toHaveLength(20);
  for (const { party, parties, courtyardId } of all) {
    expect(parties).toContain(party);
    expect([YARD, OTHER_YARD]).toContain(courtyardId);
  }
});
