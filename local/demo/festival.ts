/** The flower festival in the demo: adopted, brought and paid two weeks ago; a small campaign is open today. */
import { addDays, dayOf, HOUR_MS, instant } from '../../miniprogram/contract/calendar';
import { type CampaignId, cornerOf } from '../../miniprogram/contract/ids';
import type { Neighbourhood, Resident } from './cast';
import { festivalForm, smallPotsForm } from './festival-forms';
import { at, fromOffice, somebody } from './scenes';
import { type Stage, together } from './stage';

const POTS_EACH = 5;
const STOCK_EACH = 50;

export async function tellFestival(stage: Stage): Promise<void> {
  const yards = stage.town.neighbourhoods.filter(
    ({ courtyard }) => courtyard.flowers.households > 0,
  );
  if (yards.length === 0) return;
  const today = dayOf(stage.now);
  const form = festivalForm(
    yards.map(({ courtyard }) => courtyard),
    (days) => addDays(today, days),
  );
  const campaignId = await publish(stage, form, form.opensAt - 2 * HOUR_MS);
  stage.stand(form.opensAt + HOUR_MS);
  await adopt(stage, campaignId, yards);
  stage.stand(form.closesAt);
  const by = fromOffice(somebody(stage.town.staff, 2));
  await stage.play('flower', 'manage', { by, input: { campaignId } });
  stage.stand(form.delivery.from + HOUR_MS);
  await together(yards.map((yard) => () => bring(stage, campaignId, yard)));
  stage.stand(instant(dayOf(form.delivery.from), '18:00'));
  for (const yard of yards) await handIn(stage, campaignId, yard);
  // Pots get their passports while their campaign runs.
  await stage.tick();
  await stage.play('flower', 'finish', { by, input: { campaignId } });
  await openToday(stage, yards);
}

async function publish(
  stage: Stage,
  form: ReturnType<typeof festivalForm>,
  when: number,
): Promise<CampaignId> {
  stage.stand(when);
  const by = fromOffice(somebody(stage.town.staff, 2));
  const { campaignId } = await stage.play('flower', 'saveCampaign', { by, input: { form } });
  await stage.play('flower', 'openCampaign', { by, input: { campaignId } });
  return campaignId;
}

/** One of each family, as many as the courtyard has families that adopt. */
function adopters({ residents, courtyard }: Neighbourhood): readonly Resident[] {
  const families = new Map(residents.map((one) => [one.home.id, one]));
  return [...families.values()].slice(0, courtyard.flowers.households);
}

/** Family after family, five of one variety; the corners take what is left. */
async function adopt(
  stage: Stage,
  campaignId: CampaignId,
  yards: readonly Neighbourhood[],
): Promise<void> {
  const varietyAt = (pot: number) => `i${Math.floor(pot / STOCK_EACH) + 1}`;
  let pot = 0;
  const jobs = yards.flatMap(adopters).map((resident) => {
    const lines = [{ itemId: varietyAt(pot), add: POTS_EACH }];
    pot += POTS_EACH;
    return () => stage.play('flower', 'adopt', { by: at(resident), input: { campaignId, lines } });
  });
  const corners = yards.map(({ owner, courtyard }) => {
    const add = courtyard.flowers.cornerPots;
    const lines = [{ itemId: varietyAt(pot), add }];
    const householdId = cornerOf(courtyard.id);
    pot += add;
    const input = { campaignId, householdId, lines };
    return () => stage.play('flower', 'adoptFor', { by: at(owner), input });
  });
  await together([...jobs, ...corners]);
}

async function bring(stage: Stage, campaignId: CampaignId, yard: Neighbourhood): Promise<void> {
  const by = at(somebody(yard.volunteers));
  const { rows } = await stage.play('flower', 'door', { by, input: { campaignId } });
  for (const { householdId, lines } of rows) {
    await stage.play('flower', 'deliver', {
      by,
      input: {
        ...{ campaignId, householdId, outcome: 'handed', payment: 'cash' },
        lines: lines.map(({ itemId, allotted }) => ({ itemId, handed: allotted })),
      },
    });
  }
}

async function handIn(stage: Stage, campaignId: CampaignId, yard: Neighbourhood): Promise<void> {
  const by = at(somebody(yard.volunteers));
  const countedFen = yard.courtyard.flowers.pots * 300;
  const input = { campaignId, countedFen, explanation: '' };
  await stage.play('flower', 'handIn', { by, input });
}

/** Something to adopt today; some have. */
async function openToday(stage: Stage, yards: readonly Neighbourhood[]): Promise<void> {
  const form = smallPotsForm(
    yards.map(({ courtyard }) => courtyard),
    dayOf(stage.now),
  );
  const campaignId = await publish(stage, form, form.opensAt - HOUR_MS);
  stage.stand(form.opensAt + HOUR_MS);
  for (const [nth, resident] of yards.flatMap((yard) => adopters(yard).slice(1, 3)).entries()) {
    if (nth >= 8) break;
    const lines = [{ itemId: `i${(nth % 5) + 1}`, add: 1 + (nth % 2) }];
    await stage.play('flower', 'adopt', { by: at(resident), input: { campaignId, lines } });
  }
}
