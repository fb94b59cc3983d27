/** 全部钥匙: for the committee, which writes down for whoever has no phone. Pure. */
import { spokenInstant } from '../../../contract/calendar';
import type { KeyId } from '../../../contract/ids';
import type { KeyMoveView } from '../../../contract/roster-records';
import type { KeyView, TodayView } from '../../../contract/roster-views';

export interface RingRow {
  readonly keyId: KeyId;
  readonly name: string;
  readonly holder: string;
  /** `昨天 20:03 起`. */
  readonly since: string;
  /** `今晚 20:00 交给…`, `备用，不跟着值守走`, `报了丢失`. */
  readonly line: string;
  readonly lost: boolean;
  readonly spare: boolean;
  /** Taken off the ring: only a spare one that lies with the committee or is lost. */
  readonly mayRetire: boolean;
}

const COMMITTEE = '院委会';

const lineOf = ({ lost, spare, next }: KeyView): string => {
  if (lost) return '报了丢失，换一把或者找到了再交接';
  if (spare) return '备用，不跟着值守走';
  return next?.text ?? '后面没有要交的了';
};

export const ringRows = ({ keys, now }: TodayView): readonly RingRow[] =>
  keys.map((key) => {
    const mayRest = key.holderLabel === COMMITTEE || key.lost;
    return {
      keyId: key.keyId,
      name: key.name,
      holder: key.holderLabel,
      since: `${spokenInstant(key.since, now)} 起`,
      line: lineOf(key),
      lost: key.lost,
      spare: key.spare,
      mayRetire: key.spare && mayRest,
    };
  });

/** Gates of the courtyard, each once. */
export const gatesOf = ({ keys }: TodayView): readonly string[] => [
  ...new Set(keys.map(({ gate }) => gate)),
];

/** `备用 1`, `备用 2`: the first name that no key of the gate has. */
export function spareName({ keys }: TodayView, gate: string): string {
  const taken = new Set(keys.map(({ name }) => name));
  for (let no = 1; ; no += 1) {
    const name = `${gate}备用 ${no}`;
    if (!taken.has(name)) return name;
  }
}

export interface MoveRow {
  readonly no: number;
  readonly text: string;
  readonly line: string;
}

export const moveRow = ({ no, text, howText, by }: KeyMoveView): MoveRow => ({
  no,
  text,
  line: by ? `${howText}，${by}记的` : howText,
});
