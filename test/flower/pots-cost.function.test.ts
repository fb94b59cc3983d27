/** What pots ask of the database, counted by the local cloud. */
import type { PotDoc } from '../../cloudfunctions/flower/pots/documents';
import type { PotId } from '../../miniprogram/contract/ids';
import type { By } from '../support/community';
import { meterOf } from '../support/metered';
import { actsOf, firstOf, type Pots, potsFor } from './pots-stage';
import { home, OWNER, openStage, person, type Stage } from './stage';

let stage: Stage;
let pots: Pots;
let potId: PotId;
beforeAll(async () => {
  stage = await openStage();
  pots = await potsFor(stage, { households: 3 });
  await pots.handOver(home(1));
  potId = (await firstOf(pots, 1))._id;
}, 180_000);
afterAll(() => stage?.close());
beforeEach(() => pots.breathe());

const costOf = (by: By, action: string, input: object) =>
  meterOf(stage.product).costOf('flower', action, by, input);
const refusalOf = (by: By, action: string, input: object) =>
  meterOf(stage.product).refusalOf('flower', action, by, input);

it.each<[string, () => By, () => object]>([
  ['myFlowers', () => person(1), () => ({})],
  ['passport', () => person(1), () => ({ potId })],
  ['passport', () => person(2), () => ({ potId })],
  ['labels', () => OWNER, () => ({ campaignId: pots.campaignId })],
  ['potCode', () => OWNER, () => ({ potId })],
  ['flowerSettings', () => person(1), () => ({})],
  ['wishes', () => person(1), () => ({})],
  ['ties', () => person(1), () => ({ month: '2020-03' })],
])(
  '%s asks at most three times, once the instance knows the courtyard',
  async (action, by, input) => {
    await costOf(by(), action, input());
    expect(await costOf(by(), action, input())).toBeLessThanOrEqual(3);
  },
);

it('names a pot and writes into its diary with two, refuses with three', async () => {
  expect(await costOf(person(1), 'namePot', { potId, name: '小红' })).toBe(2);
  expect(await costOf(person(1), 'writeDiary', { potId, did: ['sun'], words: '好天' })).toBe(2);
  expect(await refusalOf(person(2), 'namePot', { potId, name: '小红' })).toEqual(['NOT_FOUND', 3]);
});

it('writes with a photo with three; while it is looked at a passport takes four', async () => {
  const photo = await actsOf(stage).photo(person(1), 'cost');
  const line = { potId, did: [], words: '', photo };
  expect(await costOf(person(1), 'writeDiary', line)).toBe(3);
  // As long as no verdict is remembered.
  const open: PotDoc = { ...(await pots.stored(potId)), pictureStates: {} };
  await stage.database.replace('pots', open);
  await costOf(person(2), 'passport', { potId });
  expect(await costOf(person(1), 'passport', { potId })).toBe(4);
});

it('gives a pot away, and switches things on, with at most ten', async () => {
  const gift = { potId, to: home(2), card: '送您' };
  await costOf(person(1), 'passport', { potId });
  expect(await costOf(person(1), 'offerGift', gift)).toBeLessThanOrEqual(10);
  const { offer } = await pots.passport(person(1), potId);
  const ask = { potId, offerId: offer?.offerId ?? '' };
  expect(await costOf(person(1), 'withdrawGift', ask)).toBeLessThanOrEqual(10);
  await costOf(person(1), 'offerGift', gift);
  const again = await pots.passport(person(1), potId);
  const answer = { potId, offerId: again.offer?.offerId ?? '', accept: true };
  expect(await costOf(person(2), 'answerGift', answer)).toBeLessThanOrEqual(10);
  expect(await costOf(person(1), 'wish', { month: 9, day: 17 })).toBeLessThanOrEqual(10);
  expect(await costOf(person(1), 'remind', { everyDays: 3 })).toBeLessThanOrEqual(10);
});
