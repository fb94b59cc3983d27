/** What goods look like: checked as files, remembered in the round, shown only when passed. @see docs/domain/groupbuy.md §12 */
import type { RoundForm } from '../../miniprogram/contract/groupbuy-forms';
import { put } from '../kernel/conditions';
import { AppError } from '../kernel/errors';
import { fileId } from '../kernel/picture';
import type { Settled } from '../kernel/safety';
import { standingOf, statesOf } from '../kernel/shown-pictures';
import type { Reading, Store } from '../kernel/store';
import type { Shows } from '../kernel/sweep';
import type { RoundDoc } from './documents';

/** Each once, in the order of the goods. */
export const picturesIn = ({ items }: Pick<RoundForm, 'items'>): readonly string[] => [
  ...new Set(items.flatMap(({ picture }) => picture ?? [])),
];

/**
 * The verdicts there are by now, beside those that are remembered. One request, none without pictures.
 * @throws AppError `PICTURE_BAD` naming the goods, for one that was refused or never handed in to this community
 */
export async function withStates(read: Reading, round: RoundDoc): Promise<RoundDoc> {
  const pictures = picturesIn(round.form);
  if (pictures.length === 0) return { ...round, pictures, pictureStates: {} };
  try {
    const pictureStates = await statesOf(read, pictures, round.communityId);
    return { ...round, pictures, pictureStates };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError('PICTURE_BAD', { of: await whose(read, round) });
  }
}

/** `“萝卜”的`; empty where it cannot be told. */
async function whose(read: Reading, { form }: RoundDoc): Promise<string> {
  const { refused } = await standingOf(read, picturesIn(form), {});
  const item = form.items.find(({ picture = '' }) => refused.includes(picture));
  return item ? `“${item.name}”的` : '';
}

/** What is remembered as passed; the next look at the round itself finds the others. No request. */
export const passedIn = ({ pictures, pictureStates }: RoundDoc): readonly string[] =>
  pictures.filter((cloudId) => pictureStates[fileId(cloudId)] === 'passed');

/** A copy begins without the pictures that were refused meanwhile. One request while a verdict is open. */
export async function withoutRefused(store: Store, round: RoundDoc): Promise<RoundDoc> {
  const { refused } = await standingOf(store, round.pictures, round.pictureStates);
  return refused.length === 0 ? round : { ...round, form: shownIn(round.form, refused) };
}

/** The form without some of its pictures. */
export const shownIn = (form: RoundDoc['form'], hidden: readonly string[]): RoundDoc['form'] => ({
  ...form,
  items: form.items.map(({ picture, ...item }) =>
    picture === undefined || hidden.includes(picture) ? item : { ...item, picture },
  ),
});

/** For those who run it: the form without what was refused, and whose pictures are not shown. */
export async function pictureDesk(store: Store, { form, pictures, pictureStates }: RoundDoc) {
  const { passed, refused } = await standingOf(store, pictures, pictureStates);
  const named = (wanted: (picture: string) => boolean): readonly string[] =>
    form.items.flatMap(({ name, picture }) =>
      picture !== undefined && wanted(picture) ? [name] : [],
    );
  return {
    form: shownIn(form, refused),
    picturesWaiting: named((one) => !passed.includes(one) && !refused.includes(one)),
    picturesRefused: named((one) => refused.includes(one)),
  };
}

const ROUNDS = 100;

/** A picture's check has ended: every round that shows it remembers how. */
export const rememberInRounds: Settled = async (store, { _id, cloudId, communityId, state }) => {
  const rounds = await store.find<RoundDoc>({
    collection: 'rounds',
    where: { pictures: cloudId },
    limit: ROUNDS,
    fields: ['communityId'],
  });
  for (const round of rounds.filter((one) => one.communityId === communityId)) {
    const changes = { [`pictureStates.${_id}`]: put(state) };
    await store.claim({ collection: 'rounds', id: round._id, while: {}, changes });
  }
};

/** Drafts and rounds that are over as well: they are copied. */
export const groupbuyShows: Shows = async (store, { cloudId }) => {
  const where = { pictures: cloudId };
  const shown = await store.find({ collection: 'rounds', where, limit: 1, fields: ['rev'] });
  return shown.length > 0;
};
