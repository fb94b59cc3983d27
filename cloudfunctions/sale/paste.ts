/** Orders of a whole courtyard's text in one conditional update. Pure. @see docs/domain/sale.md §2 */
import type { CountByItem, ItemId } from '../../miniprogram/contract/groupbuy-forms';
import type { CourtyardId, HouseholdId, MemberId } from '../../miniprogram/contract/ids';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import { absent, atLeast, plus, put } from '../kernel/conditions';
import { AppError, refuseIf } from '../kernel/errors';
import type { Claim } from '../kernel/store';
import { windowAt } from './claim';
import {
  type AllotmentDoc,
  allotmentId,
  type HouseClaim,
  type PasteOutcome,
  type Terms,
} from './documents';

export interface Paste {
  readonly courtyardId: CourtyardId;
  /** What each household wants of the text altogether. */
  readonly entries: readonly {
    readonly householdId: HouseholdId;
    readonly counts: CountByItem;
  }[];
  readonly actor: MemberId;
  readonly at: EpochMs;
  readonly requestId: string;
}

interface Changed {
  readonly householdId: HouseholdId;
  readonly was: HouseClaim | undefined;
  readonly is: HouseClaim;
}

/**
 * What the text changes, given what stands there. A household's line replaces its earlier one; what it ordered itself
 * stays. Nothing for a text that was entered already.
 * @throws AppError `NOT_FOUND` for an unknown item, `SALE_CAP`
 */
export function changesOf(
  terms: Terms,
  claims: Readonly<Record<HouseholdId, HouseClaim>>,
  paste: Paste,
): readonly Changed[] {
  return paste.entries.flatMap(({ householdId, counts }) => {
    const was = claims[householdId];
    if (sameCounts(was?.pasted ?? {}, counts)) return [];
    const is = withPasted(was, counts, paste);
    refuseOver(terms, is);
    return [{ householdId, was, is }];
  });
}

const sameCounts = (a: CountByItem, b: CountByItem): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((id) => (a[id] ?? 0) === (b[id] ?? 0));

function withPasted(
  was: HouseClaim | undefined,
  pasted: CountByItem,
  { actor, at }: Paste,
): HouseClaim {
  const ids = new Set([...Object.keys(was?.counts ?? {}), ...Object.keys(pasted)]);
  const counts = Object.fromEntries(
    [...ids].map((id) => {
      const step = (pasted[id] ?? 0) - (was?.pasted?.[id] ?? 0);
      return [id, Math.max(0, (was?.counts[id] ?? 0) + step)];
    }),
  );
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const more = total > (was?.total ?? 0);
  return {
    counts,
    total,
    rev: (was?.rev ?? 0) + 1,
    actor: was && was.how !== 'paste' ? was.actor : actor,
    how: was && was.how !== 'paste' ? was.how : 'paste',
    at,
    placedAt: more || !was ? at : was.placedAt,
    requests: was?.requests ?? {},
    ...(was?.told === undefined ? {} : { told: was.told }),
    pasted: Object.fromEntries(Object.entries(pasted).filter(([, count]) => count > 0)),
  };
}

function refuseOver({ items, capPerHousehold }: Terms, { counts, total }: HouseClaim): void {
  for (const [itemId, count] of Object.entries(counts)) {
    const item = items.find(({ id }) => id === itemId);
    if (!item) throw new AppError('NOT_FOUND');
    const cap = item.capPerHousehold;
    refuseIf(cap !== undefined && count > cap, 'SALE_CAP', {
      max: cap ?? 0,
      left: cap ?? 0,
      itemId,
    });
  }
  const cap = capPerHousehold;
  refuseIf(cap !== undefined && total > cap, 'SALE_CAP', { max: cap ?? 0, left: cap ?? 0 });
}

export const outcomeOf = (
  { entries }: Pick<Paste, 'entries'>,
  changed: readonly Changed[],
): PasteOutcome => ({
  entered: changed.filter(({ is }) => Object.keys(is.pasted ?? {}).length > 0).length,
  unchanged: entries.length - changed.length,
  cancelled: changed.filter(({ is }) => Object.keys(is.pasted ?? {}).length === 0).length,
});

/** By how much each item changes, all households together. */
function stepsOf(changed: readonly Changed[]): Readonly<Record<ItemId, number>> {
  const steps: Record<ItemId, number> = {};
  for (const { was, is } of changed) {
    for (const id of new Set([...Object.keys(was?.counts ?? {}), ...Object.keys(is.counts)])) {
      steps[id] = (steps[id] ?? 0) + (is.counts[id] ?? 0) - (was?.counts[id] ?? 0);
    }
  }
  return steps;
}

/** All households at once: whatever one of them does at the same moment, nothing is entered by half. */
export function pasteClaim(terms: Terms, changed: readonly Changed[], paste: Paste): Claim {
  const { courtyardId, at, requestId } = paste;
  const at2 = (household: HouseholdId) => `claims.${courtyardId}.${household}`;
  const conditions: Record<string, unknown> = {
    ...windowAt(terms.communityId, at),
    [`pastes.${requestId}`]: absent(),
  };
  const changes: Record<string, ReturnType<typeof put>> = {
    [`pastes.${requestId}`]: put(outcomeOf(paste, changed)),
  };
  for (const { householdId, was, is } of changed) {
    if (was) conditions[`${at2(householdId)}.rev`] = was.rev;
    else conditions[at2(householdId)] = absent();
    changes[at2(householdId)] = put(is);
  }
  const steps = stepsOf(changed);
  for (const { id, stock } of terms.items) {
    const step = steps[id] ?? 0;
    if (step === 0) continue;
    changes[`sold.${id}`] = plus(step);
    if (stock === undefined) continue;
    if (step > 0) conditions[`remaining.${id}`] = atLeast(step);
    changes[`remaining.${id}`] = plus(-step);
  }
  return { collection: 'allotments', id: allotmentId(terms.saleId), while: conditions, changes };
}

/** @throws AppError `PASTE_SHORT` with what is left */
export function refuseShort(
  terms: Terms,
  { remaining }: Pick<AllotmentDoc, 'remaining'>,
  changed: readonly Changed[],
): void {
  for (const [itemId, step] of Object.entries(stepsOf(changed))) {
    const item = terms.items.find(({ id }) => id === itemId);
    const left: Count = remaining[itemId] ?? 0;
    refuseIf(item?.stock !== undefined && step > left, 'PASTE_SHORT', { left, itemId });
  }
}
