/** Pictures, videos, children, and what goes when somebody leaves. */
import type { EntryDoc } from '../../cloudfunctions/contest/documents';
import type { ContestForm, EntryForm } from '../../miniprogram/contract/contest-forms';
import type { ContestId, EntryId } from '../../miniprogram/contract/ids';
import { type By, item } from '../support/community';
import { memberIdOf } from '../support/factories';
import {
  AFTER,
  enterHome,
  enterPot,
  grower,
  home,
  JUDGING,
  judge,
  openContest,
  openStage,
  PARENT,
  STAFF,
  type Stage,
  yard,
  yardName,
} from './stage';

const FTYP = Buffer.from([0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
const jpeg = (words: string) => Buffer.concat([JPEG, Buffer.from(words)]);

let stage: Stage;
let show: ContestId;
let balcony: ContestId;
beforeAll(async () => {
  stage = await openStage();
  show = await openContest(stage, { kind: 'show', title: '养花达人秀' });
  balcony = await openContest(stage, {
    kind: 'balcony',
    title: '最美阳台',
    electorate: 'community',
    courtyards: [yard(1), yard(2)],
  });
  await stage.at('2020-03-12T12:00:00+08:00');
}, 120_000);
afterAll(() => stage?.close());

const entryOf = (contestId: ContestId, no: number): EntryId => `${contestId}.${home(1, no)}`;
const docOf = (id: EntryId) => stage.database.get<EntryDoc>('entries', id);
const mine = async (who: By, contestId: ContestId) =>
  item((await stage.calls.done('contest', 'contest', who, { contestId })).mine);
const wallOf = async (who: By, contestId: ContestId) =>
  (await stage.calls.done('contest', 'wall', who, { contestId })).items.map(
    ({ entryId }) => entryId,
  );

async function untilSettled(id: EntryId): Promise<EntryDoc | undefined> {
  for (let look = 0; look < 40; look += 1) {
    const doc = await docOf(id);
    if (doc?.checkAt === undefined) return doc;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return docOf(id);
}

async function pictureOf(who: By, words: string): Promise<EntryForm['pictures'][number]> {
  const name = `pictures/${words.length}-${Buffer.from(words).toString('hex').slice(0, 20)}`;
  const { fileId, thumbId } = await stage.calls.done('contest', 'addPicture', who, {
    fileId: await stage.sent(`${name}.jpg`, jpeg(words)),
    thumbId: await stage.sent(`${name}-s.jpg`, jpeg(`${words}小`)),
  });
  return { fileId, thumbId };
}

describe('a picture', () => {
  it('is on the wall when it has passed, and a refused one is told to its owner alone', async () => {
    const good = await pictureOf(PARENT, '阳台上的三角梅');
    await enterHome(stage, balcony, { who: PARENT, pictures: [good] });
    expect(await untilSettled(entryOf(balcony, 6))).toMatchObject({ listed: true });
    const who = grower(1, 7);
    const bad = await pictureOf(who, '赌博网站');
    const reply = await enterHome(stage, balcony, { who, pictures: [bad] });
    if (reply.ok) expect(await untilSettled(entryOf(balcony, 7))).toMatchObject({ listed: false });
    else expect(reply.code).toBe('PICTURE_BAD');
    expect(await wallOf(grower(2), balcony)).toEqual([entryOf(balcony, 6)]);
    if (reply.ok) expect((await mine(who, balcony)).state).toBe('refused');
  });

  it('has a small one of at most 20 KB beside it', async () => {
    const big = Buffer.concat([JPEG, Buffer.alloc(20_001)]);
    const input = {
      fileId: await stage.sent('pictures/large.jpg', jpeg('大图')),
      thumbId: await stage.sent('pictures/not-small.jpg', big),
    };
    expect(await stage.calls.reply('contest', 'addPicture', PARENT, input)).toMatchObject({
      code: 'PICTURE_TOO_BIG',
    });
  });

  it('that somebody names without having handed it in is none', async () => {
    const made = 'cloud://yuanba-local.0/shown/made-up.jpg';
    const reply = await enterHome(stage, balcony, {
      who: judge(1, 1),
      pictures: [{ fileId: made, thumbId: made }],
    });
    expect(reply).toMatchObject({ code: 'PICTURE_BAD' });
  });
});

describe('a video', () => {
  const film = async (who: By, name: string) =>
    (
      await stage.calls.done('contest', 'addVideo', who, {
        fileId: await stage.sent(`videos/${name}.mp4`, Buffer.concat([FTYP, Buffer.from(name)])),
      })
    ).fileId;

  it('is seen by others once somebody of the courtyard has looked at it, not by its own maker', async () => {
    const video = { fileId: await film(PARENT, 'watering'), seconds: 45 };
    const reply = await enterHome(stage, show, {
      ...{ who: PARENT, video, topics: ['water'], library: true, words: '三天浇一次' },
    });
    expect(reply).toMatchObject({ ok: true });
    const entryId = entryOf(show, 6);
    expect((await mine(PARENT, show)).state).toBe('video');
    expect(await wallOf(grower(1, 7), show)).toEqual([]);
    const waiting = await stage.calls.done('contest', 'waitingVideos', judge(1, 2), {
      contestId: show,
    });
    expect(waiting.items).toMatchObject([{ entryId, videoUrl: expect.stringMatching(/^http/) }]);
    const look = (who: By) =>
      stage.calls.reply('contest', 'lookAtVideo', who, { entryId, pass: true });
    expect(await look(PARENT)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await look(judge(2, 1))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await look(judge(1, 2))).toMatchObject({ ok: true });
    expect(await wallOf(grower(1, 7), show)).toEqual([entryId]);
  });

  it('is found as a how-to by its topic in the whole community, without the door', async () => {
    const find = (topic: 'water' | 'prune') =>
      stage.calls.done('contest', 'howTos', grower(2), { topic });
    expect((await find('water')).items).toMatchObject([
      {
        entryId: entryOf(show, 6),
        label: `${yardName(1)}一户`,
        topics: ['water'],
        topicsText: '浇水',
        video: true,
      },
    ]);
    expect((await find('prune')).items).toEqual([]);
  });

  it('of another kind, too long or too big is none', async () => {
    const sent = await stage.sent('videos/words.mp4', Buffer.from('这不是视频'));
    expect(await stage.calls.reply('contest', 'addVideo', PARENT, { fileId: sent })).toMatchObject({
      code: 'VIDEO_BAD',
    });
    const video = { fileId: await film(grower(1, 7), 'long'), seconds: 61 };
    expect(await enterHome(stage, show, { who: grower(1, 7), video })).toMatchObject({
      code: 'INVALID',
    });
    const none = await enterHome(stage, show, { who: grower(1, 7) });
    expect(none).toMatchObject({ code: 'ENTRY_NOT_READY', details: { field: '视频' } });
  });
});

describe('what a child enters in its own name', () => {
  const people = (...all: readonly (readonly [openid: string, ageBand: string])[]) =>
    stage.database.change('households', home(2, 6), {
      people: all.map(([openid, ageBand], i) => ({
        ...{ id: `pe_${i}`, name: '家里人', phoneOnly: false, ageBand },
        memberId: memberIdOf(openid),
      })),
    });

  it('waits for a grown-up of the same family', async () => {
    const child = grower(2);
    await people(['o_y02r6', 'u14']);
    expect(await enterHome(stage, balcony, { who: child })).toMatchObject({ ok: true });
    const entryId: EntryId = `${balcony}.${home(2, 6)}`;
    expect((await mine(child, balcony)).state).toBe('guardian');
    const agree = (who: By) => stage.calls.reply('contest', 'agreeEntry', who, { entryId });
    expect(await agree(child)).toMatchObject({ code: 'GUARDIAN_NEEDED' });
    expect(await agree(grower(2, 7))).toMatchObject({ code: 'NOT_FOUND' });
    await people(['o_y02r6', '18-59']);
    expect(await agree(child)).toMatchObject({ ok: true });
    expect(await wallOf(grower(1), balcony)).toContain(entryId);
  });
});

describe('words', () => {
  it('that are not fit are refused; while the check is away they wait, and the tick asks again', async () => {
    const who = judge(2, 1);
    const bad = await enterHome(stage, balcony, { who, words: '办假证' });
    expect(bad).toMatchObject({ code: 'TEXT_RISKY' });
    await stage.product.control('content-safety', { outage: true });
    expect(await enterHome(stage, balcony, { who, words: '我家的吊兰' })).toMatchObject({
      ok: true,
    });
    await stage.product.control('content-safety', { outage: false });
    const id: EntryId = `${balcony}.${home(2, 1)}`;
    expect(await wallOf(grower(1), balcony)).not.toContain(id);
    await stage.at('2020-03-12T12:10:00+08:00');
    await stage.tick();
    expect(await wallOf(grower(1), balcony)).toContain(id);
  });
});

describe('where everybody votes', () => {
  it('there is one wall and one result; a household of any courtyard has one ballot', async () => {
    await stage.at(JUDGING);
    await stage.tick();
    const vote = (who: By, entryId: EntryId) =>
      stage.calls.reply('contest', 'vote', who, { entryId });
    const sixth = entryOf(balcony, 6);
    expect(await vote(grower(2, 7), sixth)).toMatchObject({ ok: true });
    expect(await vote(judge(2, 2), sixth)).toMatchObject({ ok: true });
    expect(await vote(grower(3), sixth)).toMatchObject({ code: 'NOT_FOUND' });
    await stage.at(AFTER);
    await stage.tick();
    const tally = await stage.calls.done('contest', 'tally', STAFF, { contestId: balcony });
    expect(tally).toMatchObject({ placeName: '东环路社区', rows: expect.any(Array) });
    expect(tally.rows[0]).toMatchObject({ entryId: sixth, resultText: '2 票', rank: 1 });
    expect(
      await stage.calls.reply('contest', 'tally', judge(1, 1), { contestId: balcony }),
    ).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('messages', () => {
  it('ask the judges, and tell whoever entered the result', async () => {
    for (const who of ['o_y05j1', 'o_y05r6']) await stage.allow(who);
    await stage.at('2020-03-15T10:00:00+08:00');
    const contestId = await openContest(stage, {
      ...{ courtyards: [yard(5)], opensOn: '2020-03-15', closesOn: '2020-03-15' },
      judgingUntil: '2020-03-16',
    });
    const key = stage.pot(5, 6);
    await enterPot(stage, contestId, { who: grower(5), key });
    await stage.at('2020-03-16T09:00:00+08:00');
    expect(await stage.toldTo('o_y05j1')).toEqual(['作品齐了，请您来打分']);
    const entryId: EntryId = `${contestId}.${key}`;
    for (const no of [1, 2]) {
      await stage.calls.done('contest', 'score', judge(5, no), { entryId, points: [9] });
    }
    await stage.at('2020-03-17T09:00:00+08:00');
    await stage.tick();
    const winners = [{ title: 0, entryIds: [entryId], reason: '开得好。' }];
    await stage.calls.done('contest', 'announce', judge(5, 1), { contestId, winners });
    expect(await stage.toldTo('o_y05r6')).toEqual(['您报名的得奖了，点开看看']);
  });
});

describe('what is kept of a person', () => {
  it('is read and taken along, and goes when the person leaves for good', async () => {
    const own = await stage.calls.done('member', 'exportMine', PARENT, {});
    expect(JSON.parse(own.json)).toMatchObject({
      我报名的比赛: expect.arrayContaining([
        expect.objectContaining({ 编号: entryOf(show, 6), 介绍: '三天浇一次' }),
      ]),
    });
    const { kept } = await stage.calls.done('member', 'kept', PARENT, {});
    expect(kept.map(({ what }) => what)).toContain('您报名的花和视频');
    await stage.calls.done('member', 'erase', PARENT, { word: '删除' });
    expect(await docOf(entryOf(show, 6))).toMatchObject({
      live: false,
      listed: false,
      files: [],
      form: { words: '', pictures: [] },
    });
    const found = await stage.calls.done('contest', 'howTos', grower(2), {});
    expect(found.items).toEqual([]);
  });
});

it('keeps a draft to whoever runs it, and says what is missing before it opens', async () => {
  const who = judge(4, 1);
  const draft: ContestForm = {
    ...{ kind: 'balcony', title: '', note: '', courtyards: [] as const, electorate: 'courtyard' },
    ...{ opensOn: '2020-03-20', closesOn: '2020-03-21', judgingUntil: '2020-03-22' },
    ...{ criteria: [], titles: [], ties: 'share' },
  };
  const { contestId } = await stage.calls.done('contest', 'saveContest', who, { form: draft });
  const open = (one: By) => stage.calls.reply('contest', 'openContest', one, { contestId });
  expect(await open(who)).toMatchObject({
    code: 'CONTEST_NOT_READY',
    details: { field: '比赛名称' },
  });
  expect(await open(judge(5, 1))).toMatchObject({ code: 'NOT_FOUND' });
  const seen = await stage.calls.reply('contest', 'contest', grower(4), { contestId });
  expect(seen).toMatchObject({ code: 'NOT_FOUND' });
  const titles = [{ name: '最美阳台', prize: 'plate', prizeText: '花名牌' }] as const;
  const full = { ...draft, title: '四号院阳台', titles };
  await stage.calls.done('contest', 'saveContest', who, { contestId, form: full });
  expect(await open(who)).toMatchObject({ ok: true, value: { status: 'waiting' } });
  const view = await stage.calls.done('contest', 'contest', grower(4), { contestId });
  expect(view).toMatchObject({ tiesText: '并列的都得这个奖', whoJudges: '各院住户投票，一家一票' });
  const off = { contestId, reason: '下大雨，改天再办。' };
  expect(await stage.calls.reply('contest', 'cancelContest', who, off)).toMatchObject({
    ok: true,
    value: { status: 'cancelled' },
  });
});
