/** What the page of the day stands on, in two requests: the roster, and digests for everything beside it. */
import {
  type CommunityPlaceDigest,
  type CourtyardPlaceDigest,
  dutyDigestId,
  placeDigestId,
} from '../courtyard/public';
import { courtyardOf } from '../kernel/caller';
import type { Doc } from '../kernel/database';
import { found } from '../kernel/errors';
import type { Context } from '../kernel/serve';
import type { DutyDigest } from './digest';
import { type KeyDoc, newRoster, type RosterDoc, rosterId } from './documents';
import { keysOf, type Yard, yardOf } from './repository';

export interface Gate {
  readonly doc: RosterDoc;
  readonly yard: Yard;
  readonly keys: readonly KeyDoc[];
  readonly phone: string;
}

/** @throws AppError `NOT_FOUND` — also for another community's courtyard, so that ids cannot be probed */
export async function gateOf({ store, call, now }: Context<unknown>): Promise<Gate> {
  const courtyardId = courtyardOf(call);
  const ids = [
    placeDigestId(call.communityId),
    placeDigestId(courtyardId),
    dutyDigestId(courtyardId),
  ];
  const digests = await store.getAll<Doc>('digests', ids);
  const at = <T extends Doc>(id: string | undefined) =>
    digests.find(({ _id, communityId }) => _id === id && communityId === call.communityId) as
      | T
      | undefined;
  const { phone } = found(at<CommunityPlaceDigest>(ids[0]));
  const { name } = found(at<CourtyardPlaceDigest>(ids[1]));
  const duty = at<DutyDigest>(ids[2]);
  const doc = await store.get<RosterDoc>('rosters', rosterId(courtyardId));
  if (!doc) {
    const none = { ...newRoster(call.communityId, courtyardId), rev: 0 };
    return { doc: none, yard: { name, plates: {} }, keys: [], phone };
  }
  if (duty) return { doc, yard: { name, plates: duty.homes }, keys: keysIn(duty), phone };
  const yard = await yardOf(store, call, now);
  return { doc, yard, keys: await keysOf(store, courtyardId), phone };
}

/** Each gate's own before its spare ones. */
const keysIn = ({ keys }: DutyDigest): readonly KeyDoc[] =>
  (Object.values(keys) as KeyDoc[]).sort((a, b) => (a._id < b._id ? -1 : 1));
