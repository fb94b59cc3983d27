/** How a campaign goes on. Pure. @see docs/domain/flower.md §1 */
import type {
  CampaignForm,
  CampaignStatus,
  VarietyForm,
} from '../../miniprogram/contract/flower-forms';
import type { EpochMs } from '../../miniprogram/contract/units';
import { AppError, refuseIf } from '../kernel/errors';
import type { CampaignDoc, Form, Telling, Variety } from './documents';

/** What a campaign is at an instant; adopting begins and ends by the clock, whatever the tick has got to. */
export function statusOf(
  campaign: Pick<CampaignDoc, 'status' | 'opensAt' | 'closesAt'>,
  now: EpochMs,
): CampaignStatus {
  if (campaign.status !== 'open') return campaign.status;
  if (now < campaign.opensAt) return 'waiting';
  return now < campaign.closesAt ? 'open' : 'closing';
}

/** Numbers new varieties after those that are there; a variety keeps its number. */
export function numbered(
  varieties: readonly VarietyForm[],
  known: readonly Variety[],
): readonly Variety[] {
  let last = Math.max(0, ...known.map(({ id }) => Number(/^i(\d+)$/.exec(id)?.[1] ?? 0)));
  return varieties.map((variety) => {
    if (variety.id !== undefined && known.some(({ id }) => id === variety.id)) {
      return { ...variety, id: variety.id };
    }
    last += 1;
    return { ...variety, id: `i${last}` };
  });
}

/** Everything of the document that follows from the form. */
export const shownBy = (form: Form) => ({
  form,
  opensAt: form.opensAt,
  closesAt: form.closesAt,
  courtyards: form.yards.map(({ courtyardId }) => courtyardId),
  pictures: [...new Set(form.varieties.flatMap(({ picture }) => picture ?? []))],
});

/** @throws AppError `CAMPAIGN_NOT_DRAFT` */
export function withForm(campaign: CampaignDoc, form: Form, now: EpochMs): CampaignDoc {
  refuseIf(campaign.status !== 'draft', 'CAMPAIGN_NOT_DRAFT');
  return { ...campaign, ...shownBy(form), editedAt: now };
}

/** @throws AppError `CAMPAIGN_NOT_DRAFT`, `CAMPAIGN_NOT_READY` with the field people read */
export function opened(campaign: CampaignDoc, now: EpochMs): CampaignDoc {
  refuseIf(campaign.status !== 'draft', 'CAMPAIGN_NOT_DRAFT');
  const missing = missingIn(campaign.form, now);
  if (missing !== undefined) throw new AppError('CAMPAIGN_NOT_READY', { field: missing });
  return { ...campaign, status: 'open', listed: true, editedAt: now };
}

function missingIn(form: CampaignForm, now: EpochMs): string | undefined {
  const { title, varieties, opensAt, closesAt, delivery, collectBy, yards } = form;
  const names = new Set(varieties.map(({ name }) => name));
  const checks: readonly (readonly [boolean, string])[] = [
    [title === '', '活动名称'],
    [varieties.length === 0, '花的品种'],
    [names.has(''), '品种的名字'],
    [names.size !== varieties.length, '品种的名字（有两样重名了）'],
    [form.priceFen <= 0, '每盆的价钱'],
    [closesAt <= now || closesAt <= opensAt, '认领截止时间'],
    [delivery.from >= delivery.until || delivery.until <= closesAt, '送花时间'],
    [collectBy < delivery.until, '最后领花时间'],
    [yards.length === 0, '参加的院子'],
    [yards.some(({ corner }) => corner?.place === ''), '公共花角的位置'],
  ];
  return checks.find(([missing]) => missing)?.[1];
}

export const told = (campaign: CampaignDoc, telling: Telling): CampaignDoc => ({
  ...campaign,
  tell: [...campaign.tell, telling],
  pending: true,
});

/** @throws AppError `CAMPAIGN_NOT_OPEN`; `INVALID` for an end no later than the present one, or after the delivery */
export function extended(campaign: CampaignDoc, closesAt: EpochMs, now: EpochMs): CampaignDoc {
  const status = statusOf(campaign, now);
  refuseIf(status !== 'open' && status !== 'waiting', 'CAMPAIGN_NOT_OPEN');
  const isLater = closesAt > campaign.closesAt && closesAt < campaign.form.delivery.until;
  refuseIf(!isLater, 'INVALID', { field: 'closesAt' });
  return told({ ...campaign, closesAt, editedAt: now }, { what: 'extended', at: now });
}

const CANCELLABLE: readonly CampaignDoc['status'][] = ['open', 'closed'];

/** @throws AppError `CAMPAIGN_CANCELLED`, `CAMPAIGN_NOT_OPEN` once there are flowers at the doors */
export function cancelled(campaign: CampaignDoc, reason: string, now: EpochMs): CampaignDoc {
  refuseIf(campaign.status === 'cancelled', 'CAMPAIGN_CANCELLED');
  refuseIf(!CANCELLABLE.includes(campaign.status), 'CAMPAIGN_NOT_OPEN');
  const off = { ...campaign, status: 'cancelled', reason, editedAt: now } as const;
  return told(off, { what: 'cancelled', at: now });
}

const DELIVERED: readonly CampaignDoc['status'][] = ['closed', 'delivering', 'done'];

/** Also when it is done: whoever owed pays. */
export const mayDeliver = ({ status }: Pick<CampaignDoc, 'status'>): boolean =>
  DELIVERED.includes(status);

const MOVABLE: readonly CampaignDoc['status'][] = ['open', 'closed'];

/** @throws AppError `CAMPAIGN_NOT_OPEN`, `INVALID` for a window that ends before it begins, or before adopting is over */
export function withDelivery(
  campaign: CampaignDoc,
  { delivery, collectBy }: Pick<CampaignForm, 'delivery' | 'collectBy'>,
  now: EpochMs,
): CampaignDoc {
  refuseIf(!MOVABLE.includes(campaign.status), 'CAMPAIGN_NOT_OPEN');
  const fits = delivery.from < delivery.until && delivery.until > campaign.closesAt;
  refuseIf(!fits, 'INVALID', { field: 'delivery' });
  refuseIf(collectBy < delivery.until, 'INVALID', { field: 'collectBy' });
  const form = { ...campaign.form, delivery, collectBy };
  return told({ ...campaign, form, editedAt: now }, { what: 'moved', at: now });
}

/** @throws AppError `CAMPAIGN_NOT_OPEN`; `COLLECT_LATER` while whoever was not at home may still come */
export function freeing(
  campaign: CampaignDoc,
  { by, at }: { readonly by: CampaignDoc['by']; readonly at: EpochMs },
): CampaignDoc {
  refuseIf(!mayDeliver(campaign), 'CAMPAIGN_NOT_OPEN');
  refuseIf(at < campaign.form.collectBy, 'COLLECT_LATER');
  return { ...campaign, freeing: campaign.freeing ?? { by, at }, pending: true, editedAt: at };
}

/** @throws AppError `CAMPAIGN_NOT_OPEN`, `CAMPAIGN_NOT_OVER` with how much stands in the way */
export function finished(campaign: CampaignDoc, open: number, now: EpochMs): CampaignDoc {
  refuseIf(!mayDeliver(campaign) || campaign.freeing !== undefined, 'CAMPAIGN_NOT_OPEN');
  refuseIf(open > 0, 'CAMPAIGN_NOT_OVER', { count: open });
  return { ...campaign, status: 'done', editedAt: now };
}
