/**
 * Documents somebody writes again and again until an instant: entries, ballots, points. Each request counts once, the
 * last one stands. @see docs/domain/contest.md §3
 */
import { CONTEST_LIMITS } from '../../miniprogram/contract/contest-forms';
import { absent, before, plus, put } from '../kernel/conditions';
import type { Doc } from '../kernel/database';
import { AppError, found, refuseIf } from '../kernel/errors';
import { type Asked, isReplay } from '../kernel/replay';
import { type Claim, createOnce, type Store } from '../kernel/store';

export interface Marked extends Doc {
  readonly changes: number;
  readonly asked: Readonly<Record<string, string>>;
}

/** Whether a document remembers this very request. @throws AppError `INVALID` when it was another one */
export const remembers = (
  doc: Pick<Marked, 'asked'> | undefined,
  { requestId, print }: Asked,
): boolean => {
  const known = doc?.asked[requestId];
  return known !== undefined && isReplay({ requestId, print: known }, { requestId, print });
};

/** A claim that this request makes once. */
export const onceFor = ({ requestId, print }: Asked, claim: Claim): Claim => ({
  ...claim,
  while: {
    ...claim.while,
    [`asked.${requestId}`]: absent(),
    changes: before(CONTEST_LIMITS.changes),
  },
  changes: { ...claim.changes, changes: plus(1), [`asked.${requestId}`]: put(print) },
});

interface Mark<T extends Marked> {
  readonly collection: string;
  readonly doc: T;
  /** What a change puts in the place of what was there. */
  readonly fields: readonly (keyof T & string)[];
  readonly asked: Asked;
  /** It is known to be there already, so the change is tried first. */
  readonly again: boolean;
}

/** Writes the document for the first time or again. @throws AppError `CHANGES_FULL` */
export async function mark<T extends Marked>(store: Store, one: Mark<T>): Promise<void> {
  const { collection, doc, fields, asked, again } = one;
  const first = { ...doc, changes: 0, asked: { [asked.requestId]: asked.print } };
  if (!again && (await createOnce(store, collection, first))) return;
  const changes = Object.fromEntries(fields.map((field) => [field, put(doc[field])]));
  const claim = onceFor(asked, {
    collection,
    id: doc._id,
    while: { communityId: doc.communityId },
    changes,
  });
  if (await store.claim(claim)) return;
  const known = await store.get<T>(collection, doc._id, ['communityId', 'asked', 'changes']);
  if (remembers(known, asked)) return;
  refuseIf(known !== undefined && known.changes >= CONTEST_LIMITS.changes, 'CHANGES_FULL');
  if (known === undefined && (await createOnce(store, collection, first))) return;
  throw new AppError('BUSY');
}

/**
 * An act whose document remembers its requests: when it is refused, because meanwhile it is too late for instance, an
 * earlier run of the same request is looked for and answered.
 * @throws AppError whatever `run` throws
 */
export async function unlessDone<T>(
  store: Store,
  { collection, id, asked }: { collection: string; id: string; asked: Asked },
  act: { run(): Promise<T>; answer(doc: Marked): T },
): Promise<T> {
  try {
    return await act.run();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const known = await store.get<Marked>(collection, id);
    if (!known || !remembers(known, asked)) throw error;
    return act.answer(found(known));
  }
}
