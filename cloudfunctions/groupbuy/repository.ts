/** Reading what a round stands on, inside the caller's reach; and the one way to move one on. */
import type { CourtyardId, RoundId } from '../../miniprogram/contract/ids';
import type { Call } from '../../miniprogram/contract/protocol';
import type { Role } from '../../miniprogram/contract/roles';
import { hatOf, isTreasurer as keepsMoney } from '../fund/public';
import { type Caller, courtyardOf } from '../kernel/caller';
import { AppError, found } from '../kernel/errors';
import { once } from '../kernel/requests';
import type { Context } from '../kernel/serve';
import { type Reading, replace, type Store, type Write } from '../kernel/store';
import {
  allotmentOf,
  isStaff,
  isWorker,
  type OrderDoc,
  ordersAt,
  ordersFrom,
  ordersOf,
  type Terms,
} from '../sale/public';
import { type RoundDoc, termsOf } from './documents';
import { digestWrites, spreading } from './in-step';

type Reader = Pick<Store, 'get'> | Reading;
type Asked = Pick<Context<unknown>, 'call' | 'caller'>;

/** Those who answer for the money. */
export const isTreasurer = ({ roles }: Pick<Caller, 'roles'>): boolean => keepsMoney(roles);

/** In which role somebody signs. */
export const signsAs = ({ roles }: Pick<Caller, 'roles'>): Role => hatOf(roles);

/** A courtyard's round is its workers' to run, the community's is its staff's. */
export const mayRun = (round: Pick<RoundDoc, 'origin'>, { call, caller }: Asked): boolean =>
  isStaff(caller) || (isWorker(caller) && round.origin === call.courtyardId);

/** At the doors of the courtyard of the call, whoever runs the round. */
export const mayServe = (round: Pick<RoundDoc, 'courtyards'>, { call, caller }: Asked): boolean =>
  isWorker(caller) && round.courtyards.includes(courtyardOf(call));

async function read(store: Reader, id: RoundId, call: Call): Promise<RoundDoc> {
  const round = await store.get<RoundDoc>('rounds', id);
  return found(round, round?.communityId === call.communityId);
}

/**
 * A round the neighbours of the call's courtyard see.
 * @throws AppError `NOT_FOUND`, also for a draft and for another courtyard's, so that ids cannot be probed
 */
export async function roundForReading(store: Reader, id: RoundId, asked: Asked): Promise<RoundDoc> {
  const round = await read(store, id, asked.call);
  if (mayRun(round, asked)) return round;
  return found(round, round.listed && round.courtyards.includes(courtyardOf(asked.call)));
}

/** @throws AppError `NOT_FOUND` */
export async function roundToRun(store: Reader, id: RoundId, asked: Asked): Promise<RoundDoc> {
  const round = await read(store, id, asked.call);
  return found(round, mayRun(round, asked));
}

/** Whoever runs it, and whoever serves its doors. @throws AppError `NOT_FOUND` */
export async function roundToServe(store: Reader, id: RoundId, asked: Asked): Promise<RoundDoc> {
  const round = await read(store, id, asked.call);
  const serves = round.listed && asked.call.courtyardId !== undefined && mayServe(round, asked);
  return found(round, serves || mayRun(round, asked));
}

/** Whoever runs it, and those who answer for the money. @throws AppError `NOT_FOUND` */
export async function roundToSettle(store: Reader, id: RoundId, asked: Asked): Promise<RoundDoc> {
  const round = await read(store, id, asked.call);
  return found(round, mayRun(round, asked) || (isTreasurer(asked.caller) && round.listed));
}

const KEPT = 200;

interface Kept {
  readonly terms: Terms;
  readonly courtyards: RoundDoc['courtyards'];
}
const known = new Map<RoundId, Kept>();

/**
 * Goods, prices and caps of a round that is or was open: they never change, so the instance keeps them and usually
 * asks nothing.
 * @throws AppError `NOT_FOUND`
 */
export async function termsAt(store: Reader, id: RoundId, call: Call): Promise<Terms> {
  const kept = known.get(id) ?? (await keep(store, id, call));
  const here = kept.courtyards.includes(courtyardOf(call));
  return found(kept.terms, here && kept.terms.communityId === call.communityId);
}

async function keep(store: Reader, id: RoundId, call: Call): Promise<Kept> {
  const round = await read(store, id, call);
  const kept = { terms: termsOf(round), courtyards: round.courtyards };
  if (!round.listed) throw new AppError('NOT_FOUND');
  if (known.size >= KEPT) known.clear();
  known.set(id, kept);
  return kept;
}

/**
 * What households ordered, before ordering is over and after: every list of a round is made from this one query.
 * Before the orders are written they are what the allotment would give now.
 */
export async function rowsOf(
  store: Store,
  round: RoundDoc,
  courtyardId?: CourtyardId,
): Promise<readonly OrderDoc[]> {
  if (round.status === 'draft') return [];
  const isWritten = round.status !== 'open' && round.status !== 'cancelled';
  if (isWritten && courtyardId) return ordersAt(store, { saleId: round._id, courtyardId });
  if (isWritten) return ordersOf(store, round._id);
  const fields = courtyardId ? [`claims.${courtyardId}`] : ['claims'];
  const sale = { saleId: round._id, communityId: round.communityId };
  const allotment = await allotmentOf(store, sale, fields);
  const claims = allotment?.claims ?? {};
  return ordersFrom(termsOf(round), { claims });
}

/**
 * One act on a round, however often the request comes.
 * @throws AppError `NOT_FOUND`, and whatever `decide` throws
 */
export function actOn<T>(
  context: Context<unknown>,
  load: (read: Reading) => Promise<RoundDoc>,
  decide: (round: RoundDoc, read: Reading) => Promise<Moved<T>> | Moved<T>,
): Promise<T> {
  return once(context, async (read) => {
    const before = await load(read);
    const { after: next, writes = [], value } = await decide(before, read);
    const after = spreading(before, next);
    const digest = await digestWrites(read, { before, after }, context.now);
    return { writes: [replace('rounds', after), ...writes, ...digest], value };
  });
}

export interface Moved<T> {
  readonly after: RoundDoc;
  readonly writes?: readonly Write[];
  readonly value: T;
}
