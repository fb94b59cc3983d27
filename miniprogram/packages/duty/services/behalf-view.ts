/** 替一家办: what a keeper sees of a household that rang or has no phone, and what each act will do. Pure. */
import { addDays, dayOf, spokenDay } from '../../../contract/calendar';
import type { SwapAskId } from '../../../contract/ids';
import type { MineView, SwapAskView, TurnId, TurnView } from '../../../contract/roster-views';
import type { Count, LocalDate } from '../../../contract/units';
import { callName } from './label';
import { hoursOf, whenOf } from './mine-view';

export interface BehalfTurn {
  readonly turnId: TurnId;
  readonly when: string;
  readonly line: string;
  /** Nobody exchanges a turn that has begun. */
  readonly begun: boolean;
  /** Its open request; empty when there is none. */
  readonly askId: SwapAskId | '';
}

interface BehalfAsk {
  readonly askId: SwapAskId;
  readonly turnId: TurnId;
  readonly label: string;
  readonly when: string;
  readonly title: string;
  readonly line: string;
}

export interface BehalfModel {
  readonly label: string;
  /** As one calls it in a sentence: `李家`. */
  readonly name: string;
  readonly turns: readonly BehalfTurn[];
  /** What changed and nobody of the household has answered with 看到了. */
  readonly changed: string;
  readonly makeUp: { readonly turnId: TurnId; readonly when: string } | undefined;
  readonly asked: readonly BehalfAsk[];
  readonly cleanUp:
    | { readonly when: string; readonly line: string; readonly answer: 'open' | 'yes' | 'no' }
    | undefined;
}

const ANSWERS = {
  open: '还没有说来不来',
  yes: '说了要来',
  no: '说了这次不来',
} as const;

export function behalfModel(view: MineView): BehalfModel {
  const today = dayOf(view.now);
  const { label } = view.household;
  const { makeUp, cleanUp } = view;
  return {
    label,
    name: callName(label),
    turns: view.coming
      .filter(({ endsAt }) => endsAt > view.now)
      .map((turn) => turnOf(turn, view, today)),
    changed: view.changed?.text ?? '',
    makeUp: makeUp && { turnId: makeUp.turnId, when: whenOf(makeUp, today) },
    asked: view.asked.map((ask) => askOf(ask, callName(label), today)),
    cleanUp: cleanUp && {
      when: spokenDay(cleanUp.on, today),
      line: ANSWERS[cleanUp.answer],
      answer: cleanUp.answer,
    },
  };
}

function turnOf(turn: TurnView, { asking, now }: MineView, today: LocalDate): BehalfTurn {
  const open = asking.find((ask) => ask.turn.turnId === turn.turnId);
  return {
    turnId: turn.turnId,
    when: whenOf(turn, today),
    line: hoursOf(turn),
    begun: turn.startsAt <= now,
    askId: open?.askId ?? '',
  };
}

const askOf = ({ askId, turn, toAll }: SwapAskView, name: string, today: LocalDate): BehalfAsk => ({
  askId,
  turnId: turn.turnId,
  label: turn.label,
  when: whenOf(turn, today),
  title: `${turn.label}想换 ${whenOf(turn, today)}`,
  line: toAll ? '问了全院' : `只问了${name}`,
});

type Named = Pick<BehalfModel, 'label' | 'name'>;

const dateText = (day: LocalDate): string => {
  const [, month, date] = day.split('-').map(Number);
  return `${month}月${date}日`;
};

/** What will happen, said before it does. */
export const behalfWords = {
  cannot: ({ name }: Named, { day, dayText }: TurnView, days: Count): string =>
    `${dayText}这一班由后面的一家接。${dateText(addDays(day, days))}起再排${name}，不算${name}少来。${name}和日子有变的人家都会收到消息。`,
  ask: ({ name }: Named, { when }: BehalfTurn): string =>
    `问一问谁愿意换${name} ${when} 这一班。换好以前，这一班还是${name}的。`,
  askAll: ({ label }: Named, { when }: BehalfTurn): string =>
    `院里每一家都会看到：${label}想换 ${when}。谁先应就和谁换，换好了会有消息。`,
  askOne: ({ name }: Named, turn: BehalfTurn, other: { label: string; when: string }): string =>
    `问${other.label}愿不愿意用 ${other.when} 或者别的一班，换${name} ${turn.when}。只有他家看得到。`,
  end: ({ label }: Named, { when }: BehalfTurn): string =>
    `${when} 还是${label}来。问过的邻居不用再回。`,
  answer: ({ label }: Named, asked: Pick<BehalfAsk, 'label' | 'when'>, given: BehalfTurn): string =>
    `换好以后：${label}守 ${asked.when}，${asked.label}守 ${given.when}。两家都会收到消息。`,
  stepIn: ({ label }: Named, asked: Pick<BehalfAsk, 'label' | 'when'>): string =>
    `${asked.when} 由${label}来，${asked.label}这一次不用来，也不用还。记在${label}名下，两家都会收到消息。`,
  decline: ({ name }: Named, when: string): string =>
    `${when}这一班${name}不用来，由后面的一家接。下一轮${name}排在前面，别的都不变。`,
  cleanUp: ({ label }: Named, when: string, join: boolean): string =>
    join ? `记下${label} ${when} 来大扫除。` : `记下${label} ${when} 不来大扫除，不再问了。`,
};
