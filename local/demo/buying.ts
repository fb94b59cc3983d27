/** Buying together in the demo: one round is settled, one is at the doors, one is open. */
import { addDays, dayOf, instant, MINUTE_MS } from '../../miniprogram/contract/calendar';
import type { OrderStep } from '../../miniprogram/contract/groupbuy';
import type { DoorRow } from '../../miniprogram/contract/groupbuy-desk';
import type { RoundForm } from '../../miniprogram/contract/groupbuy-forms';
import type { RoundId, SupplierId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import { roundForm } from './buying-forms';
import type { Neighbourhood, Resident } from './cast';
import { chance } from './chance';
import { pictureGoods } from './goods';
import { at, fromOffice, somebody } from './scenes';
import type { Stage } from './stage';
import { together } from './stage';

/** The first courtyards buy together; more would say nothing new. */
const YARDS = 2;

interface Round {
  readonly id: RoundId;
  readonly yards: readonly Neighbourhood[];
  readonly form: RoundForm;
}

export async function tellBuying(stage: Stage): Promise<void> {
  const today = dayOf(stage.now);
  const yards = stage.town.neighbourhoods.slice(0, YARDS);
  const courtyards = yards.map(({ courtyard }) => courtyard.id);
  const begun = { yards, stage };
  stage.stand(instant(addDays(today, -13), '09:00'));
  const supplierId = await supplier(stage);
  const pictures = await pictureGoods(stage, fromOffice(somebody(stage.town.staff, 1)));
  const formOf = (title: string, closing: number, delivered: number) =>
    roundForm(
      title,
      { closes: addDays(today, closing), delivered: addDays(today, delivered) },
      { courtyards, supplierId, pictures, coming: closing > 0 },
    );
  const settled = await open(begun, formOf('周四蔬菜团', -10, -8));
  await orders(stage, settled, 0.34);
  await fetched(stage, settled);
  for (const yard of yards) await doors(stage, settled, { yard, share: 1 });
  await settle(stage, settled);
  const delivered = await open(begun, formOf('周四蔬菜团', -3, -1));
  await orders(stage, delivered, 0.3);
  await fetched(stage, delivered);
  for (const yard of yards) await doors(stage, delivered, { yard, share: 0.5 });
  const current = await open(begun, formOf('周四蔬菜团', 1, 3));
  await orders(stage, current, 0.2);
  await goPicking(stage, current);
}

async function supplier(stage: Stage): Promise<SupplierId> {
  const by = fromOffice(somebody(stage.town.staff, 1));
  const { supplierId } = await stage.play('groupbuy', 'saveSupplier', {
    by,
    input: {
      ...{ name: '青龙村菜农合作社', place: '青龙村三组', phone: '028-8300 0021' },
      ...{ note: '周六早上五点开始摘', state: 'delivering' },
    },
  });
  return supplierId;
}

async function open(
  { stage, yards }: { readonly stage: Stage; readonly yards: readonly Neighbourhood[] },
  form: RoundForm,
): Promise<Round> {
  const by = fromOffice(somebody(stage.town.staff, 1));
  stage.stand(form.opensAt - 30 * MINUTE_MS);
  const { roundId: id } = await stage.play('groupbuy', 'saveRound', { by, input: { form } });
  await stage.play('groupbuy', 'openRound', { by, input: { roundId: id } });
  return { id, yards, form };
}

/** One of each family that buys, the first one always but in the round that is open; what they like differs, and stays the same in every run. */
async function orders(stage: Stage, { id, yards, form }: Round, share: number): Promise<void> {
  const last = Math.min(form.closesAt, stage.now - 5 * MINUTE_MS);
  stage.stand(form.opensAt + 0.6 * (last - form.opensAt));
  const past = form.closesAt < stage.now;
  const buying = yards.flatMap((yard) =>
    onePerHome(yard).filter(
      (one, index) => (index === 0 && past) || chance('buys', id, one.home.id) < share,
    ),
  );
  await together(
    buying.map((resident) => () => {
      const lines = basket(form, resident);
      return stage.play('groupbuy', 'order', { by: at(resident), input: { roundId: id, lines } });
    }),
  );
}

const onePerHome = ({ residents }: Neighbourhood): readonly Resident[] =>
  residents.filter((one, index) => residents.findIndex(({ home }) => home === one.home) === index);

function basket({ items }: RoundForm, { home }: Resident): readonly OrderStep[] {
  const lines = items
    .map(({ name, capPerHousehold }, index) => {
      const wish = chance('basket', home.id, name);
      const add = capPerHousehold === 1 ? Number(wish > 0.8) : Math.floor(wish * 4);
      return { itemId: `i${index + 1}`, add };
    })
    .filter(({ add }) => add > 0);
  return lines.length > 0 ? lines : [{ itemId: 'i1', add: 1 }];
}

/** A few who have time on a Saturday morning; there is still room. */
async function goPicking(stage: Stage, { id, yards }: Round): Promise<void> {
  const willing = yards.flatMap((yard) => [
    somebody(yard.volunteers),
    ...onePerHome(yard)
      .filter(({ home }) => chance('picks', id, home.id) < 0.08)
      .slice(0, 2),
  ]);
  for (const resident of willing) {
    const input = { roundId: id, join: true };
    await stage.play('groupbuy', 'joinPicking', { by: at(resident), input });
  }
}

/** From the field to the gates: two bundles too few are picked, and shared out by the rule. */
async function fetched(stage: Stage, { id, yards, form }: Round): Promise<void> {
  const by = fromOffice(somebody(stage.town.staff, 1));
  stage.stand(form.closesAt + 20 * MINUTE_MS);
  const { items } = await stage.play('groupbuy', 'totals', { by, input: { roundId: id } });
  stage.stand(form.delivery.from - 150 * MINUTE_MS);
  const picked = items.map(({ itemId, ordered }, index) => ({
    itemId,
    units: index === 0 ? Math.max(0, ordered - 2) : ordered,
  }));
  await stage.play('groupbuy', 'pick', { by, input: { roundId: id, items: picked } });
  await stage.play('groupbuy', 'applyShortage', { by, input: { roundId: id, rule: 'priority' } });
  const loaded = await stage.play('groupbuy', 'loading', { by, input: { roundId: id } });
  stage.stand(form.delivery.from);
  for (const { courtyard, volunteers } of yards) {
    const lines = loaded.yards.find(({ courtyardId }) => courtyardId === courtyard.id)?.lines ?? [];
    const counts = Object.fromEntries(lines.map(({ itemId, units }) => [itemId, units]));
    const input = { roundId: id, counts };
    await stage.play('groupbuy', 'arrived', { by: at(somebody(volunteers)), input });
  }
}

/** The volunteer's round; one of ten pays later, and whoever goes to every door hands in what came together. */
async function doors(
  stage: Stage,
  { id, form }: Round,
  { yard, share }: { readonly yard: Neighbourhood; readonly share: number },
): Promise<void> {
  const by = at(somebody(yard.volunteers));
  const { rows } = await stage.play('groupbuy', 'door', { by, input: { roundId: id } });
  const served = rows.filter(({ units }) => units > 0);
  const visited = served.slice(0, Math.ceil(served.length * share));
  for (const [index, row] of visited.entries()) {
    stage.stand(Math.min(form.delivery.from + index * 3 * MINUTE_MS, soon(stage)));
    await stage.play('groupbuy', 'deliver', { by, input: { roundId: id, ...visit(row, index) } });
  }
  if (share < 1) return;
  stage.stand(form.delivery.until + 90 * MINUTE_MS);
  const { myCashFen } = await stage.play('groupbuy', 'door', { by, input: { roundId: id } });
  if (myCashFen === 0) return;
  await stage.play('groupbuy', 'handIn', {
    by,
    input: { roundId: id, countedFen: myCashFen, explanation: '' },
  });
}

const visit = ({ householdId, lines }: DoorRow, index: number) => ({
  householdId,
  outcome: 'handed' as const,
  lines: lines
    .filter(({ allotted }) => allotted > 0)
    .map(({ itemId, allotted }) => ({ itemId, handed: allotted })),
  payment: index % 7 === 3 ? ('transfer' as const) : ('cash' as const),
});

/** Worked out by one, signed by another. */
async function settle(stage: Stage, { id, form }: Round): Promise<void> {
  const [first, second] = [1, 2].map((nth) => fromOffice(somebody(stage.town.staff, nth)));
  if (!first || !second) return;
  stage.stand(form.delivery.until + 8 * 60 * MINUTE_MS);
  const costs = [{ what: '袋子', fen: 600, from: 'cash' as const }];
  const { profitFen } = await stage.play('groupbuy', 'prepareSettlement', {
    by: first,
    input: { roundId: id, costs },
  });
  stage.stand(form.delivery.until + 9 * 60 * MINUTE_MS);
  await stage.play('groupbuy', 'signSettlement', { by: second, input: { roundId: id, profitFen } });
}

const soon = ({ now }: Stage): EpochMs => now - 4 * MINUTE_MS;
