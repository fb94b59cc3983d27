/** Gifts, diaries, reminders, wishes and first meetings. @see docs/domain/pots.md §5 */
import type { FlowerWishDoc, PotDoc } from '../../cloudfunctions/flower/pots/documents';
import { DIARY_MAX } from '../../cloudfunctions/flower/pots/pot';
import { DAY_MS, instant } from '../../miniprogram/contract/calendar';
import type { PotId } from '../../miniprogram/contract/ids';
import { type By, freshRequest, item } from '../support/community';
import { memberIdOf } from '../support/factories';
import { sentTo, subscribe } from '../support/subscribe';
import { firstOf, type Pots, potsFor, settled } from './pots-stage';
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
beforeAll(async () => {
  stage = await openStage();
  pots = await potsFor(stage, { households: 10 });
  for (let no = 1; no <= 9; no += 1) await pots.handOver(home(no));
}, 180_000);
afterAll(() => stage?.close());
beforeEach(() => pots.breathe());
afterEach(() => stage.product.control('content-safety', { outage: false }));

const offer = (potId: PotId, who: By, to: `hh_${string}`, card = '祝您生日快乐') =>
  stage.calls.reply('flower', 'offerGift', who, { potId, to, card });
const offered = async (potId: PotId, who: By, to: `hh_${string}`, card?: string) => {
  const reply = await offer(potId, who, to, card);
  if (!reply.ok) throw new Error(reply.code);
  return { potId, offerId: reply.value.offerId };
};
const accept = (who: By, ask: { potId: PotId; offerId: string }, yes = true) =>
  stage.calls.reply('flower', 'answerGift', who, { ...ask, accept: yes });
const mine = (who: By) => stage.calls.done('flower', 'myFlowers', who, {});
const titles = async (openid: string) =>
  (await sentTo(stage.product, openid)).map(({ data }) => data.thing1?.value ?? '');

describe('a gift', () => {
  it('goes to a neighbour with its card and its whole passport', async () => {
    const { _id: potId } = await firstOf(pots, 1);
    await stage.calls.done('flower', 'namePot', person(1), { potId, name: '赖婆婆的花' });
    for (const who of [person(1), person(2)]) await subscribe(stage.product, who.openid, 'flower');
    const ask = await offered(potId, person(1), home(2));
    expect((await mine(person(1))).pots).toContainEqual(
      expect.objectContaining({ potId, offeredTo: '1单元 201 王家' }),
    );
    expect((await mine(person(2))).offered).toMatchObject([
      { ...ask, fromLabel: '1单元 101 李家', card: '祝您生日快乐', name: '赖婆婆的花' },
    ]);
    await settled(stage);
    expect(await titles('o_f2')).toEqual(['有邻居想送您一盆花']);
    expect(await accept(person(2), ask)).toMatchObject({ ok: true });
    await settled(stage);
    expect(await titles('o_f1')).toEqual(['您送的花，邻居收下了']);
    expect((await mine(person(1))).given).toMatchObject([{ potId, toLabel: '1单元 201 王家' }]);
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
    const ask = await offered(potId, person(3), 'hh_k1');
    expect((await mine(neighbour(1))).offered).toMatchObject([
      { fromLabel: '桂花巷9号院 1单元 301 张家' },
    ]);
    expect((await mine(person(3))).pots).toContainEqual(
      expect.objectContaining({ potId, offeredTo: '桂花巷11号院 一户' }),
    );
    // Whom it is offered to may look at it first; others there may not.
    expect(await pots.passport(neighbour(1), potId)).toMatchObject({ label: '桂花巷9号院 一户' });
    const other = { potId };
    expect(await stage.calls.reply('flower', 'passport', neighbour(2), other)).toMatchObject({
      code: 'NOT_FOUND',
    });
    await accept(neighbour(1), ask);
    expect(await pots.passport(neighbour(2), potId)).toMatchObject({
      courtyardName: '桂花巷11号院',
    });
    expect(await pots.stored(potId)).toMatchObject({ courtyardId: OTHER_YARD, party: 'hh_k1' });
  });

  it('is taken once, when two of the household accept and the giver takes it back', async () => {
    for (let round = 0; round < 4; round += 1) {
      await pots.breathe();
      const { _id: potId } = await firstOf(pots, 4);
      const ask = await offered(potId, person(4), home(1));
      const [son, wife, back] = await Promise.all([
        accept(by('o_f1_son'), ask),
        accept(by('o_f1_wife'), ask),
        stage.calls.reply('flower', 'withdrawGift', person(4), ask),
      ]);
      expect([son, wife, back].filter(({ ok }) => ok)).toHaveLength(1);
      const after = await pots.stored(potId);
      expect(after.party).toBe(back.ok ? home(4) : home(1));
      expect(after.hands.length).toBe(back.ok ? 0 : 1);
      expect(after).not.toHaveProperty('offer');
      if (!back.ok) {
        const again = await offered(potId, person(1), home(4));
        await accept(person(4), again);
        await stage.database.change('pots', potId, { hands: [] });
      }
    }
  });

  it('that arrives ten times is offered and taken once', async () => {
    const { _id: potId } = await firstOf(pots, 5);
    const giver = { ...person(5), requestId: freshRequest() };
    const asked = await Promise.all(Array.from({ length: 10 }, () => offer(potId, giver, home(6))));
    expect(new Set(asked.map((one) => JSON.stringify(one))).size).toBe(1);
    const first = item(asked);
    if (!first.ok) throw new Error(first.code);
    const taker = { ...person(6), requestId: freshRequest() };
    const ask = { potId, offerId: first.value.offerId };
    const taken = await Promise.all(Array.from({ length: 10 }, () => accept(taker, ask)));
    expect(new Set(taken.map((one) => JSON.stringify(one))).size).toBe(1);
    expect((await pots.stored(potId)).hands).toHaveLength(1);
    expect(await offer(potId, giver, home(6))).toEqual(first);
  });

  it('is declined without a reason, and only the giver hears of it', async () => {
    const { _id: potId } = await firstOf(pots, 7);
    const ask = await offered(potId, person(7), home(8), '');
    expect(await accept(person(8), ask, false)).toMatchObject({ ok: true });
    expect((await mine(person(7))).pots).toContainEqual(expect.objectContaining({ potId }));
    expect((await mine(person(8))).offered).toEqual([]);
    expect(await pots.passport(person(9), potId)).toMatchObject({ handed: 0 });
    expect(await accept(person(8), ask)).toMatchObject({ ok: false });
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
    expect(await offer(potId, who(), to)).toMatchObject({ ok: false, code });
  });

  it('its card waits while the check is away, and goes when it is risky', async () => {
    const { _id: potId } = await firstOf(pots, 7);
    await stage.product.control('content-safety', { outage: true });
    await offered(potId, person(7), home(8), '去办假证');
    expect((await mine(person(8))).offered).toMatchObject([{ card: '' }]);
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
    await accept(person(1), await offered(potId, person(2), home(1)));
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

describe('a diary', () => {
  const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
  async function photo(who: By, words: string): Promise<string> {
    const url = `${stage.product.url}/phone/upload?openid=${who.openid}&path=pictures/${words}.jpg`;
    const body = new Uint8Array(Buffer.concat([JPEG, Buffer.from(words)]));
    const { fileID } = (await (await fetch(url, { method: 'POST', body })).json()) as {
      fileID: string;
    };
    return (await stage.calls.done('flower', 'addPotPhoto', who, { fileId: fileID })).fileId;
  }
  const until = async (look: () => Promise<boolean>) => {
    for (let i = 0; i < 50 && !(await look()); i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  it('shows its photos to neighbours once they passed, and they are kept as long', async () => {
    const { _id: potId } = await firstOf(pots, 8);
    const picture = await photo(person(8), 'flower');
    const line = { potId, did: [], words: '今天开花了', photo: picture } as const;
    const { entryId } = await stage.calls.done('flower', 'writeDiary', person(8), line);
    await until(async () => Object.keys((await pots.stored(potId)).pictureStates).length > 0);
    expect((await pots.passport(person(9), potId)).photoUrls).toHaveLength(1);
    expect((await pots.passport(person(8), potId)).diary).toMatchObject([
      { words: '今天开花了', photoUrl: expect.stringContaining('http') },
    ]);
    expect((await mine(person(8))).pots.filter(({ photoUrl }) => photoUrl)).toHaveLength(1);
    await pots.breathe(8 * DAY_MS);
    await settled(stage);
    expect(await stage.database.find('files', { cloudId: picture })).toHaveLength(1);
    await stage.calls.done('flower', 'eraseDiary', person(8), { potId, entryId });
    expect((await pots.passport(person(9), potId)).photoUrls).toEqual([]);
    await pots.breathe(31 * DAY_MS);
    await settled(stage);
    expect(await stage.database.find('files', { cloudId: picture })).toHaveLength(0);
  }, 60_000);

  it('a picture nobody handed in is refused', async () => {
    const { _id: potId } = await firstOf(pots, 8);
    const line = { potId, did: [], words: '', photo: 'cloud://x.0/shown/none.jpg' } as const;
    expect(await stage.calls.reply('flower', 'writeDiary', person(8), line)).toMatchObject({
      code: 'PICTURE_BAD',
    });
  });

  it('that is full lets its oldest mark of care go, and what was written ten times is there once', async () => {
    const pot = await firstOf(pots, 8);
    const entry = { by: 'mb_x', did: ['sun'], words: '', state: 'shown', print: 'p' };
    const diary = Object.fromEntries(
      Array.from({ length: DIARY_MAX }, (_, i) => [`old-${i}`, { ...entry, at: i + 1 }]),
    );
    const kept = { ...item(Object.values(diary)), words: '第一天', at: 0 };
    const full: object & { readonly _id: string } = {
      ...(await pots.stored(pot._id)),
      ...{ diary: { ...diary, 'old-0': kept }, entries: DIARY_MAX },
    };
    await stage.database.replace('pots', full);
    const who = { ...person(8), requestId: freshRequest() };
    const line = { potId: pot._id, did: ['water'], words: '又浇了' } as const;
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => stage.calls.reply('flower', 'writeDiary', who, line)),
    );
    expect(new Set(replies.map((one) => JSON.stringify(one))).size).toBe(1);
    const after = await pots.stored(pot._id);
    expect(Object.keys(after.diary)).toHaveLength(DIARY_MAX);
    expect(after.diary).toHaveProperty('old-0');
    expect(after.diary).not.toHaveProperty('old-1');
    expect(Object.values(after.diary).filter(({ words }) => words === '又浇了')).toHaveLength(1);
  });
});

describe('what one switches on', () => {
  const wishes = (who: By) => stage.calls.done('flower', 'wishes', who, {});
  const wish = (who: By, month: number, day = 17) =>
    stage.calls.done('flower', 'wish', who, { month, day });

  it('is off by itself, and nobody is named', async () => {
    expect(await stage.calls.done('flower', 'flowerSettings', person(1), {})).toEqual({});
    expect((await wishes(person(1))).items).toEqual([]);
  });

  it('tells neighbours the month’s households, never a day, and not the own one', async () => {
    const month = new Date((await pots.breathe()) + 8 * 3_600_000).getUTCMonth() + 1;
    for (const no of [1, 2, 3]) await wish(person(no), month);
    await wish(by('o_f1_son'), month, 3);
    await wish(person(4), (month % 12) + 1);
    expect(await wishes(person(5))).toEqual({
      month,
      text: '这个月有 3 位邻居愿意收到花',
      items: [1, 2, 3].map((no) => ({
        householdId: home(no),
        label: expect.stringMatching(/^1单元 \d+ .家$/),
      })),
    });
    expect((await wishes(person(1))).items.map(({ householdId }) => householdId)).toEqual([
      ...[home(2), home(3)],
    ]);
    expect((await stage.calls.done('flower', 'wishes', neighbour(1), {})).items).toEqual([]);
    expect(await stage.calls.reply('flower', 'wishes', OWNER, {})).toMatchObject({ ok: false });
  });

  it('is gone when it is taken back, and when the person is not of the household any more', async () => {
    await stage.calls.done('flower', 'endWish', person(2), {});
    const ids = async () =>
      (await stage.database.find<FlowerWishDoc>('flower_wishes')).map(({ memberId }) => memberId);
    expect(await ids()).not.toContain(memberIdOf('o_f2'));
    await stage.database.change('members', memberIdOf('o_f3'), { households: [] });
    expect((await wishes(person(5))).items.map(({ householdId }) => householdId)).toEqual([
      home(1),
    ]);
    await pots.breathe(8 * DAY_MS);
    await stage.tick();
    expect(await ids()).not.toContain(memberIdOf('o_f3'));
  });

  it.each([
    [2, 30],
    [4, 31],
    [0, 1],
    [13, 1],
  ])('%s-%s is no birthday', async (month, day) => {
    const reply = await stage.calls.reply('flower', 'wish', person(5), { month, day });
    expect(reply).toMatchObject({ code: 'INVALID' });
  });

  it('reminds in the morning, only those who asked, and not when there was water', async () => {
    const start = await pots.breathe(DAY_MS);
    await subscribe(stage.product, 'o_f6', 'flower');
    await subscribe(stage.product, 'o_f6', 'flower');
    await stage.calls.done('flower', 'remind', person(6), { everyDays: 2 });
    const before = (await titles('o_f6')).length;
    const heard = async () => (await titles('o_f6')).slice(before);
    const days = (count: number) => Math.floor((start + 8 * 3_600_000) / DAY_MS) + count;
    const morning = (count: number) => days(count) * DAY_MS + 30 * 60_000;
    await stage.at(morning(2) - 1);
    await settled(stage);
    expect(await heard()).toEqual([]);
    await stage.at(morning(2) + 60_000);
    await settled(stage);
    expect(await heard()).toEqual(['看看花的土干了没有']);
    await stage.at(morning(3));
    const { _id: potId } = await firstOf(pots, 6);
    await stage.calls.done('flower', 'writeDiary', person(6), { potId, did: ['water'], words: '' });
    await stage.at(morning(4) + 60_000);
    await settled(stage);
    expect(await heard()).toHaveLength(1);
    await stage.at(morning(5) + 60_000);
    await settled(stage);
    expect(await heard()).toHaveLength(2);
    await stage.calls.done('flower', 'remind', person(6), { everyDays: 0 });
    expect(await stage.database.get('flower_wishes', `${home(6)}.${memberIdOf('o_f6')}`)).toBe(
      undefined,
    );
  });
});

describe('whoever leaves for good', () => {
  it('takes words, cards and wishes along; pots, names and counts stay', async () => {
    await stage.at(instant('2020-09-01', '10:00'));
    const pot = await firstOf(pots, 9);
    const say = { potId: pot._id, did: ['water'], words: '离开前写的' } as const;
    await stage.calls.done('flower', 'writeDiary', person(9), say);
    await stage.calls.done('flower', 'namePot', person(9), { potId: pot._id, name: '老朋友' });
    await stage.calls.done('flower', 'wish', person(9), { month: 9, day: 17 });
    await offered(pot._id, person(9), home(5), '离开前送的');
    const { json } = await stage.calls.done('member', 'exportMine', person(9), {});
    for (const words of ['离开前写的', '离开前送的', '老朋友', '9月17日']) {
      expect(json).toContain(words);
    }
    const { kept } = await stage.calls.done('member', 'kept', person(9), {});
    expect(kept.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['您写的养花日记', '您写的送花卡片', '您的生日月日、浇水提醒']),
    );
    const ties = (await stage.database.find('ties')).length;
    await stage.calls.done('member', 'erase', person(9), { word: '删除' });
    const after = await pots.stored(pot._id);
    expect(JSON.stringify(after)).not.toContain('离开前');
    expect(after).toMatchObject({ name: { text: '老朋友' } } satisfies object);
    expect(after.writers).not.toContain(memberIdOf('o_f9'));
    expect(await stage.database.find('flower_wishes', { memberId: memberIdOf('o_f9') })).toEqual(
      [],
    );
    expect(await stage.database.find('ties')).toHaveLength(ties);
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
