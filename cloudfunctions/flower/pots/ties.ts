/**
 * How many pairs of households had to do with each other for the first time. A pair is kept as a keyed hash that says
 * neither who nor when, so there is no list of who knows whom; what can be read is a count by courtyard and month.
 * @see docs/domain/pots.md §8
 */
import { createHmac } from 'node:crypto';
import { dayOf } from '../../../miniprogram/contract/calendar';
import type { CommunityId, CourtyardId, HouseholdId } from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { Count, EpochMs } from '../../../miniprogram/contract/units';
import type { Cloud } from '../../kernel/cloud';
import { after } from '../../kernel/conditions';
import { type Doc, DuplicateError } from '../../kernel/database';
import {
  create,
  createOnce,
  type Reading,
  replace,
  type Store,
  type Write,
} from '../../kernel/store';
import type { TieCountDoc } from './documents';

export interface Side {
  readonly householdId: HouseholdId;
  readonly courtyardId: CourtyardId;
}

interface SecretDoc extends Doc {
  readonly kind: 'secret';
  readonly secret: string;
}

const SECRET_BYTES = 32;

async function secretOf(
  { store, cloud }: { readonly store: Store; readonly cloud: Pick<Cloud, 'chance'> },
  communityId: CommunityId,
): Promise<string> {
  const _id = `${communityId}.secret`;
  const known = await store.get<SecretDoc>('ties', _id);
  if (known) return known.secret;
  const secret = Buffer.from(cloud.chance(SECRET_BYTES)).toString('hex');
  const doc: SecretDoc = { _id, communityId, rev: 1, kind: 'secret', secret };
  if (await createOnce(store, 'ties', doc)) return secret;
  return (await store.get<SecretDoc>('ties', _id))?.secret ?? secret;
}

export const monthOf = (at: EpochMs): string => dayOf(at).slice(0, 7);
const countId = (courtyardId: CourtyardId, month: string): string => `${courtyardId}.${month}`;

/** The same from both sides. */
const markId = (secret: string, a: HouseholdId, b: HouseholdId): string =>
  `tie.${createHmac('sha256', secret).update([a, b].sort().join('\n')).digest('hex')}`;

/**
 * Two households had to do with each other: a handover at a door, a gift, help. Safe to repeat.
 * @returns whether it was for the first time
 */
export async function meet(
  by: { readonly store: Store; readonly cloud: Pick<Cloud, 'chance'> },
  { communityId, at }: { readonly communityId: CommunityId; readonly at: EpochMs },
  [a, b]: readonly [Side, Side],
): Promise<boolean> {
  if (a.householdId === b.householdId) return false;
  const secret = await secretOf(by, communityId);
  const _id = markId(secret, a.householdId, b.householdId);
  const yards = [...new Set([a.courtyardId, b.courtyardId])];
  try {
    return await by.store.transact(async (read) => {
      if (await read.get('ties', _id)) return { writes: [], value: false };
      const writes: Write[] = [create('ties', { _id, communityId, rev: 1, kind: 'mark' })];
      for (const courtyardId of yards) {
        writes.push(await onePairMore(read, { communityId, courtyardId, month: monthOf(at) }));
      }
      return { writes, value: true };
    });
  } catch (error) {
    if (!(error instanceof DuplicateError)) throw error;
    // A rival made the mark or the month's first count at this moment: what is there by now decides.
    return meet(by, { communityId, at }, [a, b]);
  }
}

async function onePairMore(
  read: Reading,
  place: Pick<TieCountDoc, 'communityId' | 'courtyardId' | 'month'>,
): Promise<Write> {
  const _id = countId(place.courtyardId, place.month);
  const known = await read.get<TieCountDoc>('ties', _id);
  if (known) return replace('ties', { ...known, pairs: known.pairs + 1 });
  return create('ties', { _id, rev: 1, kind: 'count', ...place, pairs: 1 });
}

/** Of one courtyard in a month. One request. */
export async function tiesAt(
  store: Pick<Store, 'get'>,
  { communityId, courtyardId }: Pick<TieCountDoc, 'communityId' | 'courtyardId'>,
  month: string,
): Promise<Count> {
  const doc = await store.get<TieCountDoc>('ties', countId(courtyardId, month));
  return doc?.communityId === communityId ? doc.pairs : 0;
}

const PAGES = 5;

/** By courtyard, of a whole community in a month. A pair of two courtyards counts in both. */
export async function tiesIn(
  store: Pick<Store, 'find'>,
  communityId: CommunityId,
  month: string,
): Promise<Readonly<Record<CourtyardId, Count>>> {
  const counts: TieCountDoc[] = [];
  for (let page = 0; page < PAGES; page += 1) {
    const last = counts.at(-1)?._id ?? '';
    const some = await store.find<TieCountDoc>({
      collection: 'ties',
      where: { communityId, kind: 'count', month, _id: after(last) },
      order: [['_id', 1]],
      limit: LIMITS.listMax,
    });
    counts.push(...some);
    if (some.length < LIMITS.listMax) break;
  }
  return Object.fromEntries(counts.map(({ courtyardId, pairs }) => [courtyardId, pairs]));
}
