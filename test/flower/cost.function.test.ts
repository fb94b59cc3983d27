/** What each action asks of the database, counted by the local cloud. */
import { cornerOf } from '../../miniprogram/contract/ids';
import type { By } from '../support/community';
import { meterOf } from '../support/metered';
import {
  adopt,
  CLOSES,
  home,
  OWNER,
  oneVariety,
  openCampaign,
  openStage,
  person,
  RANUNCULUS,
  SATURDAY,
  STAFF,
  type Stage,
  VOLUNTEER,
  YARD,
} from './stage';

let stage: Stage;
let campaignId: `fl_${string}`;
beforeAll(async () => {
  stage = await openStage();
  campaignId = await openCampaign(stage, {
    ...oneVariety(16),
    yards: [
      {
        courtyardId: YARD,
        quota: 20,
        dropPoint: '',
        corner: { cap: 3, place: '花台', caredBy: 'committee' },
      },
    ],
  });
  for (let no = 1; no <= 5; no += 1)
    await adopt(stage, campaignId, person(no), { [RANUNCULUS]: 2 });
}, 120_000);
afterAll(() => stage?.close());

const costOf = (by: By, action: string, input: object) =>
  meterOf(stage.product).costOf('flower', action, by, { campaignId, ...input });
const refusalOf = (by: By, action: string, input: object) =>
  meterOf(stage.product).refusalOf('flower', action, by, { campaignId, ...input });

const one = (add: number) => ({ lines: [{ itemId: RANUNCULUS, add }] });

it('adopts with two requests, refuses with three, also on the telephone and for the corner', async () => {
  expect(await costOf(person(1), 'adopt', one(1))).toBe(2);
  expect(await refusalOf(person(1), 'adopt', one(-9))).toEqual(['ADOPT_TOO_FEW', 3]);
  expect(await refusalOf(person(1), 'adopt', one(4))).toEqual(['ADOPT_CAP', 3]);
  // More than anybody may have is refused before the database is asked.
  expect(await refusalOf(person(1), 'adopt', one(9))).toEqual(['ADOPT_CAP', 1]);
  await costOf(VOLUNTEER, 'adoptFor', { ...one(1), householdId: home(6) });
  expect(await costOf(VOLUNTEER, 'adoptFor', { ...one(1), householdId: home(6) })).toBe(2);
  expect(await costOf(OWNER, 'adoptFor', { ...one(1), householdId: cornerOf(YARD) })).toBe(2);
});

it('waits with three, gives up waiting with two', async () => {
  expect(await refusalOf(person(2), 'joinWait', { pots: 4 })).toEqual(['WAIT_TOO_MANY', 2]);
  expect(await refusalOf(person(2), 'joinWait', { pots: 2 })).toEqual(['WAIT_NOT_NEEDED', 2]);
  expect(await costOf(person(2), 'joinWait', { pots: 3 })).toBe(3);
  expect(await costOf(person(2), 'leaveWait', {})).toBe(2);
});

it('opens every page with at most three, once the instance knows the courtyard', async () => {
  for (const [who, action] of [
    [person(1), 'list'],
    [person(1), 'campaign'],
    [STAFF, 'working'],
    [STAFF, 'simulate'],
    [OWNER, 'leftovers'],
  ] as const) {
    const input =
      action === 'simulate'
        ? { campaignId: undefined, households: 9, form: await form() }
        : action === 'list' || action === 'working'
          ? { campaignId: undefined }
          : {};
    await costOf(who, action, input);
    const cost = await costOf(who, action, input);
    expect([action, cost <= 3]).toEqual([action, true]);
  }
});

const form = async () => (await stage.calls.done('flower', 'manage', STAFF, { campaignId })).form;

it('visits a door with two, the first of a campaign with one more', async () => {
  await stage.at(CLOSES);
  await costOf(OWNER, 'manage', {});
  await stage.at(SATURDAY);
  const visit = (no: number) => ({
    householdId: home(no),
    outcome: 'handed',
    payment: 'cash',
    lines: [{ itemId: RANUNCULUS, handed: 2 }],
  });
  expect(await costOf(VOLUNTEER, 'deliver', visit(3))).toBe(3);
  expect(await costOf(VOLUNTEER, 'deliver', visit(4))).toBe(2);
  expect(await refusalOf(VOLUNTEER, 'deliver', visit(4))).toEqual(['DOOR_DONE', 3]);
});

it('looks again at doors and cash with three, at a courtyard’s money with four, at everybody’s with five', async () => {
  for (const action of ['door', 'handIns']) {
    await costOf(VOLUNTEER, action, {});
    expect([action, await costOf(VOLUNTEER, action, {})]).toEqual([action, 3]);
  }
  // Who, the campaign, its orders, its hand-ins, what is left.
  await costOf(STAFF, 'manage', {});
  expect(await costOf(STAFF, 'manage', {})).toBe(5);
  await costOf(VOLUNTEER, 'manage', {});
  expect(await costOf(VOLUNTEER, 'manage', {})).toBe(4);
  // Also now, when the own order says what came.
  await costOf(person(1), 'campaign', {});
  expect(await costOf(person(1), 'campaign', {})).toBe(3);
});

it('commits with at most ten', async () => {
  const give = { householdId: home(5), counts: { [RANUNCULUS]: 1 }, reason: '余花。' };
  expect(await costOf(OWNER, 'giveLeftover', give)).toBeLessThanOrEqual(10);
  const counted = { countedFen: 1_200, explanation: '' };
  expect(await costOf(VOLUNTEER, 'handIn', counted)).toBeLessThanOrEqual(10);
});
