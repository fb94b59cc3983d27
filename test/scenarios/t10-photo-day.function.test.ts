/** T10: photo day, naming and plates, with the scenario's own numbers. */
import type { EntryDoc, PrizeDoc, VerdictDoc } from '../../cloudfunctions/contest/documents';
import type { PotDoc } from '../../cloudfunctions/flower/pots/documents';
import type { OutboxDoc } from '../../cloudfunctions/kernel/outbox';
import type { ContestId, EntryId } from '../../miniprogram/contract/ids';
import {
  AFTER,
  by,
  ENTRY,
  enterPot,
  GRANDMA,
  grower,
  JUDGES,
  JUDGING,
  judge,
  openContest,
  openStage,
  PARENT,
  STAFF,
  STAFF_ANYWHERE,
  type Stage,
  scoreAll,
  YARDS,
  yard,
  yardName,
} from '../contest/stage';
import { type By, inParallel, item } from '../support/community';
import { memberIdOf } from '../support/factories';

const yards = Array.from({ length: YARDS }, (_, i) => i + 1);
const judges = Array.from({ length: JUDGES }, (_, i) => i + 1);

let stage: Stage;
let beauty: ContestId;
let care: ContestId;
let naming: ContestId;
beforeAll(async () => {
  stage = await openStage();
  beauty = await openContest(stage);
  const best = { name: '养护最好的花', prize: 'pot', prizeText: '一盆高品质花卉' } as const;
  care = await openContest(stage, { kind: 'care', title: '养得最好的花', titles: [best] });
  const first = { name: '一等奖', prize: 'plate', prizeText: '花名牌' } as const;
  naming = await openContest(stage, { kind: 'name', title: '给花取名', titles: [first] });
}, 120_000);
afterAll(() => stage?.close());

const own = (yardNo: number, homeNo: number, who: By) => ({ who, key: stage.pot(yardNo, homeNo) });
const entryOf = (contestId: ContestId, yardNo: number, homeNo: number): EntryId =>
  `${contestId}.${stage.pot(yardNo, homeNo)}`;

describe('T10 the day of the photographs is Mar 12 from 00:00 to 24:00 in Beijing', () => {
  it('T10 an entry a moment before is refused, one at 2020-03-12T00:30+08:00 counts as Mar 12', async () => {
    await stage.at('2020-03-11T15:59:59.999Z');
    expect(await enterPot(stage, beauty, own(1, 6, PARENT))).toMatchObject({
      code: 'CONTEST_NOT_OPEN',
    });
    await stage.at('2020-03-11T16:30:00.000Z');
    expect(await enterPot(stage, beauty, own(1, 6, PARENT))).toMatchObject({
      ok: true,
      value: { entryId: entryOf(beauty, 1, 6), enteredOn: '2020-03-12' },
    });
  });

  it('T10 a child in grade 5 uploads for grandma on a parent’s phone', async () => {
    const asked = { ...PARENT, subject: GRANDMA };
    const { faceWarning } = await stage.calls.done('contest', 'contest', asked, {
      contestId: beauty,
    });
    expect(faceWarning).toContain('照片里有孩子的脸，家长同意');
    const bytes = (name: string) =>
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(name)]);
    const taken = await stage.calls.done('contest', 'addPicture', asked, {
      fileId: await stage.sent('pictures/grandma.jpg', bytes('奶奶的花')),
      thumbId: await stage.sent('pictures/grandma-s.jpg', bytes('小图')),
    });
    const key = stage.pot(1, 8);
    const form = {
      ...{ pictures: [{ fileId: taken.fileId, thumbId: taken.thumbId }], hands: '孙女' },
      ...{ handsUnder14: true, childFace: true },
    };
    expect(await enterPot(stage, beauty, { who: asked, key, ...form })).toMatchObject({
      code: 'GUARDIAN_YES_NEEDED',
    });
    const agreed = { ...form, guardianAgrees: true };
    expect(await enterPot(stage, beauty, { who: asked, key, ...agreed })).toMatchObject({
      ok: true,
    });
    const entry = await stage.database.get<EntryDoc>('entries', `${beauty}.${key}`);
    expect(entry).toMatchObject({
      householdId: GRANDMA,
      actor: memberIdOf(PARENT.openid),
      helped: true,
      form: { hands: '孙女' },
    });
  });

  it('T10 names may be changed until the close, and the last one counts', async () => {
    const names = ['小太阳', '迎春', '不一样的花蕊'];
    const [first, ...others] = names;
    const mine = own(2, 6, grower(2));
    expect(await enterPot(stage, naming, { ...mine, name: first ?? '' })).toMatchObject({
      ok: true,
    });
    const entryId = entryOf(naming, 2, 6);
    for (const name of others) {
      await stage.calls.done('contest', 'changeEntry', grower(2), {
        entryId,
        form: { ...ENTRY, name },
      });
    }
    const wall = await stage.calls.done('contest', 'wall', grower(2, 7), { contestId: naming });
    expect(wall.items).toMatchObject([{ name: '不一样的花蕊', label: '1单元 102 杨家' }]);
  });

  it('T10 every courtyard enters: in the first one all five judges', async () => {
    await stage.at('2020-03-12T20:00:00+08:00');
    const jobs = yards.flatMap((no) => [
      () => enterPot(stage, beauty, own(no, 6, grower(no))),
      () => enterPot(stage, beauty, own(no, 7, grower(no, 7))),
      () => enterPot(stage, care, own(no, 6, grower(no))),
      () => enterPot(stage, care, own(no, 7, grower(no, 7))),
      () => enterPot(stage, naming, { ...own(no, 6, grower(no)), name: `春${no}` }),
      () => enterPot(stage, naming, { ...own(no, 7, grower(no, 7)), name: `秋${no}` }),
    ]);
    await inParallel(jobs);
    for (const no of judges) {
      expect(await enterPot(stage, beauty, own(1, no, judge(1, no)))).toMatchObject({ ok: true });
    }
    expect(await enterPot(stage, beauty, own(3, 1, judge(3, 1)))).toMatchObject({ ok: true });
  }, 60_000);

  it('T10 the last moment of the day is in time, 24:00 is not; a name stays as it is then', async () => {
    await stage.at('2020-03-12T15:59:59.999Z');
    expect(await enterPot(stage, care, own(1, 1, judge(1, 1)))).toMatchObject({ ok: true });
    await stage.at('2020-03-12T16:00:00.000Z');
    expect(await enterPot(stage, care, own(1, 2, judge(1, 2)))).toMatchObject({
      code: 'CONTEST_CLOSED',
    });
    const late = { entryId: entryOf(naming, 2, 6), form: { ...ENTRY, name: '改晚了' } };
    expect(await stage.calls.reply('contest', 'changeEntry', grower(2), late)).toMatchObject({
      code: 'CONTEST_CLOSED',
    });
  });
});

describe('T10 judging', () => {
  beforeAll(async () => {
    await stage.at(JUDGING);
    await stage.tick();
  }, 60_000);

  it('T10 a judge of the same household sees one entry fewer', async () => {
    const seen = async (no: number) => {
      const view = await stage.calls.done('contest', 'judging', judge(3, no), {
        contestId: beauty,
      });
      return [view.items.length, view.leftOut];
    };
    expect(await seen(1)).toEqual([2, 1]);
    expect(await seen(2)).toEqual([3, 0]);
    const view = await stage.calls.done('contest', 'judging', judge(3, 1), { contestId: beauty });
    expect(view.items.map(({ entryId }) => entryId)).not.toContain(entryOf(beauty, 3, 1));
    const points = { entryId: entryOf(beauty, 3, 1), points: [10] };
    expect(await stage.calls.reply('contest', 'score', judge(3, 1), points)).toMatchObject({
      code: 'JUDGE_OWN',
    });
  });

  it('T10 where all five judges entered the neighbouring courtyard’s committee is asked', async () => {
    const verdict = await stage.database.get<VerdictDoc>('verdicts', `${beauty}.${yard(1)}`);
    expect(verdict).toMatchObject({ judgedBy: yard(2), entries: 8 });
    const toldAbout = async (topic: string) =>
      (
        await stage.database.find<OutboxDoc>('outbox', {
          topic: `contest.${verdict?._id}.${topic}`,
        })
      )
        .map(({ to }) => ('memberId' in to ? to.memberId : ''))
        .sort();
    const committee = (no: number) => judges.map((one) => memberIdOf(judge(no, one).openid));
    expect(await toldAbout('judges')).toEqual(committee(2));
    expect(await toldAbout('judges.others')).toEqual(committee(1));
    const asked = await stage.calls.done('contest', 'askedToJudge', judge(2, 1), {});
    expect(asked.items).toMatchObject([
      { contestId: beauty, at: yard(1), courtyardName: yardName(1) },
    ]);
    const input = { contestId: beauty, at: yard(1) };
    const view = await stage.calls.done('contest', 'judging', judge(2, 1), input);
    expect([view.items.length, view.leftOut, view.asked]).toEqual([8, 0, true]);
    expect(await stage.calls.reply('contest', 'judging', judge(1, 1), input)).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('T10 points are given, by two judges at least', async () => {
    const marks = [beauty, care, naming].flatMap((contestId) =>
      yards.flatMap((no) => {
        const panel = contestId === beauty && no === 1 ? 2 : no;
        return [2, 3].flatMap((judgeNo) => [
          [judge(panel, judgeNo), entryOf(contestId, no, 6), 9] as const,
          [judge(panel, judgeNo), entryOf(contestId, no, 7), 7] as const,
        ]);
      }),
    );
    const ofOthers = [
      ...[1, 2, 3, 4, 5, 8].map((homeNo) => entryOf(beauty, 1, homeNo)),
      entryOf(beauty, 3, 1),
    ].flatMap((entryId) => {
      const panel = entryId === entryOf(beauty, 3, 1) ? 3 : 2;
      return [2, 3].map((judgeNo) => [judge(panel, judgeNo), entryId, 5] as const);
    });
    const ofCare = [2, 3].map((no) => [judge(1, no), entryOf(care, 1, 1), 6] as const);
    await scoreAll(stage, [...marks, ...ofOthers, ...ofCare]);
    const early = { contestId: beauty };
    expect(await stage.calls.reply('contest', 'tally', judge(3, 2), early)).toMatchObject({
      code: 'RESULT_NOT_READY',
    });
  }, 60_000);
});

describe('T10 what is won', () => {
  beforeAll(async () => {
    await stage.at(AFTER);
    await stage.tick();
  }, 60_000);

  it('T10 22 courtyards × 2 titles are 44 prize pots, and 22 first prizes are 22 plates', async () => {
    const say = async (contestId: ContestId, no: number) => {
      const who = contestId === beauty && no === 1 ? judge(2, 2) : judge(no, 2);
      const at = { contestId, at: yard(no) };
      const tally = await stage.calls.done('contest', 'tally', who, at);
      const winners = tally.awards.map(({ title, among }) => ({
        title,
        entryIds: [item(among)],
        reason: '枝叶精神，花开得满。',
      }));
      return stage.calls.done('contest', 'announce', who, { ...at, winners });
    };
    const said = await inParallel(
      [beauty, care, naming].flatMap((contestId) => yards.map((no) => () => say(contestId, no))),
    );
    expect(said.every(({ prizes }) => prizes === 1)).toBe(true);
    const prizes = await stage.database.find<PrizeDoc>('prizes');
    expect(prizes.filter(({ kind }) => kind === 'pot')).toHaveLength(44);
    const plates = prizes.filter(({ kind }) => kind === 'plate');
    expect(plates).toHaveLength(22);
    expect(plates.map(({ text }) => text)).toContain('不一样的花蕊');
    expect(plates.map(({ text }) => text)).not.toContain('小太阳');
  }, 120_000);

  it('T10 22 plates are printed, made and confirmed at 22 doors; a second tap changes nothing', async () => {
    const input = { contestId: naming };
    const printed = await stage.calls.done('contest', 'prizes', STAFF_ANYWHERE, input);
    expect(printed.rows).toHaveLength(22);
    expect(item(printed.rows)).toMatchObject({
      courtyardName: yardName(1),
      label: '1单元 102 杨家',
      state: 'won',
    });
    await stage.calls.done('contest', 'stepPrizes', STAFF, { ...input, to: 'out' });
    const carry = async ({ prizeId, courtyardId }: (typeof printed.rows)[number]) => {
      const who = { ...STAFF, courtyard: courtyardId };
      const tap = { prizeId, outcome: 'handed' as const };
      const first = { ...who, requestId: `plate-${prizeId.slice(-30).replace(/\W/g, '-')}` };
      const [one, again] = [
        await stage.calls.reply('contest', 'deliverPrize', first, tap),
        await stage.calls.reply('contest', 'deliverPrize', first, tap),
      ];
      const other = await stage.calls.reply('contest', 'deliverPrize', who, tap);
      return [one.ok, again.ok, other.ok ? 'OK' : other.code];
    };
    const taps = await inParallel(printed.rows.map((row) => () => carry(row)));
    expect(taps).toEqual(Array.from({ length: 22 }, () => [true, true, 'PRIZE_DELIVERED']));
    const after = await stage.calls.done('contest', 'prizes', STAFF_ANYWHERE, input);
    expect(after.delivered).toBe(22);
    await stage.tick();
    await stage.tick();
    const pot = await stage.database.get<PotDoc>('pots', stage.pot(2, 6));
    expect(Object.values(pot?.prizes ?? {}).map(({ title }) => title)).toContain('一等奖');
    const { items } = await stage.calls.done('contest', 'list', by('o_y02r6', yard(2)), {});
    expect(items.find(({ contestId }) => contestId === naming)).toMatchObject({
      status: 'delivered',
      statusText: '奖品已送到',
    });
  }, 60_000);

  it('T10 everybody of the courtyard reads who won and why', async () => {
    const at = { contestId: beauty };
    const result = await stage.calls.done('contest', 'results', grower(1, 7), at);
    expect(result).toMatchObject({
      placeName: yardName(1),
      judgedBy: yardName(2),
      winners: [{ title: '最美的花', resultText: '9.00 分', reason: '枝叶精神，花开得满。' }],
    });
    expect(result.share.groupText.split('\n').length).toBeLessThanOrEqual(12);
    const report = await stage.calls.done('contest', 'report', STAFF, at);
    expect(report).toMatchObject({ courtyards: 22, entries: 22 * 2 + 7, prizes: 22 });
    expect(report.households).toBe(22 * 2 + 7);
  });
});
