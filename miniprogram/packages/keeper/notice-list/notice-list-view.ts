/** 院里的通知, for those who write them: where each stands and what can be done with it. Pure. */
import { spokenInstant } from '../../../contract/calendar';
import type { NoticeId } from '../../../contract/ids';
import { CATEGORY_NAMES, type NoticeRow } from '../../../contract/notice';
import type { EpochMs } from '../../../contract/units';

export interface NoticeEntry {
  readonly id: NoticeId;
  readonly title: string;
  readonly line: string;
  readonly state: string;
  readonly tone: string;
  readonly deeds: readonly Deed[];
}

export interface Deed {
  readonly id: 'see' | 'board' | 'edit' | 'withdraw' | 'release' | 'discard' | 'sheet';
  readonly name: string;
  readonly icon: string;
  readonly danger: boolean;
}

const DEEDS: Readonly<Record<Deed['id'], Deed>> = {
  see: { id: 'see', name: '看这条通知', icon: 'next', danger: false },
  board: { id: 'board', name: '看谁收到了', icon: 'board', danger: false },
  edit: { id: 'edit', name: '改一改，发新的一版', icon: 'pen', danger: false },
  sheet: { id: 'sheet', name: '做成大字纸，贴门口', icon: 'poster', danger: false },
  release: { id: 'release', name: '不等检查，放行', icon: 'send', danger: false },
  withdraw: { id: 'withdraw', name: '撤回', icon: 'undo', danger: true },
  discard: { id: 'discard', name: '删掉草稿', icon: 'trash', danger: true },
};
const WRITE_ON: Deed = { ...DEEDS.edit, name: '接着写' };

export interface Powers {
  /** Volunteers read and reach; they do not write. */
  readonly write: boolean;
  readonly release: boolean;
  /** Community notices are not a single courtyard's to change. */
  readonly community: boolean;
}

export function noticeEntry(row: NoticeRow, may: Powers, now: EpochMs): NoticeEntry {
  const [state, tone] = stateOf(row);
  return {
    id: row.id,
    title: row.title || '还没写标题',
    line: `${CATEGORY_NAMES[row.category]} · ${row.by} · ${spokenInstant(row.at, now)}`,
    state,
    tone,
    deeds: deedsOf(row, may),
  };
}

function stateOf(row: NoticeRow): readonly [string, string] {
  if (row.status === 'draft') return ['草稿', 'plain'];
  if (row.status === 'checking') return ['等检查', 'amber'];
  if (row.status === 'withdrawn') return ['已撤回', 'plain'];
  if (row.expired) return ['过了时间', 'plain'];
  return row.mustConfirm ? ['要每家回', 'amber'] : ['发出去了', ''];
}

function deedsOf(row: NoticeRow, may: Powers): readonly Deed[] {
  const mine = may.write && (may.community || !row.fromCommunity);
  if (row.status === 'draft') return mine ? [WRITE_ON, DEEDS.discard] : [];
  if (row.status === 'checking') {
    return [DEEDS.release, DEEDS.discard].filter(
      ({ id }) => mine && (id !== 'release' || may.release),
    );
  }
  const open = row.status === 'published' && !row.expired;
  const change = open && mine ? [DEEDS.edit, DEEDS.withdraw] : [];
  return [
    DEEDS.see,
    ...[DEEDS.board].filter(() => row.mustConfirm),
    ...[DEEDS.sheet].filter(() => open),
    ...change,
  ];
}

/** What it does, said before it is asked. */
export const ASK: Readonly<
  Record<'withdraw' | 'discard' | 'release', readonly [title: string, content: string, yes: string]>
> = {
  withdraw: [
    '撤回这条通知',
    '撤回后大家点开会看到“已经撤回”，不能再回“收到”。谁回过都留着记录，撤回后不能再发出来。',
    '撤回',
  ],
  discard: ['删掉草稿', '这条还没发出去，删掉就找不回来了。', '删掉'],
  release: [
    '不等检查，放行',
    '微信的文字检查还没有回音。放行后邻居马上看得到，内容由您看过、由您负责。',
    '放行',
  ],
};
