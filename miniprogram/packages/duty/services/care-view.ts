/** 关怀卡: a kind word for a neighbour, between the two. Pure. */
import { spokenInstant } from '../../../contract/calendar';
import {
  CARE_NAMES,
  CARE_OUTCOMES,
  type CareCardView,
  type CareOutcome,
} from '../../../contract/roster-views';
import type { EpochMs } from '../../../contract/units';

interface Reader {
  readonly now: EpochMs;
  readonly staff: boolean;
}

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

/** What staff read of a card that is serious: it is not theirs to answer, but to go. */
const FOR_STAFF = '邻居请社区来人。请尽快去看一眼，别声张。';

const thanksFor = (outcome: CareOutcome | undefined, staff: boolean): string => {
  if (staff && outcome === 'serious') return FOR_STAFF;
  return (outcome && THANKS[outcome]) ?? USUAL_THANKS;
};

const careModel = (card: CareCardView, { now, staff }: Reader): CareModel => ({
  cardId: card.cardId,
  label: card.label,
  when: spokenInstant(card.at, now),
  open: card.status === 'open',
  wordings: card.wordings,
  outcome: card.outcomeText ?? '',
  thanks: thanksFor(card.outcome, staff),
  later: false,
});

/** Open ones first, each group as it comes: the newest on top. */
export const careModels = (
  cards: readonly CareCardView[],
  reader: Reader,
): readonly CareModel[] => {
  const all = cards.map((card) => careModel(card, reader));
  return [...all.filter(({ open }) => open), ...all.filter(({ open }) => !open)];
};

export const waitingCards = (
  cards: readonly CareModel[],
  waiting: readonly string[],
): readonly CareModel[] => cards.map((card) => ({ ...card, later: waiting.includes(card.cardId) }));
