/** What goods look like: who sees it, from when on, and how long it is kept. */
import type { RoundDoc } from '../../cloudfunctions/groupbuy/documents';
import type { RoundForm } from '../../miniprogram/contract/groupbuy-forms';
import type { RoundId } from '../../miniprogram/contract/ids';
import { item } from '../support/community';
import { meterOf } from '../support/metered';
import { handIn, judged, pictureOf, uploaded } from './pictures';
import {
  FORM,
  OWNER,
  openRound,
  openStage,
  person,
  STAFF,
  type Stage,
  TUESDAY,
  VOLUNTEER,
} from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());
beforeEach(() => stage.at(TUESDAY));
afterEach(() => stage.product.control('content-safety', { outage: false }));

const withPicture = (picture: string): Partial<RoundForm> => ({
  items: [{ ...item(FORM.items), picture }, ...FORM.items.slice(1)],
});
const save = (form: Partial<RoundForm>, roundId?: RoundId) =>
  stage.calls.reply('groupbuy', 'saveRound', OWNER, {
    ...(roundId ? { roundId } : {}),
    form: { ...FORM, ...form },
  });
const shownTo = async (roundId: RoundId, who = person(1)) =>
  (await stage.view(roundId, who)).items.map(({ picture }) => picture);
const costOf = (action: string, input: object) =>
  meterOf(stage.product).costOf('groupbuy', action, person(1), input);

it('is shown once it has passed, in the round and in the list', async () => {
  const picture = await pictureOf(stage, '一把豌豆尖');
  const roundId = await openRound(stage, withPicture(picture));
  expect(await shownTo(roundId)).toEqual([picture, undefined, undefined]);
  const { items } = await stage.calls.done('groupbuy', 'list', person(1), {});
  expect(items.find((one) => one.roundId === roundId)?.pictures).toEqual([picture]);
});

it('is not shown while its check is away, costs one request more until then, and none after', async () => {
  await stage.product.control('content-safety', { outage: true });
  const sent = await handIn(stage, await uploaded(stage, '还没查'));
  await stage.product.control('content-safety', { outage: false });
  const roundId = await openRound(stage, withPicture(sent));
  expect(await shownTo(roundId)).toEqual([undefined, undefined, undefined]);
  const { items } = await stage.calls.done('groupbuy', 'list', person(1), {});
  expect(items.find((one) => one.roundId === roundId)?.pictures).toEqual([]);
  const desk = await stage.calls.done('groupbuy', 'manage', OWNER, { roundId });
  expect(desk).toMatchObject({ picturesWaiting: ['豌豆尖'], picturesRefused: [] });
  const open = await costOf('round', { roundId });
  await stage.tick();
  await judged(stage, sent);
  await remembered(roundId);
  expect(await shownTo(roundId)).toEqual([sent, undefined, undefined]);
  const settled = await costOf('round', { roundId });
  expect([open, settled]).toEqual([settled + 1, open - 1]);
  expect(settled).toBeLessThanOrEqual(3);
});

it('refused, it is never shown; whoever runs the round hears whose it was, and a copy begins without it', async () => {
  await stage.product.control('content-safety', { outage: true });
  const sent = await handIn(stage, await uploaded(stage, '坏图'));
  await stage.product.control('content-safety', { outage: false });
  const roundId = await openRound(stage, withPicture(sent));
  const [file] = await stage.database.find<{ _id: string }>('files', { cloudId: sent });
  await stage.database.change('files', file?._id ?? '', { state: 'refused' });
  expect(await shownTo(roundId)).toEqual([undefined, undefined, undefined]);
  const desk = await stage.calls.done('groupbuy', 'manage', OWNER, { roundId });
  expect(desk.picturesRefused).toEqual(['豌豆尖']);
  expect(JSON.stringify(desk.form)).not.toContain('cloud://');
  expect(await save(withPicture(sent))).toMatchObject({
    code: 'PICTURE_BAD',
    details: { of: '“豌豆尖”的' },
  });
  const { form } = await stage.calls.done('groupbuy', 'copyLast', OWNER, { roundId });
  expect(JSON.stringify(form)).not.toContain('cloud://');
});

it('goes with the copy of the round', async () => {
  const picture = await pictureOf(stage, '抄一抄');
  const roundId = await openRound(stage, withPicture(picture));
  const { form } = await stage.calls.done('groupbuy', 'copyLast', OWNER, { roundId });
  expect(form.items.map((one) => one.picture)).toEqual([picture, undefined, undefined]);
  const next = await openRound(stage, form);
  expect(await shownTo(next)).toEqual([picture, undefined, undefined]);
});

it('is the community’s own: what a phone sent, what was never handed in, and another’s are refused', async () => {
  const raw = await uploaded(stage, '没交');
  const made = raw.replace('pictures/', 'shown/');
  for (const picture of [raw, made, 'cloud://elsewhere.0/shown/a.jpg']) {
    expect([picture, await save(withPicture(picture))]).toMatchObject([
      picture,
      { code: 'PICTURE_BAD' },
    ]);
  }
  const foreign = await pictureOf(stage, '别处');
  const [file] = await stage.database.find<{ _id: string }>('files', { cloudId: foreign });
  await stage.database.change('files', file?._id ?? '', { communityId: 'cm_far' });
  expect(await save(withPicture(foreign))).toMatchObject({ code: 'PICTURE_BAD' });
  expect(
    await stage.calls.reply('groupbuy', 'addPicture', person(1), { fileId: raw }),
  ).toMatchObject({ code: 'NOT_ALLOWED' });
});

describe('when nobody has looked after it for long', () => {
  const sweptAfter = async (cloudId: string) => {
    const [file] = await stage.database.find<{ _id: string }>('files', { cloudId });
    await stage.database.change('files', file?._id ?? '', { sweepAt: 0 });
    await stage.tick();
    return (await stage.database.find('files', { cloudId })).length === 0;
  };

  it('is kept for a draft, for an open round and for one that is over; else it goes', async () => {
    const [drafted, opened, over, unused] = [
      await pictureOf(stage, '稿'),
      await pictureOf(stage, '开'),
      await pictureOf(stage, '完'),
      await pictureOf(stage, '没用'),
    ];
    const draft = await save(withPicture(drafted));
    await openRound(stage, withPicture(opened));
    const roundId = await openRound(stage, withPicture(over), STAFF);
    await stage.calls.done('groupbuy', 'cancelRound', STAFF, { roundId, reason: '下雨了。' });
    for (const picture of [drafted, opened, over]) expect(await sweptAfter(picture)).toBe(false);
    expect(await sweptAfter(unused)).toBe(true);
    // What the draft shows instead lets go of it.
    const id = draft.ok ? draft.value.roundId : 'gb_none';
    await save({}, id);
    expect(await sweptAfter(drafted)).toBe(true);
  });
});

it('a volunteer hands one in as well as an owner, and a copy of the request gets the same answer', async () => {
  const sent = await uploaded(stage, '志愿者拍的');
  const by = { ...VOLUNTEER, requestId: 'picture-1' };
  const once = await stage.calls.done('groupbuy', 'addPicture', by, { fileId: sent });
  const again = await stage.calls.done('groupbuy', 'addPicture', by, { fileId: sent });
  expect(again.fileId).toBe(once.fileId);
});

/** The round learns of a verdict a moment after the file does. */
async function remembered(roundId: RoundId): Promise<void> {
  for (let look = 0; look < 60; look += 1) {
    const round = await stage.database.get<RoundDoc>('rounds', roundId);
    if (Object.keys(round?.pictureStates ?? {}).length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the round does not remember the verdict');
}
