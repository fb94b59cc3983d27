/** What pots do about pictures beyond showing them. */
import { put } from '../../kernel/conditions';
import type { Settled } from '../../kernel/safety';
import type { Shows } from '../../kernel/sweep';
import type { PotDoc } from './documents';

/** A picture's check has ended: every pot whose diary shows it remembers how. */
export const rememberInPots: Settled = async (store, { _id, cloudId, communityId, state }) => {
  const pots = await store.find<PotDoc>({
    collection: 'pots',
    where: { pictures: cloudId },
    limit: 100,
    fields: ['communityId'],
  });
  for (const pot of pots.filter((one) => one.communityId === communityId)) {
    await store.claim({
      collection: 'pots',
      id: pot._id,
      while: {},
      changes: { [`pictureStates.${_id}`]: put(state) },
    });
  }
};

export const potsShow: Shows = async (store, { cloudId }) => {
  const shown = await store.find({
    collection: 'pots',
    where: { pictures: cloudId },
    limit: 1,
    fields: ['rev'],
  });
  return shown.length > 0;
};
