/** The acts on pots, each on a pot and in a household of its own, so that two runs meet the same. */
import type { HouseholdId, PotId } from '../../miniprogram/contract/ids';
import type { By } from '../support/community';
import { type Make, newNeighbour, otherHome, picture, type Rows, type Scene } from './scene';

interface Owned {
  readonly by: By;
  readonly householdId: HouseholdId;
  readonly potId: PotId;
}

async function owned(scene: Scene): Promise<Owned> {
  const one = await newNeighbour(scene);
  return { ...one, potId: await scene.things.pot(scene.place, one.householdId) };
}

const onPot =
  <I extends object>(input: I): Make<I & { potId: PotId }> =>
  async (scene) => {
    const { by, potId } = await owned(scene);
    return { by, input: { potId, ...input } };
  };

const said =
  <I extends object>(input: I): Make<I> =>
  async (scene) => ({ by: (await newNeighbour(scene)).by, input });

/** A neighbour, and a pot between that neighbour and somebody else. */
async function offered(scene: Scene, side: 'from' | 'to') {
  const { by, householdId } = await newNeighbour(scene);
  const other = otherHome(scene).id;
  const sides =
    side === 'from' ? { from: householdId, to: other } : { from: other, to: householdId };
  return { by, input: await scene.things.offeredPot(scene.place, sides) };
}

export const POTS: Rows['flower'] = {
  namePot: onPot({ name: '小太阳' }),
  addPotPhoto: async (scene) => ({
    by: (await newNeighbour(scene)).by,
    input: { fileId: await picture(scene) },
  }),
  writeDiary: onPot({ did: ['water', 'sun'] as const, words: '开了三朵' }),
  async eraseDiary(scene) {
    const { by, potId } = await owned(scene);
    const line = { potId, did: ['water'], words: '写错了' } as const;
    const { entryId } = await scene.calls.done('flower', 'writeDiary', by, line);
    return { by, input: { potId, entryId } };
  },
  async offerGift(scene) {
    const { by, potId } = await owned(scene);
    return { by, input: { potId, to: otherHome(scene).id, card: '祝您生日快乐' } };
  },
  async answerGift(scene) {
    const { by, input } = await offered(scene, 'to');
    return { by, input: { ...input, accept: true } };
  },
  withdrawGift: (scene) => offered(scene, 'from'),
  remind: said({ everyDays: 3 }),
  wish: said({ month: 9, day: 17 }),
  async endWish(scene) {
    const { by } = await newNeighbour(scene);
    await scene.calls.done('flower', 'wish', by, { month: 9, day: 17 });
    return { by, input: {} };
  },
};
