/** What each action asks of the database, counted by the local cloud. */
import type { EntryDoc } from '../../cloudfunctions/contest/documents';
import type { ContestId, EntryId } from '../../miniprogram/contract/ids';
import type { By } from '../support/community';
import { meterOf } from '../support/metered';
import {
  AFTER,
  ENTRY,
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
} from './stage';

let stage: Stage;
let beauty: ContestId;
let balcony: ContestId;
beforeAll(async () => {
  stage = await openStage();
  beauty = await openContest(stage, { courtyards: [yard(1)] });
  balcony = await openContest(stage, {
    ...{ kind: 'balcony', electorate: 'courtyard', title: '最美阳台', courtyards: [yard(1)] },
  });
  await stage.at('2020-03-12T12:00:00+08:00');
}, 120_000);
afterAll(() => stage?.close());

const costOf = (who: By, action: string, input: object) =>
  meterOf(stage.product).costOf('contest', action, who, input);
const refusalOf = (who: By, action: string, input: object) =>
  meterOf(stage.product).refusalOf('contest', action, who, input);
const entryOf = (contestId: ContestId, key: string): EntryId => `${contestId}.${key}`;
const form = () => ({ ...ENTRY, pictures: stage.picture });

it('enters a balcony with four requests, a pot with six: who, age, pot and its order, pictures, entry', async () => {
  await enterHome(stage, balcony, { who: PARENT });
  await enterPot(stage, beauty, { who: PARENT, key: stage.pot(1, 6) });
  const who = grower(1, 7);
  expect(await costOf(who, 'enter', { contestId: balcony, form: form() })).toBe(4);
  const key = stage.pot(1, 7);
  expect(await costOf(who, 'enter', { contestId: beauty, key, form: form() })).toBe(6);
  expect(
    await costOf(who, 'changeEntry', { entryId: entryOf(beauty, key), form: form() }),
  ).toBeLessThanOrEqual(5);
});

it('opens every page with at most three', async () => {
  for (const [who, action, input] of [
    [PARENT, 'list', {}],
    [PARENT, 'contest', { contestId: balcony }],
    [PARENT, 'wall', { contestId: beauty }],
    [PARENT, 'pots', {}],
    [PARENT, 'entry', { entryId: entryOf(beauty, stage.pot(1, 7)) }],
    [PARENT, 'howTos', {}],
    [PARENT, 'myTalents', {}],
    [judge(1, 1), 'waitingVideos', { contestId: beauty }],
    [judge(1, 1), 'talents', {}],
    [judge(1, 1), 'askedToJudge', {}],
  ] as const) {
    await costOf(who, action, input);
    const cost = await costOf(who, action, input);
    expect([action, cost <= 3]).toEqual([action, true]);
  }
});

it('a wall of two hundred pictures is ten more pages, two requests each, nothing twice and nothing left out', async () => {
  const known = await stage.database.get<EntryDoc>('entries', entryOf(beauty, stage.pot(1, 7)));
  if (!known) throw new Error('nobody entered');
  const copies = Array.from({ length: 200 }, (_, i) => {
    const key = `pt_wall${i}` as const;
    // Several at the same instant: a page may end between them.
    const at = known.at + Math.floor(i / 7);
    const wallKey = `${String(at).padStart(14, '0')}.${key}`;
    return { ...known, _id: entryOf(beauty, key), key, at, wallKey };
  });
  await stage.database.add('entries', copies);
  await costOf(PARENT, 'wall', { contestId: beauty });
  const seen: string[] = [];
  const costs: number[] = [];
  let cursor: string | undefined;
  do {
    const input = { contestId: beauty, ...(cursor === undefined ? {} : { cursor }) };
    costs.push(await costOf(PARENT, 'wall', input));
    const page = await stage.calls.done('contest', 'wall', PARENT, input);
    seen.push(...page.items.map(({ entryId }) => entryId));
    cursor = page.next;
  } while (cursor !== undefined);
  expect([seen.length, new Set(seen).size]).toEqual([202, 202]);
  expect(costs).toEqual(Array.from({ length: 11 }, () => 2));
  for (const { _id } of copies) await stage.database.remove('entries', _id);
});

it('votes with three requests, again with three, refused with three', async () => {
  await stage.at(JUDGING);
  await stage.tick();
  const entryId = entryOf(balcony, home(1, 7));
  const other = entryOf(balcony, home(1, 6));
  await costOf(judge(1, 1), 'vote', { entryId });
  expect(await costOf(judge(1, 2), 'vote', { entryId })).toBe(3);
  expect(await costOf(judge(1, 2), 'vote', { entryId: other, instead: entryId })).toBe(3);
  expect(await refusalOf(grower(1, 7), 'vote', { entryId })).toEqual(['VOTE_OWN', 3]);
});

it('gives points with four: who, the entry, the panel, the points', async () => {
  const score = (no: number, homeNo: number) => ({
    entryId: entryOf(beauty, stage.pot(1, homeNo)),
    points: [no],
  });
  await costOf(judge(1, 1), 'score', score(7, 6));
  expect(await costOf(judge(1, 2), 'score', score(8, 6))).toBe(4);
  for (const no of [1, 2]) await costOf(judge(1, no), 'score', score(5, 7));
  const at = { contestId: beauty };
  await costOf(judge(1, 3), 'judging', at);
  expect(await costOf(judge(1, 3), 'judging', at)).toBeLessThanOrEqual(4);
});

it('commits with at most ten, and brings a prize with two', async () => {
  await stage.at(AFTER);
  await stage.tick();
  const at = { contestId: beauty };
  const entryId = entryOf(beauty, stage.pot(1, 6));
  await costOf(judge(1, 3), 'tally', at);
  expect(await costOf(judge(1, 3), 'tally', at)).toBeLessThanOrEqual(3);
  const winners = [{ title: 0, entryIds: [entryId], reason: '开得好。' }];
  expect(await costOf(judge(1, 3), 'announce', { ...at, winners })).toBeLessThanOrEqual(10);
  await costOf(PARENT, 'results', at);
  expect(await costOf(PARENT, 'results', at)).toBeLessThanOrEqual(3);
  expect(await costOf(STAFF, 'prizes', at)).toBeLessThanOrEqual(3);
  expect(await costOf(STAFF, 'report', at)).toBeLessThanOrEqual(3);
  const prizeId = `${entryId}.t0`;
  expect(await costOf(STAFF, 'deliverPrize', { prizeId, outcome: 'handed' })).toBe(2);
  expect(await refusalOf(STAFF, 'deliverPrize', { prizeId, outcome: 'handed' })).toEqual([
    'PRIZE_DELIVERED',
    3,
  ]);
});
