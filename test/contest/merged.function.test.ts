/** Two households that turn out to be one have one entry and one ballot. */
import type { BallotDoc, EntryDoc } from '../../cloudfunctions/contest/documents';
import type { EntryId } from '../../miniprogram/contract/ids';
import {
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
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());

it('entries and ballots go by the household that stays, and its own count', async () => {
  const beauty = await openContest(stage, { courtyards: [yard(1)] });
  const balcony = await openContest(stage, {
    ...{ kind: 'balcony', title: '最美阳台', electorate: 'courtyard', courtyards: [yard(1)] },
  });
  await stage.at('2020-03-12T12:00:00+08:00');
  await enterPot(stage, beauty, { who: PARENT, key: stage.pot(1, 6) });
  for (const who of [PARENT, grower(1, 7), judge(1, 1)]) await enterHome(stage, balcony, { who });
  await stage.at(JUDGING);
  await stage.tick();
  const first: EntryId = `${balcony}.${home(1, 1)}`;
  for (const who of [PARENT, judge(1, 2)]) {
    await stage.calls.done('contest', 'vote', who, { entryId: first });
  }
  const into = home(1, 7);
  await stage.calls.done('directory', 'mergeHouseholds', STAFF, { from: home(1, 6), into });
  await stage.tick();
  const pot = await stage.database.get<EntryDoc>('entries', `${beauty}.${stage.pot(1, 6)}`);
  expect(pot).toMatchObject({ householdId: into, live: true, listed: true });
  const twice = await stage.database.get<EntryDoc>('entries', `${balcony}.${home(1, 6)}`);
  expect(twice).toMatchObject({ householdId: into, live: false, files: [] });
  const own = await stage.database.get<EntryDoc>('entries', `${balcony}.${into}`);
  expect(own).toMatchObject({ householdId: into, live: true });
  const ballots = await stage.database.find<BallotDoc>('ballots', { contestId: balcony });
  expect(ballots.map(({ _id, householdId }) => [_id, householdId]).sort()).toEqual([
    [`${balcony}.${home(1, 2)}`, home(1, 2)],
    [`${balcony}.${into}`, into],
  ]);
});
