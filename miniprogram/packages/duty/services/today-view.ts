/** 今天值守: what the page shows of a day. Pure. */
import { spokenDay, timeOf } from '../../../contract/calendar';
import type { KeyView, TodayView, TurnView } from '../../../contract/roster-views';

/** `08:00` as people write it. */
export const hour = (time: string): string => time.replace(/^0/, '');

export interface PlateModel {
  readonly turnId: string;
  readonly label: string;
  readonly mine: boolean;
  /** `大门，到 20:00`. */
  readonly line: string;
}

export interface KeyLine {
  readonly keyId: string;
  readonly name: string;
  readonly holder: string;
  readonly holderMine: boolean;
  /** `今晚 20:00 交到`; empty when nothing is ahead. */
  readonly when: string;
  readonly next: string;
  readonly nextMine: boolean;
  readonly lost: boolean;
  readonly spoken: string;
}

export interface TodayModel {
  /** The one answer of the page: `现在门口`, `今天门口`, `今天值完了`. */
  readonly title: string;
  readonly line: string;
  readonly plates: readonly PlateModel[];
  readonly tomorrowTitle: string;
  readonly tomorrow: readonly PlateModel[];
  readonly keys: readonly KeyLine[];
  readonly briefing: string;
  readonly noteTitle: string;
  readonly note: string;
  /** A turn of mine that is on today. */
  readonly mine: TurnView | undefined;
  /** `来的是：爷爷`; empty while nobody has said. */
  readonly came: string;
  readonly cleanUp:
    | { readonly title: string; readonly line: string; readonly mine: boolean }
    | undefined;
  /** The gate is closed now. */
  readonly closed: boolean;
  /** The next step in the dock, when the key asks for one. */
  readonly step: string;
  readonly stepKey: string;
  readonly shareTitle: string;
}

const plate = (turn: TurnView, line: string): PlateModel => ({
  turnId: turn.turnId,
  label: turn.label,
  mine: turn.mine,
  line,
});

/** With several gates the gate is named; with one everybody knows it. */
function lineOf(turn: TurnView, gates: number, now: number): string {
  const [from = '', until = ''] = turn.hours.split('–');
  const gate = gates > 1 ? `${turn.gate}，` : '';
  const isOn = turn.startsAt <= now && now < turn.endsAt;
  return isOn ? `${gate}到 ${hour(until)}` : `${gate}${hour(from)} 到 ${hour(until)}`;
}

interface Gate {
  readonly title: string;
  readonly line: string;
  readonly shown: readonly TurnView[];
  readonly closed: boolean;
}

function gateOf({ turns, tomorrow, now }: TodayView): Gate {
  const onNow = turns.filter((turn) => turn.startsAt <= now && now < turn.endsAt);
  if (onNow.length > 0) return { title: '现在门口', line: '', shown: onNow, closed: false };
  const ahead = turns.filter((turn) => turn.startsAt > now);
  if (ahead.length > 0)
    return { title: '今天门口', line: '还没到时间', shown: ahead, closed: true };
  if (turns.length > 0) {
    const line = tomorrow.length > 0 ? '辛苦了，明天接着守' : '辛苦了';
    return { title: '今天值完了', line, shown: [], closed: true };
  }
  return { title: '今天没有排值守', line: '', shown: [], closed: false };
}

/** `今晚 20:00 `, or `该` once it is time: the plate beside it says to whom. */
const whenOfHandover = ({ state, text }: NonNullable<KeyView['next']>): string =>
  state === 'rests' || state === 'soon' ? `${text.split(' 交给')[0] ?? ''} ` : '现在该';

export const keyLine = (key: KeyView): KeyLine => {
  const { next } = key;
  const when = next ? `${whenOfHandover(next)}交到` : '';
  const where = key.lost ? '这把钥匙报了丢失' : `${key.name}在${key.holderLabel}`;
  return {
    keyId: key.keyId,
    name: key.name,
    holder: key.holderLabel,
    holderMine: key.heldByMe,
    when: key.lost ? '' : when,
    next: next?.label ?? '',
    nextMine: next?.mine ?? false,
    lost: key.lost,
    spoken: next && !key.lost ? `${where}，${when}${next.label}` : where,
  };
};

const ASKING: readonly string[] = ['soon', 'due', 'offered'];

/** What the key asks of me now: to hand it on, or to take it. */
export function stepOf(keys: readonly KeyView[]): Pick<TodayModel, 'step' | 'stepKey'> {
  for (const { keyId, next, heldByMe, lost } of keys) {
    if (lost || !next || !ASKING.includes(next.state)) continue;
    if (next.mine) return { step: '我来接钥匙', stepKey: keyId };
    if (heldByMe) return { step: '去交钥匙', stepKey: keyId };
  }
  return { step: '', stepKey: '' };
}

function cleanUpOf({ cleanUp, today }: TodayView): TodayModel['cleanUp'] {
  if (!cleanUp || cleanUp.on < today) return undefined;
  const day = spokenDay(cleanUp.on, today);
  const mine = cleanUp.mine ? '，有您家' : '';
  return {
    title: `${day}一起打扫`,
    line: `${spokenDay(cleanUp.standDownOn, today)}撤岗。已经有 ${cleanUp.signedUp} 家来${mine}`,
    mine: cleanUp.mine,
  };
}

export function todayModel(view: TodayView): TodayModel {
  const { turns, tomorrow, note, today, now } = view;
  const gate = gateOf(view);
  const gates = new Set(turns.map((turn) => turn.gate)).size;
  const gatesTomorrow = new Set(tomorrow.map((turn) => turn.gate)).size;
  const mine = turns.find((turn) => turn.mine);
  return {
    title: gate.title,
    line: gate.line,
    plates: gate.shown.map((turn) => plate(turn, lineOf(turn, gates, now))),
    tomorrowTitle: tomorrow.length > 0 ? `明天 ${tomorrow[0]?.dayText ?? ''}` : '',
    tomorrow: tomorrow.map((turn) => plate(turn, lineOf(turn, gatesTomorrow, now))),
    keys: view.keys.map(keyLine),
    briefing: view.briefing ?? '',
    noteTitle: note ? `${spokenDay(note.day, today)}交班的话` : '',
    note: note?.text ?? '',
    mine,
    came: mine?.whoCame ? `来的是：${mine.whoCame}` : '',
    cleanUp: cleanUpOf(view),
    closed: gate.closed,
    ...stepOf(view.keys),
    shareTitle:
      turns.length > 0 ? `今天门口：${turns.map(({ label }) => label).join('、')}` : '今天值守',
  };
}

/** A page that was kept in the phone goes on: its clock is the phone's. */
export const agedToday = (view: TodayView, ageMs: number): TodayView => ({
  ...view,
  now: view.now + ageMs,
});

/** `20:03`, for what was just done. */
export const clock = (at: number): string => hour(timeOf(at));
