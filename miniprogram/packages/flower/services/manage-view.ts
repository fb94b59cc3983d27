/** 管理认领: pots and money by courtyard, and what can be done next. Pure. */
import type { CampaignManageView, SimulationView, YardMoney } from '../../../contract/flower-views';
import { yuanText } from '../../../contract/money';
import { percent } from '../../../services/words';
import { campaignTone } from './list-view';

interface YardRow {
  readonly courtyardId: string;
  readonly name: string;
  /** `21 / 30 盆，送到 18`. */
  readonly pots: string;
  /** `收到 ¥54.00，交回 ¥54.00`. */
  readonly money: string;
  readonly percent: number;
}

export interface ManageModel {
  readonly title: string;
  readonly tag: string;
  readonly tone: string;
  readonly reason: string;
  readonly pots: string;
  readonly due: string;
  readonly received: string;
  readonly owed: string;
  readonly held: string;
  readonly yards: readonly YardRow[];
  readonly may: CampaignManageView['may'];
}

export function manageModel(view: CampaignManageView): ManageModel {
  const { form, status, statusText, reason = '', sums, yards, left, waiting, may } = view;
  const waits = waiting > 0 ? `，${waiting} 家在候补` : '';
  return {
    ...{ title: form.title, tag: statusText, tone: campaignTone(status), reason, may },
    pots: `${sums.households} 家认领了 ${sums.units} 盆，还有 ${left} 盆${waits}`,
    due: yuanText(sums.dueFen),
    received: yuanText(sums.receivedFen),
    owed: yuanText(sums.owedFen),
    held: sums.withVolunteersFen > 0 ? `${yuanText(sums.withVolunteersFen)} 还在志愿者手里` : '',
    yards: yards.map(yardRow),
  };
}

function yardRow(yard: YardMoney): YardRow {
  const { courtyardId, name, units, quota, handed, receivedFen, handedInFen } = yard;
  const brought = handed > 0 ? `，送到 ${handed}` : '';
  return {
    ...{ courtyardId, name, percent: percent(units, quota) },
    pots: `${units} / ${quota} 盆${brought}`,
    money: receivedFen === 0 ? '' : `收到 ${yuanText(receivedFen)}，交回 ${yuanText(handedInFen)}`,
  };
}

export interface SimulationModel {
  readonly verdict: string;
  readonly enough: boolean;
  readonly lines: readonly string[];
}

export const simulationModel = ({
  verdict,
  missing,
  lines,
  warnings,
}: SimulationView): SimulationModel => ({
  verdict,
  enough: missing === 0,
  lines: [...lines, ...warnings],
});
