/** 关怀卡: a kind word for a neighbour, between the two. Pure. */
import { spokenInstant } from '../../../contract/calendar';
import {
  CARE_NAMES,
  CARE_OUTCOMES,
  type CareCardView,
  type CareOutcome,
} from '../../../contract/roster-views';

interface OutcomeChip {
  readonly id: CareOutcome;
  readonly name: string;
}

export const OUTCOMES: readonly OutcomeChip[] = CARE_OUTCOMES.map((id) => ({
  id,
  name: CARE_NAMES[id],
}));

export interface CareModel {
  readonly cardId: string;
  readonly label: string;
  readonly when: string;
  readonly open: boolean;
  readonly wordings: readonly string[];
  /** What was said of it; empty while nobody has been there. */
  readonly outcome: string;
  readonly thanks: string;
  /** Answered without network: it waits in the phone. */
  readonly later: boolean;
}

const THANKS: Readonly<Partial<Record<CareOutcome, string>>> = {
  serious: '社区看到了，会来人。急的话现在就打社区电话。',
  trouble: '谢谢您去看。要社区帮忙，打社区电话说一声。',
  ill: '谢谢您去看。要送药、陪看病，打社区电话说一声。',
};

const USUAL_THANKS = '谢谢您去看了一眼，他家心里暖和。';

export const careModel = (card: CareCardView, now: number): CareModel => ({
  cardId: card.cardId,
  label: card.label,
  when: spokenInstant(card.at, now),
  open: card.status === 'open',
  wordings: card.wordings,
  outcome: card.outcomeText ?? '',
  thanks: (card.outcome && THANKS[card.outcome]) ?? USUAL_THANKS,
  later: false,
});

/** Open ones first, each group as it comes: the newest on top. */
export const careModels = (cards: readonly CareCardView[], now: number): readonly CareModel[] => {
  const all = cards.map((card) => careModel(card, now));
  return [...all.filter(({ open }) => open), ...all.filter(({ open }) => !open)];
};

export const waitingCards = (
  cards: readonly CareModel[],
  waiting: readonly string[],
): readonly CareModel[] => cards.map((card) => ({ ...card, later: waiting.includes(card.cardId) }));
