/** 花花节: the campaigns of a courtyard as rows. Pure. */
import type { CampaignStatus } from '../../../contract/flower-forms';
import type { CampaignRow } from '../../../contract/flower-views';
import type { CampaignId } from '../../../contract/ids';
import { yuanText } from '../../../contract/money';

export interface CampaignRowModel {
  readonly campaignId: CampaignId;
  readonly title: string;
  readonly tag: string;
  readonly tone: string;
  /** `每盆 ¥3.00 · 今天 20:00 截止`. */
  readonly line: string;
  /** `您家认领了 3 盆`; empty when nothing is adopted. */
  readonly mine: string;
}

const OVER: readonly CampaignStatus[] = ['done', 'cancelled'];
const BEFORE: readonly CampaignStatus[] = ['draft', 'waiting', 'open'];

export function campaignTone(status: CampaignStatus): string {
  if (status === 'open') return 'flower';
  return OVER.includes(status) ? 'plain' : 'amber';
}

/** While one may adopt the closing matters, afterwards the delivery. */
function lineOf({ status, priceFen, closesText, deliveryText }: CampaignRow): string {
  if (status === 'cancelled') return '';
  const when = BEFORE.includes(status) ? closesText : deliveryText;
  return `每盆 ${yuanText(priceFen)} · ${when}`;
}

export const campaignRow = (row: CampaignRow): CampaignRowModel => ({
  campaignId: row.campaignId,
  title: row.title,
  tag: row.statusText,
  tone: campaignTone(row.status),
  line: lineOf(row),
  mine: row.myPots > 0 ? `您家认领了 ${row.myPots} 盆` : '',
});
