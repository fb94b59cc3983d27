/** The acts of buying together, each on a round of its own, so that two runs meet the same. */
import type { RoundId } from '../../miniprogram/contract/ids';
import { at, type By, freshRequest, item } from '../support/community';
import {
  admin,
  homeOf,
  type Make,
  otherHome,
  owner,
  picture,
  type Rows,
  resident,
  type Scene,
} from './scene';

const SECOND_MS = 1_000;

const worker = ({ place }: Scene): By => at(item(place.yard.committee));
const [FIRST, SECOND] = ['i1', 'i2'] as const;

const form = (scene: Scene) => ({
  ...scene.things.roundForm(scene.place),
  items: [
    { name: '白菜', unit: '个', spec: '', costFen: 100, saleFen: 150, stock: 50 },
    { name: '萝卜', unit: '根', spec: '', costFen: 80, saleFen: 120 },
  ],
});

async function opened(scene: Scene, closesAt?: number): Promise<RoundId> {
  const usual = form(scene);
  const timed =
    closesAt === undefined
      ? usual
      : { ...usual, closesAt, delivery: { ...usual.delivery, from: closesAt + SECOND_MS } };
  const { calls } = scene;
  const { roundId } = await calls.done('groupbuy', 'saveRound', worker(scene), { form: timed });
  await calls.done('groupbuy', 'openRound', worker(scene), { roundId });
  return roundId;
}

/** Two households ordered, and ordering is over. */
async function closed(scene: Scene): Promise<RoundId> {
  const { calls, product } = scene;
  const { now } = await product.control<{ now: number }>('clock');
  const roundId = await opened(scene, now + SECOND_MS);
  for (const householdId of [homeOf(scene), otherHome(scene).id]) {
    const lines = [
      { itemId: FIRST, add: 3 },
      { itemId: SECOND, add: 2 },
    ];
    await calls.done('groupbuy', 'orderFor', worker(scene), { roundId, householdId, lines });
  }
  await product.setClock(now + 2 * SECOND_MS);
  await calls.done('groupbuy', 'totals', worker(scene), { roundId });
  return roundId;
}

const visit = (scene: Scene, roundId: RoundId) => ({
  roundId,
  householdId: otherHome(scene).id,
  outcome: 'handed' as const,
  payment: 'cash' as const,
  lines: [
    { itemId: FIRST, handed: 3 },
    { itemId: SECOND, handed: 2 },
  ],
});

async function delivered(scene: Scene): Promise<RoundId> {
  const roundId = await closed(scene);
  await scene.calls.done('groupbuy', 'deliver', worker(scene), visit(scene, roundId));
  return roundId;
}

async function handedIn(scene: Scene): Promise<RoundId> {
  const { calls } = scene;
  const roundId = await delivered(scene);
  const other = { ...visit(scene, roundId), householdId: homeOf(scene) };
  await calls.done('groupbuy', 'deliver', worker(scene), other);
  const counted = { roundId, countedFen: 2 * (450 + 240), explanation: '' };
  await calls.done('groupbuy', 'handIn', worker(scene), counted);
  return roundId;
}

const onOpen =
  <I extends object>(
    who: (scene: Scene) => By,
    input: (scene: Scene) => I,
  ): Make<I & { roundId: RoundId }> =>
  async (scene) => ({ by: who(scene), input: { roundId: await opened(scene), ...input(scene) } });

const onClosed =
  <I extends object>(input: (scene: Scene) => I): Make<I & { roundId: RoundId }> =>
  async (scene) => ({
    by: worker(scene),
    input: { roundId: await closed(scene), ...input(scene) },
  });

const supplier = { name: '菜农', place: '温江', phone: '', note: '', state: 'agreed' } as const;

export const BUYING: Rows['groupbuy'] = {
  addPicture: async (scene) => ({
    by: worker(scene),
    input: { fileId: await picture(scene) },
  }),
  saveRound: async (scene) => ({ by: worker(scene), input: { form: form(scene) } }),
  async openRound(scene) {
    const input = { form: form(scene) };
    const { roundId } = await scene.calls.done('groupbuy', 'saveRound', worker(scene), input);
    return { by: worker(scene), input: { roundId } };
  },
  extendRound: onOpen(worker, (scene) => ({ closesAt: form(scene).closesAt + SECOND_MS })),
  cancelRound: onOpen(worker, () => ({ reason: '下大雨，地里去不了。' })),
  changeDelivery: onOpen(worker, (scene) => ({
    delivery: { ...form(scene).delivery, text: '改在门口' },
  })),
  order: onOpen(resident, () => ({
    lines: [
      { itemId: FIRST, add: 2 },
      { itemId: SECOND, add: 1 },
    ],
  })),
  orderFor: onOpen(worker, (scene) => ({
    householdId: otherHome(scene).id,
    lines: [{ itemId: FIRST, add: 2 }],
  })),
  applyPaste: onOpen(worker, (scene) => ({
    entries: [
      { householdId: otherHome(scene).id, counts: { [FIRST]: 2 } },
      { householdId: homeOf(scene), counts: { [FIRST]: 1, [SECOND]: 4 } },
    ],
  })),
  joinPicking: onOpen(resident, () => ({ join: true })),
  pick: onClosed(() => ({ items: [{ itemId: FIRST, units: 5 }] })),
  async applyShortage(scene) {
    const roundId = await closed(scene);
    const items = [{ itemId: FIRST, units: 5 }];
    await scene.calls.done('groupbuy', 'pick', worker(scene), { roundId, items });
    return { by: worker(scene), input: { roundId, rule: 'equal' } };
  },
  arrived: onClosed(() => ({ counts: { [FIRST]: 6, [SECOND]: 4 } })),
  async deliver(scene) {
    // One door was visited before, so the round knows that its goods are on the way.
    const roundId = await delivered(scene);
    return { by: worker(scene), input: { ...visit(scene, roundId), householdId: homeOf(scene) } };
  },
  async correctDoor(scene) {
    const roundId = await delivered(scene);
    const input = {
      ...visit(scene, roundId),
      outcome: 'partly' as const,
      lines: [{ itemId: FIRST, handed: 3 }],
      seen: 1,
      reason: '萝卜没拿走。',
    };
    return { by: worker(scene), input };
  },
  async handIn(scene) {
    const roundId = await delivered(scene);
    return { by: worker(scene), input: { roundId, countedFen: 650, explanation: '少找了四角。' } };
  },
  async prepareSettlement(scene) {
    const roundId = await handedIn(scene);
    const costs = [{ what: '袋子', fen: 100, from: 'cash' as const }];
    return { by: admin(scene), input: { roundId, costs } };
  },
  async signSettlement(scene) {
    const roundId = await handedIn(scene);
    const by = { ...owner(scene), requestId: freshRequest() };
    const input = { roundId, costs: [] };
    const { profitFen } = await scene.calls.done('groupbuy', 'prepareSettlement', by, input);
    return { by: admin(scene), input: { roundId, profitFen } };
  },
  saveSupplier: async (scene) => ({ by: worker(scene), input: supplier }),
  async thankSupplier(scene) {
    const { supplierId } = await scene.calls.done(
      'groupbuy',
      'saveSupplier',
      worker(scene),
      supplier,
    );
    return { by: worker(scene), input: { supplierId, text: '菜很新鲜，谢谢。' } };
  },
};
