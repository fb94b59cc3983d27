/** Cash from the doors goes into the box, and into the ledger, in one commit. @see docs/domain/sale.md §6 */
import type { CourtyardId, MemberId, PartyId } from '../../miniprogram/contract/ids';
import type { Role } from '../../miniprogram/contract/roles';
import type { EpochMs, Fen } from '../../miniprogram/contract/units';
import { credit, debit, type JournalDraft, post } from '../fund/public';
import { DuplicateError } from '../kernel/database';
import { AppError, refuseIf } from '../kernel/errors';
import { create, type Reading, type Store } from '../kernel/store';
import { type HandInDoc, handInId, type OrderDoc, type Terms } from './documents';
import { notHandedIn, totalOf } from './money';
import { handInsAt, ordersAt } from './repository';

type Legs = JournalDraft['legs'];

export interface HandIn {
  readonly terms: Terms;
  readonly courtyardId: CourtyardId;
  readonly memberId: MemberId;
  readonly as: Role;
  readonly countedFen: Fen;
  readonly explanation: string;
  readonly at: EpochMs;
  readonly requestId: string;
  readonly memo: string;
  /**
   * Whose money it is, as legs that add up to the opposite of `takenFen`; of groupbuying the clearing account, of
   * flowers the income. Read inside the transaction, so that it knows what holds at this moment.
   */
  credit(yard: YardState, read: Reading): Promise<Legs>;
}

export interface YardState {
  readonly takenFen: Fen;
  /** Everything the doors of this courtyard are charged by now. */
  readonly chargedFen: Fen;
  readonly handIns: readonly HandInDoc[];
}

export interface HandedIn {
  readonly handInId: string;
  readonly dueFen: Fen;
  readonly differenceFen: Fen;
}

const outcomeOf = ({ _id, dueFen, countedFen }: HandInDoc): HandedIn => ({
  handInId: _id,
  dueFen,
  differenceFen: countedFen - dueFen,
});

/**
 * What a person hands in now, of the doors of one courtyard. Whoever gave more back than they took takes the rest out
 * of the box, never more.
 * @throws AppError `HANDIN_NOTHING`, `HANDIN_UNEXPLAINED`; `INVALID` for more out of the box than was given back
 */
export function handInOf(
  h: Omit<HandIn, 'credit' | 'memo' | 'as'>,
  orders: readonly OrderDoc<PartyId>[],
  earlier: readonly HandInDoc[],
): Omit<HandInDoc, 'journalId'> {
  const { terms, courtyardId, memberId, countedFen, explanation } = h;
  const mine = (how: 'cash' | 'transfer') =>
    notHandedIn(orders, earlier, { holder: memberId, how });
  const [cash, transfer] = [mine('cash'), mine('transfer')];
  const touched = Object.keys(cash).length + Object.keys(transfer).length;
  refuseIf(touched === 0, 'HANDIN_NOTHING');
  const dueFen = totalOf(cash);
  refuseIf(countedFen < Math.min(0, dueFen), 'INVALID', { field: 'countedFen' });
  refuseIf(countedFen !== dueFen && explanation === '', 'HANDIN_UNEXPLAINED');
  const no = earlier.filter((one) => one.memberId === memberId).length + 1;
  return {
    _id: handInId(terms.saleId, { courtyardId, memberId, no }),
    communityId: terms.communityId,
    rev: 1,
    saleId: terms.saleId,
    courtyardId,
    memberId,
    no,
    at: h.at,
    cash: cash as Readonly<Record<PartyId, Fen>>,
    transfer: transfer as Readonly<Record<PartyId, Fen>>,
    dueFen,
    countedFen,
    transferFen: totalOf(transfer),
    explanation,
    requestId: h.requestId,
    chargedFen: orders.reduce((sum, { door }) => sum + (door?.chargedFen ?? 0), 0),
  };
}

/** What came into the box, or out of it, and onto the account; and what is missing or too much. */
export function boxLegs({
  countedFen,
  dueFen,
  transferFen,
}: Pick<HandInDoc, 'countedFen' | 'dueFen' | 'transferFen'>): Legs {
  const missing = dueFen - countedFen;
  return [
    ...(countedFen > 0 ? [debit('cash', countedFen)] : []),
    ...(countedFen < 0 ? [credit('cash', -countedFen)] : []),
    ...(missing > 0 ? [debit('short', missing)] : []),
    ...(missing < 0 ? [credit('over', -missing)] : []),
    ...(transferFen > 0 ? [debit('bank', transferFen)] : []),
    ...(transferFen < 0 ? [credit('bank', -transferFen)] : []),
  ];
}

/**
 * One hand-in and one journal, in one transaction; a tap that comes again finds the first and changes nothing.
 * @throws AppError as `handInOf`; `BUSY`
 */
export async function handIn(store: Store, h: HandIn): Promise<HandedIn> {
  const { terms, courtyardId, memberId, requestId, at } = h;
  const decide = (read: Reading) => decided(read, h);
  try {
    return await store.transact(decide);
  } catch (error) {
    if (!(error instanceof DuplicateError)) throw error;
    const known = await handInsAt(store, { saleId: terms.saleId, courtyardId });
    const mine = known.find((one) => one.requestId === requestId && one.memberId === memberId);
    if (mine) return outcomeOf(mine);
    throw new AppError('BUSY', { at }, { cause: error });
  }
}

async function decided(read: Reading, h: HandIn) {
  const { terms, courtyardId, memberId, as, requestId, at, memo } = h;
  const place = { saleId: terms.saleId, courtyardId };
  const earlier = await handInsAt(read, place);
  const known = earlier.find((one) => one.requestId === requestId && one.memberId === memberId);
  if (known) return { writes: [], value: outcomeOf(known) };
  const draft = handInOf(h, await ordersAt<PartyId>(read, place), earlier);
  const takenFen = draft.dueFen + draft.transferFen;
  const { chargedFen } = draft;
  const credits = await h.credit({ takenFen, chargedFen, handIns: earlier }, read);
  const legs = [...boxLegs(draft), ...credits];
  if (legs.length === 0) {
    // Money only changed doors: what one gave back another paid. There is nothing to post.
    const unposted: HandInDoc = { ...draft, journalId: '' };
    return { writes: [create('handins', unposted)], value: outcomeOf(unposted) };
  }
  const { writes, journalId } = await post(read, {
    communityId: terms.communityId,
    at,
    kind: 'handIn',
    legs,
    source: { kind: 'handin', id: draft._id },
    about: terms.saleId,
    courtyardId,
    memo,
    signers: [{ by: memberId, as }],
  });
  const doc: HandInDoc = { ...draft, journalId };
  return { writes: [create('handins', doc), ...writes], value: outcomeOf(doc) };
}
