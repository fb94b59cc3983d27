/** What nobody may read: ballots and points before they are counted, who did it, what somebody was asked. */

import { CONTRACTS } from '../../miniprogram/contract/contracts';
import type { ContestId, EntryId } from '../../miniprogram/contract/ids';
import type { By } from '../support/community';
import {
  AFTER,
  by,
  enterHome,
  grower,
  home,
  JUDGING,
  judge,
  openContest,
  openStage,
  PARENT,
  STAFF,
  STAFF_ANYWHERE,
  type Stage,
  yard,
} from './stage';

const HANDS = '轮椅上的令狐爷爷';

let stage: Stage;
let clock = JUDGING;
let voted: ContestId;
let scored: ContestId;
beforeAll(async () => {
  stage = await openStage();
  const usual = { kind: 'balcony', courtyards: [yard(1)] } as const;
  voted = await openContest(stage, { ...usual, electorate: 'courtyard', title: '投票的' });
  scored = await openContest(stage, { ...usual, title: '打分的' });
  await stage.at('2020-03-12T12:00:00+08:00');
  for (const contestId of [voted, scored]) {
    await enterHome(stage, contestId, { who: PARENT, hands: HANDS });
    await enterHome(stage, contestId, { who: grower(1, 7) });
  }
  await stage.at(JUDGING);
  await stage.tick();
}, 120_000);
afterAll(() => stage?.close());

const entryOf = (contestId: ContestId, no: number): EntryId => `${contestId}.${home(1, no)}`;

const READERS: readonly (readonly [who: string, by: By])[] = [
  ['owner', by('o_owner')],
  ['volunteer', by('o_volunteer')],
  ['staff', STAFF],
  ['admin', by('o_admin')],
  ['staff of nowhere', STAFF_ANYWHERE],
  ['judge', judge(1, 1)],
  ['another judge', judge(1, 3)],
  ['whoever entered', PARENT],
  ['another who entered', grower(1, 7)],
  ['next door', grower(2)],
];

/** Every query there is about both contests and all their entries. */
const QUERIES: readonly (readonly [action: string, inputs: () => readonly object[]])[] = [
  ['list', () => [{}, { box: 'running' }]],
  ['contest', () => [{ contestId: voted }, { contestId: scored }]],
  ['pots', () => [{}]],
  ['wall', () => [{ contestId: voted }, { contestId: scored }]],
  [
    'entry',
    () => [voted, scored].flatMap((one) => [6, 7].map((no) => ({ entryId: entryOf(one, no) }))),
  ],
  ['waitingVideos', () => [{ contestId: scored }]],
  ['askedToJudge', () => [{}]],
  ['judging', () => [{ contestId: scored }, { contestId: voted }]],
  ['tally', () => [{ contestId: voted }, { contestId: scored }]],
  ['results', () => [{ contestId: voted }, { contestId: scored }]],
  ['prizes', () => [{ contestId: voted }, { contestId: scored }]],
  ['howTos', () => [{}]],
  ['myTalents', () => [{}]],
  ['talents', () => [{}]],
  ['report', () => [{ contestId: voted }, { contestId: scored }]],
];

/** What everybody hears of everything; addresses of files are new each time. */
async function heard(): Promise<ReadonlyMap<string, string>> {
  const all = new Map<string, string>();
  for (const [name, who] of READERS) {
    // Buckets of taps are full again.
    clock += 60_000;
    await stage.at(clock);
    for (const [action, inputs] of QUERIES) {
      for (const [i, input] of inputs().entries()) {
        const reply = await stage.calls.reply('contest', action as 'list', who, input as never);
        const text = JSON.stringify(reply).replace(/"https?:[^"]*"|"now":\d+/g, '');
        all.set(`${name} ${action} ${i}`, text);
      }
    }
  }
  return all;
}

const changed = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) =>
  [...after].filter(([key, text]) => before.get(key) !== text).map(([key]) => key);

it('asks every query of the contract', () => {
  const queries = Object.entries(CONTRACTS.contest.actions)
    .filter(([, { kind }]) => kind === 'query')
    .map(([action]) => action);
  expect(QUERIES.map(([action]) => action).sort()).toEqual(queries.sort());
});

describe('before they are counted', () => {
  it('no answer to anybody tells of a ballot, but to the household that cast it', async () => {
    const before = await heard();
    const vote = (who: By, no: number) =>
      stage.calls.done('contest', 'vote', who, { entryId: entryOf(voted, no) });
    await vote(judge(1, 2), 6);
    await vote(judge(1, 4), 6);
    await vote(PARENT, 7);
    expect(changed(before, await heard())).toEqual(['whoever entered contest 0']);
  }, 60_000);

  it('no answer to anybody tells of points, but to the judge who gave them', async () => {
    const before = await heard();
    const score = (who: By, no: number, points: number) =>
      stage.calls.done('contest', 'score', who, { entryId: entryOf(scored, no), points: [points] });
    await score(judge(1, 2), 6, 9);
    await score(judge(1, 2), 7, 4);
    await score(judge(1, 1), 6, 8);
    expect(changed(before, await heard())).toEqual(['judge judging 0']);
  }, 60_000);

  it('and a minute after the end it is the same, until the tick has counted', async () => {
    await stage.at('2020-03-14T16:00:30.000Z');
    for (const [, who] of READERS) {
      for (const contestId of [voted, scored]) {
        const reply = await stage.calls.reply('contest', 'tally', who, { contestId });
        expect(reply.ok).toBe(false);
      }
    }
  });
});

it('who did it is told to the own household alone', async () => {
  const told = [...(await heard())].filter(([, text]) => text.includes(HANDS)).map(([key]) => key);
  expect(told).toEqual(['whoever entered contest 0', 'whoever entered contest 1']);
});

it('afterwards the committee reads the count, and neighbours only what was announced', async () => {
  await stage.at(AFTER);
  await stage.tick();
  const at = { contestId: voted };
  const tally = await stage.calls.done('contest', 'tally', judge(1, 1), at);
  expect(tally.rows.map(({ resultText }) => resultText)).toEqual(['2 票', '1 票']);
  expect(await stage.calls.reply('contest', 'tally', PARENT, at)).toMatchObject({ ok: false });
  expect(await stage.calls.reply('contest', 'results', PARENT, at)).toMatchObject({
    code: 'RESULT_NOT_READY',
  });
});
