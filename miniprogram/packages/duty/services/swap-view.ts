/** 换班: asking for one of my turns, and answering a neighbour with one of mine. Pure. */
import { dayOf } from '../../../contract/calendar';
import type { HouseholdId, SwapAskId } from '../../../contract/ids';
import type {
  MineView,
  MonthView,
  SwapAskView,
  TurnId,
  TurnView,
} from '../../../contract/roster-views';
import type { EpochMs } from '../../../contract/units';
import { type AskRow, askRow, type TurnRow, turnRow, whenOf } from './mine-view';

export interface Wanted {
  readonly ask: string;
  readonly turn: string;
}

export interface SwapModel {
  /** `list`: everything open; `begin`: ask for a turn; `answer`: somebody asked; `own`: my open request; `gone`. */
  readonly mode: 'list' | 'begin' | 'answer' | 'own' | 'gone';
  readonly askId: SwapAskId | '';
  readonly turnId: TurnId | '';
  /** `1单元 702 曹家`, whose turn it is. */
  readonly label: string;
  readonly mine: boolean;
  readonly turn: TurnRow | undefined;
  readonly line: string;
  /** My turns to give, or to ask for. */
  readonly turns: readonly TurnRow[];
  readonly asked: readonly AskRow[];
  readonly asking: readonly AskRow[];
  readonly shareTitle: string;
  readonly groupLines: readonly string[];
}

const EMPTY: SwapModel = {
  mode: 'gone',
  askId: '',
  turnId: '',
  label: '',
  mine: false,
  turn: undefined,
  line: '',
  turns: [],
  asked: [],
  asking: [],
  shareTitle: '换值守',
  groupLines: [],
};

export function swapModel(view: MineView, { ask, turn }: Wanted): SwapModel {
  const today = dayOf(view.now);
  // Whoever stands at the gate already cannot give that turn away.
  const ahead = view.coming.filter(({ startsAt }) => startsAt > view.now);
  const turns = ahead.map((one) => turnRow(one, view.now));
  const all = [...view.asked, ...view.asking];
  const found = all.find(({ askId }) => askId === ask);
  const base = { ...EMPTY, turns };
  if (ask !== '') return found ? ofAsk(found, base, view.now) : base;
  const own = ahead.find(({ turnId }) => turnId === turn);
  if (own) {
    const open = view.asking.find((one) => one.turn.turnId === own.turnId);
    return open ? ofAsk(open, base, view.now) : ofTurn(own, base, view.now);
  }
  if (turn !== '') return base;
  return {
    ...base,
    mode: 'list',
    asked: view.asked.map((one) => askRow(one, today)),
    asking: view.asking.map((one) => askRow(one, today)),
  };
}

const ofTurn = (turn: TurnView, base: SwapModel, now: EpochMs): SwapModel => ({
  ...base,
  mode: 'begin',
  turnId: turn.turnId,
  label: turn.label,
  mine: true,
  turn: turnRow(turn, now),
  line: '问全院，谁先应就和谁换；也可以只问一家。换好以前，这一班还是您家的。',
});

function ofAsk(ask: SwapAskView, base: SwapModel, now: EpochMs): SwapModel {
  const { askId, turn, mine, toAll } = ask;
  const when = whenOf(turn, dayOf(now));
  return {
    ...base,
    mode: mine ? 'own' : 'answer',
    askId,
    turnId: turn.turnId,
    label: turn.label,
    mine,
    turn: turnRow(turn, now),
    line: mine
      ? `${toAll ? '问了全院，谁先应就和谁换' : '问了一家，等他家回'}。换好以前，这一班还是您家的。`
      : '用您家的一班和他家换。只换这一次。',
    shareTitle: `想换 ${turn.dayText} 值守`,
    groupLines: [
      `【换值守】${turn.label}想换 ${turn.dayText} ${turn.hours} 的值守`,
      `哪家方便？点院坝“我的值守”里的“邻居想换班”就行（${when}前都可以）。`,
    ],
  };
}

/** What will be when the answer is sent. */
export const afterSwap = (model: SwapModel, given: TurnRow): string =>
  `换好以后：您家守 ${model.turn?.when ?? ''}，${model.label}守 ${given.when}。他家会收到消息。`;

export interface Candidate {
  readonly householdId: HouseholdId;
  readonly label: string;
  readonly when: string;
}

/** The next turn of each other household, soonest first; `isOwn` says whose turns are not to be asked for. */
export function candidatesOf(
  months: readonly MonthView[],
  now: number,
  isOwn: (turn: TurnView) => boolean = ({ mine }) => mine,
): readonly Candidate[] {
  const today = dayOf(now);
  const seen = new Set<string>();
  return months
    .flatMap(({ turns }) => turns)
    .filter((turn) => turn.state === 'coming' && !isOwn(turn))
    .flatMap((turn) => {
      const { householdId, label } = turn;
      if (householdId === undefined || seen.has(householdId)) return [];
      seen.add(householdId);
      return [{ householdId, label, when: whenOf(turn, today) }];
    });
}
