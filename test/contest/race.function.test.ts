/** Many at once, and at the last moment: one entry, one ballot, and nothing after the close. */
import type {
  BallotDoc,
  EntryDoc,
  ScoreDoc,
  TalentDoc,
  VerdictDoc,
} from '../../cloudfunctions/contest/documents';
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import type { ContestId, EntryId } from '../../miniprogram/contract/ids';
import { type By, freshRequest, item } from '../support/community';
import { memberIdOf } from '../support/factories';
import {
  AFTER,
  by,
  enterHome,
  enterPot,
  GRANDMA,
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
} from './stage';

const PHOTO_NOON = '2020-03-12T12:00:00+08:00';
const WIFE = by('o_y01r6_wife');

let stage: Stage;
let balcony: ContestId;
let beauty: ContestId;
beforeAll(async () => {
  stage = await openStage();
  balcony = await openContest(stage, {
    kind: 'balcony',
    title: '最美阳台',
    electorate: 'courtyard',
    courtyards: [yard(1), yard(2)],
  });
  beauty = await openContest(stage, { courtyards: [yard(1), yard(2)] });
  await stage.at(PHOTO_NOON);
}, 120_000);
afterAll(() => stage?.close());

const codes = (replies: readonly { ok: boolean; code?: string }[]) =>
  replies.map((one) => (one.ok ? 'OK' : one.code)).sort();
const entryOf = (contestId: ContestId, key: string): EntryId => `${contestId}.${key}`;

it('two of a family enter the same balcony at once: one entry, and the other hears so', async () => {
  const both = await Promise.all([
    enterHome(stage, balcony, { who: PARENT, words: '爸爸拍的' }),
    enterHome(stage, balcony, { who: WIFE, words: '妈妈拍的' }),
  ]);
  expect(codes(both)).toEqual(['ENTRY_THERE', 'OK']);
  const entries = await stage.database.find<EntryDoc>('entries', { contestId: balcony });
  expect(entries).toHaveLength(1);
});

it('a pot is entered once, also by who helps its owner; a neighbour’s pot is not there', async () => {
  const key = stage.pot(1, 8);
  const mine = { who: { ...PARENT, subject: GRANDMA }, key };
  const taps = Array.from({ length: 6 }, () => enterPot(stage, beauty, mine));
  expect(codes(await Promise.all(taps))).toEqual([
    ...Array.from({ length: 5 }, () => 'ENTRY_THERE'),
    'OK',
  ]);
  const foreign = await enterPot(stage, beauty, { who: grower(1, 7), key });
  expect(foreign).toMatchObject({ code: 'NOT_FOUND' });
});

it('what was withdrawn is gone, and may be entered again', async () => {
  const entryId = entryOf(beauty, stage.pot(1, 6));
  const mine = { who: PARENT, key: stage.pot(1, 6) };
  await enterPot(stage, beauty, { ...mine, words: '先放这张' });
  await stage.calls.done('contest', 'withdrawEntry', PARENT, { entryId });
  const gone = await stage.database.get<EntryDoc>('entries', entryId);
  expect(gone).toMatchObject({ live: false, listed: false, files: [], form: { words: '' } });
  expect(await enterPot(stage, beauty, { ...mine, words: '换一张' })).toMatchObject({ ok: true });
  expect(await stage.database.get<EntryDoc>('entries', entryId)).toMatchObject({
    live: true,
    listed: true,
    form: { words: '换一张' },
  });
});

it('an old copy of a change puts nothing back', async () => {
  const entryId = entryOf(beauty, stage.pot(1, 6));
  const form = (words: string) => ({
    entryId,
    form: {
      ...{ words, pictures: stage.picture, topics: [], library: false },
      ...{ handsUnder14: false, childFace: false, guardianAgrees: false },
    },
  });
  const first: By = { ...PARENT, requestId: freshRequest() };
  await stage.calls.done('contest', 'changeEntry', first, form('第一次改'));
  await stage.calls.done('contest', 'changeEntry', PARENT, form('第二次改'));
  expect(await stage.calls.reply('contest', 'changeEntry', first, form('第一次改'))).toMatchObject({
    ok: true,
  });
  const entry = await stage.database.get<EntryDoc>('entries', entryId);
  expect(entry?.form.words).toBe('第二次改');
  expect(await stage.calls.reply('contest', 'changeEntry', first, form('别的'))).toMatchObject({
    code: 'INVALID',
  });
});

it('an entry that was taken is answered alike when its tap comes again after the close', async () => {
  const who: By = { ...grower(1, 7), requestId: freshRequest() };
  const mine = { who, key: stage.pot(1, 7) };
  const first = await enterPot(stage, beauty, mine);
  await enterHome(stage, balcony, { who: grower(1, 7) });
  await stage.at('2020-03-12T16:00:00.000Z');
  expect(await enterPot(stage, beauty, mine)).toEqual(first);
  const fresh = await enterPot(stage, beauty, { who: judge(1, 1), key: stage.pot(1, 1) });
  expect(fresh).toMatchObject({ code: 'CONTEST_CLOSED' });
});

describe('voting', () => {
  const parents = () => entryOf(balcony, home(1, 6));
  const sevens = () => entryOf(balcony, home(1, 7));
  const vote = (who: By, entryId: EntryId, instead?: EntryId) =>
    stage.calls.reply('contest', 'vote', who, {
      entryId,
      ...(instead === undefined ? {} : { instead }),
    });
  const ballots = () => stage.database.find<BallotDoc>('ballots', { contestId: balcony });

  beforeAll(async () => {
    await stage.at(JUDGING);
    await stage.tick();
  });

  it('two ballots of one household at once are one ballot, for whom came last', async () => {
    const both = await Promise.all([vote(PARENT, sevens()), vote(WIFE, sevens())]);
    expect(codes(both)).toEqual(['OK', 'OK']);
    expect(await ballots()).toMatchObject([{ householdId: home(1, 6), entryId: sevens() }]);
  });

  it('is not for the own balcony, and not for another courtyard’s', async () => {
    expect(await vote(PARENT, parents())).toMatchObject({ code: 'VOTE_OWN' });
    expect(await vote(grower(2), sevens())).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('may be changed; an old copy of the first tap changes nothing back', async () => {
    const first: By = { ...judge(1, 1), requestId: freshRequest() };
    expect(await vote(first, parents())).toMatchObject({ ok: true });
    expect(await vote(judge(1, 1), sevens(), parents())).toMatchObject({ ok: true });
    expect(await vote(first, parents())).toMatchObject({ ok: true });
    const all = await ballots();
    expect(all.find(({ householdId }) => householdId === home(1, 1))).toMatchObject({
      entryId: sevens(),
      changes: 1,
    });
  });

  it('ends with the day; every ballot that was heard yes counts once', async () => {
    for (const no of [2, 3, 4]) await vote(judge(1, no), parents());
    await stage.at('2020-03-14T15:59:59.999Z');
    expect(await vote(judge(1, 5), parents())).toMatchObject({ ok: true });
    await stage.at('2020-03-14T16:00:00.000Z');
    expect(await vote(judge(1, 5), sevens())).toMatchObject({ code: 'JUDGING_OVER' });
  });
});

describe('points', () => {
  const mine = () => entryOf(beauty, stage.pot(1, 6));
  const score = (who: By, entryId: EntryId, points: number) =>
    stage.calls.reply('contest', 'score', who, { entryId, points: [points] });

  it('are not taken after the end, and an entry without two judges keeps the place sealed', async () => {
    await stage.at('2020-03-14T15:00:00.000Z');
    for (const no of [1, 2]) {
      for (const key of [stage.pot(1, 6), stage.pot(1, 7)]) {
        expect(await score(judge(1, no), entryOf(beauty, key), 6 + no)).toMatchObject({ ok: true });
      }
    }
    await score(judge(1, 3), entryOf(beauty, stage.pot(1, 8)), 9);
    await stage.at('2020-03-14T16:00:00.000Z');
    expect(await score(judge(1, 4), mine(), 10)).toMatchObject({ code: 'JUDGING_OVER' });
    await stage.at(AFTER);
    await stage.tick();
    const verdict = await stage.database.get<VerdictDoc>('verdicts', `${beauty}.${yard(1)}`);
    expect(verdict).toMatchObject({ phase: 'judging', late: true, rows: [] });
    const at = { contestId: beauty, at: yard(1) };
    expect(await stage.calls.reply('contest', 'tally', STAFF, at)).toMatchObject({
      code: 'RESULT_NOT_READY',
    });
  });

  it('of a judge who has moved in with whoever entered do not count there', async () => {
    const { households: _, ...member } = item(
      await stage.database.find<MemberDoc>('members', { _id: memberIdOf('o_y01j2') }),
    );
    const into = {
      ...{ householdId: home(1, 7), courtyardId: yard(1) },
      ...{ label: '1单元 201 赵家', since: AFTER },
    };
    await stage.database.change('members', member._id, { households: [into] });
    expect(await score(judge(1, 2), entryOf(beauty, stage.pot(1, 7)), 10)).toMatchObject({
      code: 'JUDGE_OWN',
    });
    // Late judges are still heard: the third mark of the one, the second of the others.
    for (const key of [stage.pot(1, 7), stage.pot(1, 8)]) {
      expect(await score(judge(1, 4), entryOf(beauty, key), 8)).toMatchObject({ ok: true });
    }
    await stage.at(AFTER + 6 * 60_000);
    await stage.tick();
    const verdict = await stage.database.get<VerdictDoc>('verdicts', `${beauty}.${yard(1)}`);
    const rows = verdict?.rows.map(({ entryId, sum, of, rank }) => [entryId, sum, of, rank]);
    expect(rows).toEqual([
      [entryOf(beauty, stage.pot(1, 8)), 17, 2, 1],
      // 7 and 8 of judges 1 and 4; the 8 of the judge who lives there now is left out.
      ...[
        [entryOf(beauty, stage.pot(1, 6)), 15, 2, 2],
        [entryOf(beauty, stage.pot(1, 7)), 15, 2, 2],
      ].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    ]);
    const marks = await stage.database.find<ScoreDoc>('scores', { contestId: beauty });
    expect(marks).toHaveLength(7);
  });

  it('two keepers announce at once: it is said once, and there is one prize', async () => {
    const at = { contestId: beauty };
    const winners = [
      { title: 0, entryIds: [entryOf(beauty, stage.pot(1, 8))], reason: '老人家种的，开得最旺。' },
    ];
    const say = (who: By) => stage.calls.reply('contest', 'announce', who, { ...at, winners });
    expect(codes(await Promise.all([say(judge(1, 1)), say(judge(1, 3))]))).toEqual([
      'OK',
      'RESULT_SAID',
    ]);
    expect(await stage.database.find('prizes', { contestId: beauty })).toHaveLength(1);
  });
});

describe('a talent', () => {
  const suggest = (who: By, key: string) =>
    stage.calls.reply('contest', 'suggestTalent', who, {
      entryId: entryOf(beauty, key),
      kind: 'garden',
    });
  const talents = () => stage.database.find<TalentDoc>('talents');
  const grown = (householdId: string, openid: string, ageBand: string) =>
    stage.database.change('households', householdId, {
      people: [
        { id: 'pe_1', name: '花友', ageBand, phoneOnly: false, memberId: memberIdOf(openid) },
      ],
    });
  const mine = (who: By) => stage.calls.done('contest', 'myTalents', who, {});

  it('is asked once, though three suggest it at once, and nobody else sees it before the yes', async () => {
    await grown(home(1, 7), 'o_y01r7', '18-59');
    const three = [judge(1, 1), judge(1, 3), by('o_owner')];
    const replies = await Promise.all(three.map((who) => suggest(who, stage.pot(1, 7))));
    expect(replies).toEqual(three.map(() => ({ ok: true, value: {} })));
    expect(await talents()).toHaveLength(1);
    for (const who of [...three, STAFF]) {
      expect(await stage.calls.done('contest', 'talents', who, {})).toEqual({ items: [] });
    }
    expect((await mine(grower(1, 7))).items).toMatchObject([{ kindText: '养花', status: 'asked' }]);
  });

  it('is seen by the courtyard’s keepers after the yes, and by nobody once it is taken back', async () => {
    const { talentId } = item((await mine(grower(1, 7))).items);
    const answer = (yes: boolean, who = grower(1, 7)) =>
      stage.calls.reply('contest', 'answerTalent', who, { talentId, yes });
    expect(await answer(true, grower(1, 6))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await answer(true)).toMatchObject({ ok: true });
    const seen = async (who: By) => (await stage.calls.done('contest', 'talents', who, {})).items;
    expect(await seen(judge(1, 1))).toMatchObject([{ name: '花友17', kindText: '养花' }]);
    expect(await seen(judge(2, 1))).toEqual([]);
    expect(await answer(false)).toMatchObject({ ok: true });
    expect(await seen(judge(1, 1))).toEqual([]);
    expect((await mine(grower(1, 7))).items).toEqual([]);
    const left = item(await talents());
    expect(Object.keys(left).sort()).toEqual(['_id', 'communityId', 'rev', 'status']);
    expect(await suggest(judge(1, 1), stage.pot(1, 7))).toEqual({ ok: true, value: {} });
    expect((await mine(grower(1, 7))).items).toEqual([]);
  });

  it('is never asked of a minor, nor of whom the register does not know as grown up', async () => {
    for (const band of ['u14', '14-17']) {
      await grown(home(1, 6), 'o_y01r6', band);
      expect(await suggest(judge(1, 1), stage.pot(1, 6))).toEqual({ ok: true, value: {} });
    }
    expect(await talents()).toHaveLength(1);
  });
});
