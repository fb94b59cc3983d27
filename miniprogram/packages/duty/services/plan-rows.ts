/** The simulator's answer as bars and short lists. Pure. */
import { dayText } from '../../../contract/calendar';
import type { SimulationView } from '../../../contract/roster-views';
import { percent } from '../../../services/words';

interface BarRow {
  readonly id: string;
  readonly label: string;
  readonly turns: number;
  readonly percent: number;
  /** `1月30日 周五`; empty when the household's turn does not come. */
  readonly first: string;
}

export const barsOf = ({ perHousehold, from }: SimulationView): readonly BarRow[] => {
  const most = Math.max(1, ...perHousehold.map(({ turns }) => turns));
  return perHousehold.map(({ id, label, turns, firstDay }) => ({
    id,
    label,
    turns,
    percent: percent(turns, most),
    first: firstDay === undefined ? '' : dayText(firstDay, from),
  }));
};

/** The line above the dock while one changes something: what it comes to, in one breath. */
function strapline(view: SimulationView): string {
  const counts = view.perHousehold.map(({ turns }) => turns);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const each = least === most ? `每户 ${most} 次` : `每户 ${least} 到 ${most} 次`;
  return view.households === 0 ? '没有一户参加' : `${view.households} 户，${view.days} 天，${each}`;
}

export const planModel = (view: SimulationView) => ({
  headline: view.headline,
  groups: view.groupsText,
  bars: barsOf(view),
  rounds: view.rounds,
  contradictions: view.contradictions,
  score: view.fairness.score,
  formula: view.fairness.formula,
  strap: strapline(view),
  hours: view.hours,
  turns: view.turns,
  wish: view.wish?.text ?? '',
  wishFits: view.wish?.fits ?? false,
  wishEnds: view.wish && !view.wish.fits ? (view.wish.endsOn ?? '') : '',
});
export type PlanModel = ReturnType<typeof planModel>;
