/** What the page of entering asks for: the contest, and the pots where it is about pots. */
import { ENTERED_BY } from '../../../contract/contest-forms';
import type { ContestView, OwnPotView } from '../../../contract/contest-views';
import type { ContestId } from '../../../contract/ids';
import type { Reply } from '../../../contract/protocol';
import { contest } from '../../../services/contest';

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
