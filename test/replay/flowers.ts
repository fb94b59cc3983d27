/** The acts of adopting flowers, each on a campaign of its own, so that two runs meet the same. */
import type { CampaignForm } from '../../miniprogram/contract/flower-forms';
import { type CampaignId, cornerOf } from '../../miniprogram/contract/ids';
import { at, type By, item } from '../support/community';
import { POTS } from './pots';
import {
  admin,
  homeOf,
  type Make,
  otherHome,
  picture,
  type Rows,
  resident,
  type Scene,
} from './scene';

const [FIRST, SECOND] = ['i1', 'i2'] as const;

/** Of the staff, at the courtyard. */
const staff = (scene: Scene): By => ({
  ...admin(scene),
  courtyard: scene.place.yard.courtyard.id,
});
const worker = ({ place }: Scene): By => at(item(place.yard.committee));

const form = (scene: Scene): CampaignForm => ({
  ...scene.things.campaignForm(scene.place),
  varieties: [
    { name: '长寿花', stock: 6, costFen: 900, care: [] },
    { name: '月季', stock: 6, costFen: 1_200, care: ['多晒太阳。'] },
  ],
});

async function opened(scene: Scene, more: Partial<CampaignForm> = {}): Promise<CampaignId> {
  const { calls } = scene;
  const input = { form: { ...form(scene), ...more } };
  const { campaignId } = await calls.done('flower', 'saveCampaign', staff(scene), input);
  await calls.done('flower', 'openCampaign', staff(scene), { campaignId });
  return campaignId;
}

const SECOND_MS = 1_000;

/** Two households adopted, and adopting is over. */
async function closed(scene: Scene): Promise<CampaignId> {
  const { calls, product } = scene;
  const { now } = await product.control<{ now: number }>('clock');
  const closesAt = now + SECOND_MS;
  const usual = form(scene);
  const delivery = { ...usual.delivery, from: closesAt + 1, until: closesAt + 2 };
  const campaignId = await opened(scene, { closesAt, delivery, collectBy: closesAt + 2 });
  for (const householdId of [homeOf(scene), otherHome(scene).id]) {
    const lines = [
      { itemId: FIRST, add: 2 },
      { itemId: SECOND, add: 1 },
    ];
    await calls.done('flower', 'adoptFor', worker(scene), { campaignId, householdId, lines });
  }
  await product.setClock(now + 2 * SECOND_MS);
  await calls.done('flower', 'manage', staff(scene), { campaignId });
  return campaignId;
}

const visit = (scene: Scene, campaignId: CampaignId) => ({
  campaignId,
  householdId: otherHome(scene).id,
  outcome: 'handed' as const,
  payment: 'cash' as const,
  lines: [
    { itemId: FIRST, handed: 2 },
    { itemId: SECOND, handed: 1 },
  ],
});

async function delivered(scene: Scene): Promise<CampaignId> {
  const campaignId = await closed(scene);
  await scene.calls.done('flower', 'deliver', worker(scene), visit(scene, campaignId));
  return campaignId;
}

/** Everything is gone, and a household waits for more. */
async function soldOut(scene: Scene): Promise<CampaignId> {
  const { calls } = scene;
  const campaignId = await opened(scene, { capPerHousehold: 20 });
  const lines = [
    { itemId: FIRST, add: 6 },
    { itemId: SECOND, add: 6 },
  ];
  const householdId = otherHome(scene).id;
  await calls.done('flower', 'adoptFor', worker(scene), { campaignId, householdId, lines });
  return campaignId;
}

const onOpen =
  <I extends object>(
    who: (scene: Scene) => By,
    input: (scene: Scene) => I,
  ): Make<I & { campaignId: CampaignId }> =>
  async (scene) => ({
    by: who(scene),
    input: { campaignId: await opened(scene), ...input(scene) },
  });

export const FLOWERS: Rows['flower'] = {
  saveCampaign: async (scene) => ({ by: staff(scene), input: { form: form(scene) } }),
  addPicture: async (scene) => ({ by: staff(scene), input: { fileId: await picture(scene) } }),
  async openCampaign(scene) {
    const input = { form: form(scene) };
    const { campaignId } = await scene.calls.done('flower', 'saveCampaign', staff(scene), input);
    return { by: staff(scene), input: { campaignId } };
  },
  adopt: onOpen(resident, () => ({
    lines: [
      { itemId: FIRST, add: 2 },
      { itemId: SECOND, add: 1 },
    ],
  })),
  adoptFor: onOpen(worker, ({ place }) => ({
    householdId: cornerOf(place.yard.courtyard.id),
    lines: [{ itemId: FIRST, add: 5 }],
  })),
  joinWait: async (scene) => ({
    by: resident(scene),
    input: { campaignId: await soldOut(scene), pots: 2 },
  }),
  async leaveWait(scene) {
    const campaignId = await soldOut(scene);
    await scene.calls.done('flower', 'joinWait', resident(scene), { campaignId, pots: 2 });
    return { by: resident(scene), input: { campaignId } };
  },
  extendCampaign: onOpen(staff, (scene) => ({ closesAt: form(scene).closesAt + 1 })),
  callOff: onOpen(staff, () => ({ reason: '花没买到。' })),
  changeDelivery: onOpen(staff, (scene) => ({
    delivery: { ...form(scene).delivery, text: '改在门口' },
    collectBy: form(scene).collectBy,
  })),
  async giveLeftover(scene) {
    const input = {
      campaignId: await closed(scene),
      householdId: otherHome(scene).id,
      counts: { [FIRST]: 1, [SECOND]: 2 },
      reason: '院里还有余花。',
    };
    return { by: worker(scene), input };
  },
  reoffer: async (scene) => ({ by: staff(scene), input: { campaignId: await delivered(scene) } }),
  async finish(scene) {
    const campaignId = await closed(scene);
    for (const householdId of [homeOf(scene), otherHome(scene).id]) {
      const away = { householdId, outcome: 'refused' as const, payment: 'later' as const };
      const input = { campaignId, ...away, lines: [] };
      await scene.calls.done('flower', 'deliver', worker(scene), input);
    }
    return { by: staff(scene), input: { campaignId } };
  },
  async deliver(scene) {
    // One door was visited before, so the campaign knows that its flowers are on the way.
    const campaignId = await delivered(scene);
    const input = { ...visit(scene, campaignId), householdId: homeOf(scene) };
    return { by: worker(scene), input };
  },
  async correctDoor(scene) {
    const input = {
      ...visit(scene, await delivered(scene)),
      outcome: 'partly' as const,
      lines: [{ itemId: FIRST, handed: 2 }],
      seen: 1,
      reason: '月季没拿走。',
    };
    return { by: worker(scene), input };
  },
  async handIn(scene) {
    const campaignId = await delivered(scene);
    const input = { campaignId, countedFen: 870, explanation: '少找了三角。' };
    return { by: worker(scene), input };
  },
  ...POTS,
};
