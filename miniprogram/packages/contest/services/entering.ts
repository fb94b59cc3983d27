/** What the page of entering asks for, the contest and the pots where it is about pots, and what it sends. */
import { ENTERED_BY } from '../../../contract/contest-forms';
import type { ContestView, OwnPotView } from '../../../contract/contest-views';
import type { ContestId, EntryId } from '../../../contract/ids';
import type { Reply } from '../../../contract/protocol';
import { contest } from '../../../services/contest';
import { type Draft, formOf } from './enter-form';

export interface Entering {
  readonly view: ContestView;
  readonly pots: readonly OwnPotView[];
}

export async function entering(contestId: ContestId): Promise<Reply<Entering>> {
  const view = await contest.contest({ contestId });
  if (!view.ok) return view;
  const asksForPots = view.value.mayEnter && ENTERED_BY[view.value.kind] === 'pot';
  if (!asksForPots) return { ok: true, value: { view: view.value, pots: [] } };
  const pots = await contest.pots({});
  return pots.ok ? { ok: true, value: { view: view.value, pots: pots.value.items } } : pots;
}

/** What stands is changed; `known` is its id. */
export function sendEntry(
  contestId: ContestId,
  draft: Draft,
  known: EntryId | undefined,
): Promise<Reply<unknown>> {
  const form = formOf(draft);
  if (known) return contest.changeEntry({ entryId: known, form });
  const { key } = draft;
  return contest.enter({ contestId, ...(key ? { key } : {}), form });
}
