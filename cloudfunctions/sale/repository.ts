/** Every list of a sale comes from here, so that no two of them can disagree. */
import type {
  CommunityId,
  CourtyardId,
  HouseholdId,
  PartyId,
} from '../../miniprogram/contract/ids';
import { after } from '../kernel/conditions';
import type { Reading, Store } from '../kernel/store';
import {
  type AllotmentDoc,
  allotmentId,
  type HandInDoc,
  type OrderDoc,
  type SaleId,
} from './documents';

type Finder = Pick<Store, 'find'> | Reading;

interface At {
  readonly saleId: SaleId;
  readonly courtyardId: CourtyardId;
}

const PAGE = 100;
/** Three thousand households, more than a community has. */
const PAGES_MAX = 30;

export const ordersAt = <P extends PartyId = HouseholdId>(
  read: Finder,
  { saleId, courtyardId }: At,
): Promise<readonly OrderDoc<P>[]> =>
  everything<OrderDoc<P>>(read, 'orders', { saleId, courtyardId });

export const handInsAt = (
  read: Finder,
  { saleId, courtyardId }: At,
): Promise<readonly HandInDoc[]> => everything<HandInDoc>(read, 'handins', { saleId, courtyardId });

/** All orders of a sale, by household. */
export const ordersOf = <P extends PartyId = HouseholdId>(
  store: Finder,
  saleId: SaleId,
): Promise<readonly OrderDoc<P>[]> => everything<OrderDoc<P>>(store, 'orders', { saleId });

export const handInsOf = (store: Finder, saleId: SaleId): Promise<readonly HandInDoc[]> =>
  everything<HandInDoc>(store, 'handins', { saleId });

/** One request for a courtyard, as long as it has fewer than a hundred. */
async function everything<T extends OrderDoc<PartyId> | HandInDoc>(
  read: Finder,
  collection: string,
  where: Partial<At>,
): Promise<readonly T[]> {
  const all: T[] = [];
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const last = all.at(-1)?._id;
    const more = await read.find<T>({
      collection,
      where: { ...where, ...(last === undefined ? {} : { _id: after(last) }) },
      order: [['_id', 1]],
      limit: PAGE,
    });
    all.push(...more);
    if (more.length < PAGE) break;
  }
  return all;
}

/** Undefined for another community's. */
export async function allotmentOf(
  store: Pick<Store, 'get'>,
  { saleId, communityId }: { readonly saleId: SaleId; readonly communityId: CommunityId },
  fields?: readonly string[],
): Promise<AllotmentDoc | undefined> {
  const wanted = fields ? ['communityId', ...fields] : undefined;
  const doc = await store.get<AllotmentDoc>('allotments', allotmentId(saleId), wanted);
  return doc?.communityId === communityId ? doc : undefined;
}

/** What neighbours of one courtyard are shown. */
export const yardFields = (courtyard: CourtyardId): readonly string[] => [
  ...['state', 'opensAt', 'closesAt', 'remaining', 'sold', 'room'],
  `claims.${courtyard}`,
];
