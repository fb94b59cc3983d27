/** Whether there is a home for every pot, before anybody has adopted. Pure. @see docs/domain/flower.md §3 */
import type { CampaignForm, YardForm } from '../../miniprogram/contract/flower-forms';
import type { SimulationView } from '../../miniprogram/contract/flower-views';
import type { Count } from '../../miniprogram/contract/units';
import { potsOf } from './documents';

/** What is known of a courtyard that takes part. */
export interface YardSize {
  readonly name: string;
  readonly households: Count;
}

const sum = (all: readonly Count[]): Count => all.reduce((total, one) => total + one, 0);

/** `households` is how many are expected to take part, wherever they live. */
export function simulate(
  form: Pick<CampaignForm, 'varieties' | 'capPerHousehold' | 'yards'>,
  households: Count,
  sizeOf: (yard: YardForm) => YardSize | undefined,
): SimulationView {
  const cap = form.capPerHousehold;
  const pots = potsOf(form);
  const byHouseholds = households * cap;
  const byCorners = sum(form.yards.map(({ corner }) => corner?.cap ?? 0));
  const quotas = sum(form.yards.map(({ quota }) => quota));
  const reach = Math.min(byHouseholds + byCorners, quotas);
  const missing = Math.max(0, pots - reach);
  const figures = {
    ...{ pots, reach, missing, byHouseholds, byCorners, quotas },
    householdsNeeded: Math.ceil(Math.max(0, pots - byCorners) / cap),
    householdsNeededAlone: Math.ceil(pots / cap),
  };
  return {
    ...figures,
    verdict: missing === 0 ? `${pots} 盆都有人认领` : `还差 ${missing} 盆没有人认领，开始前先想好`,
    lines: linesOf({ ...figures, cap, households, yards: form.yards }),
    warnings: form.yards.flatMap((yard) => warningsOf(yard, cap, sizeOf(yard))),
  };
}

interface Figures
  extends Pick<
    SimulationView,
    'pots' | 'byHouseholds' | 'byCorners' | 'quotas' | 'householdsNeeded' | 'householdsNeededAlone'
  > {
  readonly cap: Count;
  readonly households: Count;
  readonly yards: readonly YardForm[];
}

function linesOf(figures: Figures): readonly string[] {
  const { pots, byHouseholds, byCorners, quotas, cap, households, yards } = figures;
  const alone = `${households} 户 × ${cap} 盆 = ${byHouseholds}${compared(byHouseholds, pots)}`;
  const all = byHouseholds + byCorners;
  const corners =
    byCorners === 0
      ? []
      : [`加公共花角 ${cornersText(yards)} = ${byCorners}，共 ${all}${compared(all, pots)}`];
  const needed =
    byCorners === 0
      ? `没有公共花角，要 ${figures.householdsNeededAlone} 户才认领得完`
      : `有公共花角，要 ${figures.householdsNeeded} 户；没有的话要 ${figures.householdsNeededAlone} 户`;
  const places = `各院名额 ${quotasText(yards)} = ${quotas}${compared(quotas, pots)}`;
  return [alone, ...corners, needed, ...(yards.length === 0 ? [] : [places])];
}

/** ` < 600，差 100 盆`. */
function compared(have: Count, pots: Count): string {
  if (have < pots) return ` < ${pots}，差 ${pots - have} 盆`;
  return have === pots ? ` = ${pots}，正好` : ` > ${pots}，够了`;
}

const cornersText = (yards: readonly YardForm[]): string =>
  groupedText(yards.flatMap(({ corner }) => corner?.cap ?? []));
const quotasText = (yards: readonly YardForm[]): string =>
  groupedText(yards.map(({ quota }) => quota));

/** `12 × 30 + 10 × 24`, the larger first. */
function groupedText(counts: readonly Count[]): string {
  const times = new Map<Count, Count>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  return [...times]
    .sort(([a], [b]) => b - a)
    .map(([count, yards]) => `${yards} × ${count}`)
    .join(' + ');
}

function warningsOf(yard: YardForm, cap: Count, size: YardSize | undefined): readonly string[] {
  if (!size) return [];
  const most = size.households * cap + (yard.corner?.cap ?? 0);
  return [
    ...(most < yard.quota
      ? [`${size.name}只有 ${size.households} 户，最多认领 ${most} 盆，名额 ${yard.quota} 盆多了`]
      : []),
    ...((yard.corner?.cap ?? 0) > yard.quota ? [`${size.name}的公共花角比全院的名额还多`] : []),
  ];
}
