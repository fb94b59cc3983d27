/** What contests may know of pots and do to them. Every act may be repeated. @see docs/domain/pots.md §6 */
import type { PotState } from '../../../miniprogram/contract/flower-pots';
import type {
  CampaignId,
  CommunityId,
  CourtyardId,
  PartyId,
  PotId,
} from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { EpochMs } from '../../../miniprogram/contract/units';
import { absent, oneOf, put } from '../../kernel/conditions';
import type { Reading, Store } from '../../kernel/store';
import type { PotDoc, Prize } from './documents';
import { type PotOrder, potOrderId, stateOf } from './state';

export type PotReader = Pick<Store, 'get' | 'find'> | Reading;

/** A pot as other domains see it. */
export interface PotFacts {
  readonly potId: PotId;
  readonly communityId: CommunityId;
  readonly campaignId: CampaignId;
  readonly code: string;
  readonly variety: string;
  /** What others may read; empty while it has none. */
  readonly name: string;
  /** Who has it now, and where. */
  readonly party: PartyId;
  readonly courtyardId: CourtyardId;
  readonly state: PotState;
}

const factsOf = (pot: PotDoc, order: PotOrder | undefined): PotFacts => ({
  potId: pot._id,
  communityId: pot.communityId,
  campaignId: pot.campaignId,
  code: pot.code,
  variety: pot.variety,
  name: shownName(pot),
  party: pot.party,
  courtyardId: pot.courtyardId,
  state: stateOf(pot, order),
});

export const shownName = ({ name }: Pick<PotDoc, 'name'>): string =>
  name?.state === 'shown' ? name.text : '';

/** What a household or a corner has now, by id. Two requests. */
export async function potsOf(reader: PotReader, party: PartyId): Promise<readonly PotFacts[]> {
  const pots = await reader.find<PotDoc>({
    collection: 'pots',
    where: { party },
    order: [['_id', 1]],
    limit: LIMITS.listMax,
  });
  const ids = [...new Set(pots.map(potOrderId))];
  const orders =
    ids.length === 0
      ? []
      : await reader.find<PotOrder>({
          collection: 'orders',
          where: { _id: oneOf(ids) },
          limit: ids.length,
        });
  const byId = new Map(orders.map((order) => [order._id, order]));
  return pots.map((pot) => factsOf(pot, byId.get(potOrderId(pot))));
}

/** Undefined for another community's. Two requests. */
export async function potById(
  reader: PotReader,
  id: PotId,
  communityId: CommunityId,
): Promise<PotFacts | undefined> {
  const pot = await reader.get<PotDoc>('pots', id);
  if (pot?.communityId !== communityId) return undefined;
  return factsOf(pot, await reader.get<PotOrder>('orders', potOrderId(pot)));
}

interface At {
  readonly communityId: CommunityId;
  readonly potId: PotId;
}

/**
 * Writes a prize into a passport, once for each key: `ct_x` and the kind, without a dot.
 * @returns false when it stands there already
 */
export const awardPot = (
  store: Pick<Store, 'claim'>,
  { communityId, potId: id }: At,
  { key, ...prize }: Prize & { readonly key: string },
): Promise<boolean> =>
  store.claim({
    collection: 'pots',
    id,
    while: { communityId, [`prizes.${key}`]: absent() },
    changes: { [`prizes.${key}`]: put(prize) },
  });

/** Until then the name stays as it is; a later call moves the instant. */
export const freezeName = (
  store: Pick<Store, 'claim'>,
  { communityId, potId: id }: At,
  frozen: { readonly by: string; readonly until: EpochMs },
): Promise<boolean> =>
  store.claim({
    collection: 'pots',
    id,
    while: { communityId },
    changes: { frozen: put(frozen) },
  });
