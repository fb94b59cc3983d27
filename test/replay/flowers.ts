/** The acts of adopting flowers, each on a campaign of its own, so that two runs meet the same. */
import type { CampaignForm } from '../../miniprogram/contract/flower-forms';
import { type CampaignId, cornerOf } from '../../miniprogram/contract/ids';
import { at, type By, item } from '../support/community';
import { POTS } from './pots';
import { admin, type Make, picture, type Rows, resident, type Scene } from './scene';

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
  ...POTS,
};
