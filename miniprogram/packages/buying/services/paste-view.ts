/** 粘贴接龙: what was read out of the group's text, doubtful lines first. Pure. */
import type { PasteLine, PasteView } from '../../../contract/groupbuy-desk';
import { PASTE_NAMES } from '../../../contract/groupbuy-forms';

export interface PasteRow {
  readonly no: number;
  readonly text: string;
  /** `3单元 402 张家：豌豆尖 2 份`; empty when the door is not known. */
  readonly read: string;
  readonly state: string;
  readonly tone: '' | 'amber' | 'plain';
}

export interface PasteModel {
  readonly text: string;
  readonly rows: readonly PasteRow[];
  readonly step: string;
}

const DOUBTFUL: ReadonlySet<PasteLine['status']> = new Set([
  'noDoor',
  'unknownDoor',
  'unknownItem',
  'noCount',
]);

const toneOf = ({ status }: PasteLine): PasteRow['tone'] =>
  DOUBTFUL.has(status) ? 'amber' : status === 'ok' ? '' : 'plain';

export function pasteModel(view: PasteView): PasteModel {
  const rows = view.lines.map((line) => ({
    no: line.no,
    text: line.text,
    read: [line.label, line.countsText].filter(Boolean).join('：'),
    state: PASTE_NAMES[line.status],
    tone: toneOf(line),
  }));
  const doubtful = rows.filter(({ tone }) => tone === 'amber');
  const rest = rows.filter(({ tone }) => tone !== 'amber');
  return {
    text: view.text,
    rows: [...doubtful, ...rest],
    step: view.entries.length > 0 ? `录入 ${view.active} 户` : '',
  };
}
