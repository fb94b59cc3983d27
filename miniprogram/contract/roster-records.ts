/** What keepers look up later, and what hangs at the gate. @see docs/domain/roster.md */
import type { Count, EpochMs, LocalDate } from './units';

/** One line of a key's history. */
export interface KeyMoveView {
  readonly no: Count;
  /** When it happened; it may have been written down later. */
  readonly at: EpochMs;
  /** `2月9日 20:03 从2单元 101 李家到3单元 101 张家`. */
  readonly text: string;
  readonly how: KeyMoveHow;
  /** `两边都点了`. */
  readonly howText: string;
  /** `院委会` or a household: who wrote it down. */
  readonly by?: string;
}

export type KeyMoveHow =
  | 'taps'
  | 'code'
  | 'recorded'
  | 'passedOn'
  | 'lost'
  | 'replaced'
  | 'added'
  | 'retired'
  | 'left';

/** What the next household should know, or that the gate was opened at night. */
export interface JournalLine {
  readonly at: EpochMs;
  readonly kind: 'note' | 'night';
  readonly text: string;
  /** `2单元 101 李家` or `院委会`. */
  readonly by: string;
}

/** A month on paper. Row and household numbers stay what they are, so that a sheet of last week can still be entered. */
export interface SheetView {
  /** `东环路3巷22号 2月值守表`. */
  readonly title: string;
  readonly month: string;
  readonly rows: readonly SheetRow[];
  readonly households: readonly { readonly no: Count; readonly label: string }[];
  /** Hours, the phone, where the key goes in the evening, how to fill it in. */
  readonly lines: readonly string[];
  readonly previous?: string;
  readonly next?: string;
}

export interface SheetRow {
  /** The day of the month; the second post of a day has 100 more, the third 200 more. */
  readonly row: Count;
  readonly day: LocalDate;
  /** `2月9日 周日`. */
  readonly dayText: string;
  readonly gate: string;
  /** `08:00–20:00`. */
  readonly hours: string;
  readonly label: string;
  /** The household's number; 0 when nobody came. */
  readonly no: Count;
  readonly seeking: boolean;
  readonly heavy: boolean;
}
