/** Diaries, reminders and wishes, and what somebody takes along. @see docs/domain/pots.md §7 */
import type { FlowerWishDoc } from '../../cloudfunctions/flower/pots/documents';
import { DIARY_MAX } from '../../cloudfunctions/flower/pots/pot';
import { DAY_MS, instant } from '../../miniprogram/contract/calendar';
import { type By, freshRequest, item } from '../support/community';
import { memberIdOf } from '../support/factories';
import { subscribe } from '../support/subscribe';
import { actsOf, firstOf, type Pots, potsFor, settled } from './pots-stage';
import { by, home, neighbour, OWNER, openStage, person, type Stage } from './stage';

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

describe('a diary', () => {
  const until = async (look: () => Promise<boolean>) => {
    for (let i = 0; i < 50 && !(await look()); i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  it('shows its photos to neighbours once they passed, and they are kept as long', async () => {
    const { _id: potId } = await firstOf(pots, 8);
    const picture = await acts.photo(person(8), 'flower');
    const line = { potId, did: [], words: '今天开花了', photo: picture } as const;
    const { entryId } = await stage.calls.done('flower', 'writeDiary', person(8), line);
    await until(async () => Object.keys((await pots.stored(potId)).pictureStates).length > 0);
    expect((await pots.passport(person(9), potId)).photoUrls).toHaveLength(1);
    expect((await pots.passport(person(8), potId)).diary).toMatchObject([
      { words: '今天开花了', photoUrl: expect.stringContaining('http') },
    ]);
    expect((await acts.mine(person(8))).pots.filter(({ photoUrl }) => photoUrl)).toHaveLength(1);
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
    const before = (await acts.titles('o_f6')).length;
    const heard = async () => (await acts.titles('o_f6')).slice(before);
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
    await acts.offered(pot._id, person(9), home(5), '离开前送的');
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
