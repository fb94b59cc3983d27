/** The micro-fund in the demo: what it began with, what it was spent on, and what waits for a second signature. */
import { addDays, dayOf, HOUR_MS, instant } from '../../miniprogram/contract/calendar';
import type { VoucherForm } from '../../miniprogram/contract/fund-views';
import type { VoucherId } from '../../miniprogram/contract/ids';
import { flowerPots } from './picture';
import { at, fromOffice, plainIn, somebody } from './scenes';
import type { Stage } from './stage';

const NOTHING = { words: '', pictures: [] } as const;

type By = Parameters<Stage['play']>[2]['by'];

const daysAgo = (stage: Stage, days: number, time: string): number =>
  instant(addDays(dayOf(stage.now), -days), time);

const worker = ({ town }: Stage, nth: number): By => fromOffice(somebody(town.staff, nth));

async function propose(stage: Stage, by: By, form: VoucherForm): Promise<VoucherId> {
  return (await stage.play('fund', 'propose', { by, input: { form } })).voucherId;
}

/** Asked for by one, and half an hour later signed by the next. */
async function enter(
  stage: Stage,
  form: VoucherForm,
  { by, at: when }: { readonly by: By; readonly at: number },
): Promise<void> {
  stage.stand(when);
  const voucherId = await propose(stage, by, form);
  stage.stand(when + HOUR_MS / 2);
  await stage.play('fund', 'sign', { by: worker(stage, 4), input: { voucherId } });
}

/** A neighbour keeps the books beside the community's own people. */
export async function beginFund(stage: Stage): Promise<void> {
  const [yard] = stage.town.neighbourhoods;
  if (!yard) return;
  stage.stand(daysAgo(stage, 14, '08:30'));
  await stage.play('courtyard', 'grantRole', {
    by: worker(stage, 0),
    input: { memberId: plainIn(yard, 6).memberId, role: 'treasurer' },
  });
  const opening = { kind: 'opening', cashFen: 23_650, bankFen: 184_020, ...NOTHING } as const;
  await enter(stage, opening, { by: worker(stage, 3), at: daysAgo(stage, 14, '09:00') });
  const gift = { ...NOTHING, kind: 'donation', fen: 20_000, till: 'cash' } as const;
  const words = '社区门口小超市捐给院里的老人';
  await enter(stage, { ...gift, words }, { by: worker(stage, 3), at: daysAgo(stage, 14, '15:00') });
}

/** After the first week of buying together. */
export async function useFund(stage: Stage): Promise<void> {
  const owner = at(somebody(stage.town.neighbourhoods).owner);
  const bought = await stage.picture(owner, 'pictures/demo-flowers.png', flowerPots());
  const flowers: VoucherForm = {
    kind: 'spending',
    fen: 8_640,
    till: 'cash',
    purpose: 'greening',
    payee: '花鸟市场 3 号摊',
    words: '院门口花箱换土、买花',
    pictures: [bought],
  };
  await enter(stage, flowers, { by: owner, at: daysAgo(stage, 1, '16:00') });
  const deposit: VoucherForm = { ...NOTHING, kind: 'deposit', fen: 20_000 };
  await enter(stage, deposit, { by: worker(stage, 3), at: daysAgo(stage, 1, '17:00') });

  stage.stand(daysAgo(stage, 1, '19:00'));
  const shown = await stage.picture(owner, 'pictures/demo-shelf.png', flowerPots());
  await propose(stage, owner, {
    ...flowers,
    fen: 15_800,
    till: 'bank',
    words: '二门再添一排花架，样子照这张',
    pictures: [shown],
  });
}
