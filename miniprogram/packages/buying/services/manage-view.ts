/** One round for whoever runs it: where it stands, the next step, and everything else one can do. Pure. */
import { spokenInstant, timeOf } from '../../../contract/calendar';
import type { ManageView } from '../../../contract/groupbuy-desk';
import type { RoundStatus } from '../../../contract/groupbuy-forms';
import { yuanText } from '../../../contract/money';
import { toneOf } from './list-view';
import { type PickingModel, pickingModel } from './picking-view';

interface Link {
  readonly name: string;
  readonly line: string;
  readonly page: string;
}

export interface ManageModel {
  readonly title: string;
  readonly tag: string;
  readonly tone: string;
  readonly when: string;
  readonly delivery: string;
  readonly reason: string;
  readonly stages: readonly { readonly name: string; readonly state: 'done' | 'now' | 'next' }[];
  readonly households: string;
  readonly due: string;
  readonly received: string;
  readonly owed: string;
  readonly volunteers: string;
  readonly picking: PickingModel | undefined;
  /** What is wrong with pictures, or what they wait for; empty when all are shown. */
  readonly pictures: string;
  readonly links: readonly Link[];
  /** The one next step: a page, or a deed of this page. */
  readonly step: { readonly text: string; readonly page: string; readonly deed: '' | 'open' };
  readonly yards: readonly { readonly id: string; readonly name: string; readonly line: string }[];
}

const STAGES: readonly (readonly [string, readonly RoundStatus[]])[] = [
  ['接龙', ['draft', 'waiting', 'open']],
  ['采购', ['closing', 'closed']],
  ['装车', ['purchased']],
  ['送到门口', ['arrived', 'distributing']],
  ['结算', ['settled']],
];

function stagesOf(status: RoundStatus): ManageModel['stages'] {
  const now = STAGES.findIndex(([, statuses]) => statuses.includes(status));
  const isOver = status === 'settled';
  return STAGES.map(([name], index) => ({
    name,
    state: index < now || isOver ? 'done' : index === now ? 'now' : 'next',
  }));
}

function stepOf({ status, may, sums }: ManageView): ManageModel['step'] {
  const none = { text: '', page: '', deed: '' } as const;
  if (may.open) return { text: '开团，发给大家', page: '', deed: 'open' };
  if (status === 'open') return { ...none, text: '看看订了多少', page: 'totals' };
  if (may.pick && (status === 'closed' || status === 'closing')) {
    return { ...none, text: '去采购，记采到多少', page: 'totals' };
  }
  if (status === 'purchased' && may.arrive) return { ...none, text: '装车送院', page: 'loading' };
  // Somebody still waits at a door, or cash is still in a pocket.
  const underWay = sums.owedFen > 0 || sums.withVolunteersFen > 0;
  if (status === 'arrived' || (status === 'distributing' && underWay)) {
    return { ...none, text: '送货清单', page: 'door' };
  }
  return may.settle ? { ...none, text: '去结算', page: 'settle' } : none;
}

const AFTER: readonly RoundStatus[] = [
  'closing',
  'closed',
  'purchased',
  'arrived',
  'distributing',
  'settled',
];

function linksOf({ status, may, shortage }: ManageView): readonly Link[] {
  const closed = AFTER.includes(status);
  const open = status === 'open';
  return [
    ...(may.edit ? [{ name: '改一改', line: '菜、价钱、时间', page: 'edit' }] : []),
    ...(open ? [{ name: '电话代订', line: '替不用微信的人订', page: 'order-for' }] : []),
    ...(open ? [{ name: '粘贴群里的接龙', line: '一次录进来，重复贴也不怕', page: 'paste' }] : []),
    { name: '采购总表', line: '每样多少、每院多少', page: 'totals' },
    ...(may.applyShortage && !shortage?.done
      ? [{ name: '不够分', line: '按规矩匀一匀', page: 'shortage' }]
      : []),
    ...(closed ? [{ name: '装车单', line: '每院装多少、放哪儿', page: 'loading' }] : []),
    ...(closed ? [{ name: '送货清单', line: '挨家送，点一下收钱', page: 'door' }] : []),
    ...(closed ? [{ name: '交款', line: '数现金，对一对', page: 'hand-in' }] : []),
    ...(closed ? [{ name: '结算', line: '两个人签字，进微基金', page: 'settle' }] : []),
  ];
}

function picturesText({ picturesWaiting: waiting, picturesRefused: refused }: ManageView): string {
  return [
    waiting.length > 0 ? `${waiting.join('、')}的图片还在检查，过了大家才看得到` : '',
    refused.length > 0 ? `${refused.join('、')}的图片没有通过检查，大家看不到` : '',
  ]
    .filter(Boolean)
    .join('；');
}

export function manageModel(view: ManageView): ManageModel {
  const { form, sums, status, now } = view;
  return {
    title: form.title,
    tag: view.statusText,
    tone: toneOf(status),
    when: `${spokenInstant(form.closesAt, now)} 截单`,
    delivery: `${spokenInstant(form.delivery.from, now)}–${timeOf(form.delivery.until)} 送`,
    reason: view.reason ?? '',
    stages: status === 'cancelled' ? [] : stagesOf(status),
    households: `${sums.households} 家订了 ${sums.units} 份`,
    due: yuanText(sums.dueFen),
    received: yuanText(sums.receivedFen),
    owed: yuanText(sums.owedFen),
    volunteers:
      sums.withVolunteersFen > 0 ? `在志愿者手中 ${yuanText(sums.withVolunteersFen)}` : '',
    picking: pickingModel(view, now),
    pictures: picturesText(view),
    links: linksOf(view),
    step: stepOf(view),
    yards: view.yards.map(({ courtyardId, name, households, units, dueFen }) => ({
      id: courtyardId,
      name,
      line: `${households} 家 ${units} 份 ${yuanText(dueFen)}`,
    })),
  };
}
