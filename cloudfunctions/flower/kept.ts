/** What campaigns keep of a person: how it is read, and how it goes. @see docs/domain/flower.md §8 */
import type { MemberId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import type { EpochMs } from '../../miniprogram/contract/units';
import { put } from '../kernel/conditions';
import type { Store } from '../kernel/store';
import type { AllotmentDoc } from '../sale/public';

interface Person {
  readonly communityId: string;
  readonly memberId: MemberId;
}

/** Orders and hand-ins are those of any sale, and are read with them. */
export interface OwnGiving {
  /** Why somebody was given more than the cap. */
  readonly reasons: readonly { readonly reason: string; readonly at: EpochMs }[];
}

/** One request. */
export async function exportFromCampaigns(
  store: Pick<Store, 'find'>,
  person: Person,
): Promise<OwnGiving> {
  const sales = await writtenBy(store, person);
  return {
    reasons: sales.flatMap(({ given = {} }) =>
      Object.values(given)
        .filter(({ by, reason }) => by === person.memberId && reason !== '')
        .map(({ reason, at }) => ({ reason, at })),
    ),
  };
}

/** Takes the reasons away; that pots were given, how many and when, stays. Safe to repeat. */
export async function eraseFromCampaigns(store: Store, person: Person): Promise<void> {
  for (const { _id, given = {} } of await writtenBy(store, person)) {
    const own = Object.entries(given).filter(
      ([, { by, reason }]) => by === person.memberId && reason !== '',
    );
    if (own.length === 0) continue;
    const changes = Object.fromEntries(own.map(([key]) => [`given.${key}.reason`, put('')]));
    const { communityId } = person;
    await store.claim({ collection: 'allotments', id: _id, while: { communityId }, changes });
  }
}

const writtenBy = (
  store: Pick<Store, 'find'>,
  { communityId, memberId }: Person,
): Promise<readonly AllotmentDoc[]> =>
  store.find<AllotmentDoc>({
    collection: 'allotments',
    where: { communityId, writers: memberId },
    order: [['_id', 1]],
    limit: LIMITS.listMax,
    fields: ['given'],
  });
