/** 替一家办: what a keeper sees of a household that rang or has no phone, and what each act will do. Pure. */
import { addDays, dayOf, spokenDay } from '../../../contract/calendar';
import type { SwapAskId } from '../../../contract/ids';
import type { MineView, SwapAskView, TurnView } from '../../../contract/roster-views';
import type { Count } from '../../../contract/units';
import { callName } from './label';
import { spokenDate, type TurnRow, turnRow, whenOf } from './mine-view';

const ANSWERS = {
  open: '还没有说来不来',
  yes: '说了要来',
  no: '说了这次不来',
} as const;

export interface BehalfTurn extends TurnRow {
  /** Its open request; empty when there is none. */
  readonly askId: SwapAskId | '';
}

export type BehalfModel = ReturnType<typeof behalfModel>;

export function behalfModel(view: MineView) {
  const { household, coming, asking, asked, makeUp, cleanUp, changed, now } = view;
  const today = dayOf(now);
  const name = callName(household.label);
  const askIdOf = ({ turnId }: TurnView): BehalfTurn['askId'] =>
    asking.find(({ turn }) => turn.turnId === turnId)?.askId ?? '';
  return {
    label: household.label,
    name,
    turns: coming
      .filter(({ endsAt }) => endsAt > now)
      .map((turn): BehalfTurn => ({ ...turnRow(turn, now), askId: askIdOf(turn) })),
    /** What changed and nobody of the household has answered with 看到了. */
    changed: changed?.text ?? '',
    makeUp: makeUp && { turnId: makeUp.turnId, when: whenOf(makeUp, today) },
    asked: asked.map(({ askId, turn, toAll }: SwapAskView) => ({
      askId,
      label: turn.label,
      when: whenOf(turn, today),
      title: `${turn.label}想换 ${whenOf(turn, today)}`,
      line: toAll ? '问了全院' : `只问了${name}`,
    })),
    cleanUp: cleanUp && {
      ...cleanUp,
      when: spokenDay(cleanUp.on, today),
      line: ANSWERS[cleanUp.answer],
    },
  };
}

interface Named {
  readonly label: string;
  /** As one calls it in a sentence: `李家`. */
  readonly name: string;
}
type Asked = Pick<BehalfModel['asked'][number], 'label' | 'when'>;

/** What will happen, said before it does. */
export const behalfWords = {
  cannot: ({ name }: Named, { day, dayText }: TurnView, days: Count): string =>
    `${dayText}这一班由后面的一家接。${spokenDate(addDays(day, days))}起再排${name}，不算${name}少来。${name}和日子有变的人家都会收到消息。`,
  ask: ({ name }: Named, { when }: BehalfTurn): string =>
    `问全院谁愿意换${name} ${when} 这一班，谁先应就和谁换。换好以前，这一班还是${name}的。`,
  askOne: ({ name }: Named, turn: BehalfTurn, other: { label: string; when: string }): string =>
    `问${other.label}愿不愿意用 ${other.when} 或者别的一班，换${name} ${turn.when}。只有他家看得到。`,
  end: ({ label }: Named, { when }: BehalfTurn): string =>
    `${when} 还是${label}来。问过的邻居不用再回。`,
  answer: ({ label }: Named, asked: Asked, given: BehalfTurn): string =>
    `换好以后：${label}守 ${asked.when}，${asked.label}守 ${given.when}。两家都会收到消息。`,
  decline: ({ name }: Named, when: string): string =>
    `${when}这一班${name}不用来，由后面的一家接。下一轮${name}排在前面，别的都不变。`,
  cleanUp: ({ label }: Named, when: string, join: boolean): string =>
    join ? `记下${label} ${when} 来大扫除。` : `记下${label} ${when} 不来大扫除，不再问了。`,
};
