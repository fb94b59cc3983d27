/** How acts on the micro-fund are made for the first time. */
import { at, item } from '../support/community';
import { picture, type Rows } from './scene';

const aGift = { kind: 'donation', fen: 100, till: 'cash', words: '', pictures: [] } as const;
type Scene = Parameters<NonNullable<Rows['fund']['sign']>>[0];

const asker = ({ place }: Scene) => at(item(place.yard.committee));

export const FUND: Rows['fund'] = {
  propose: async (scene) => ({ by: asker(scene), input: { form: aGift } }),
  async sign(scene) {
    const { place, things } = scene;
    // The fund is there already: with its first entry it begins.
    await things.entry(place);
    return { by: things.keeper(place), input: { voucherId: await things.voucher(place) } };
  },
  decline: async ({ place, things }) => ({
    by: things.keeper(place),
    input: { voucherId: await things.voucher(place), reason: '写错了。' },
  }),
  withdrawVoucher: async (scene) => ({
    by: asker(scene),
    input: { voucherId: await scene.things.voucher(scene.place) },
  }),
  addEvidence: async (scene) => ({
    by: asker(scene),
    input: { fileId: await picture(scene) },
  }),
};
