import type { directory, OverviewView } from '../../../miniprogram/contract/directory';
import type { CommunityId } from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import {
  type CommunityPlaceDigest,
  type CourtyardPlaceDigest,
  placeDigestId,
} from '../../courtyard/public';
import { found } from '../../kernel/errors';
import { nothing, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import type { Store } from '../../kernel/store';
import { listCourtyards } from '../repository';
import { courtyardRow, type ListedCourtyard } from '../rows';
import { order } from '../search';

type Overview = (typeof directory)['actions']['overview'];

/** The whole community: its sums, and every courtyard. */
export const overview: HandlerOf<Overview> = {
  input: schemaOf<InputOf<Overview>>()(nothing),

  async run({ call, store }) {
    const courtyards = await listCourtyards(store, call.communityId);
    const { community, joinedCount } = await digestsOf(store, call.communityId, courtyards);
    const rows = courtyards
      .map((courtyard) => courtyardRow(courtyard, community))
      .sort((a, b) => order.compare(a.code, b.code));
    return {
      communityName: community.name,
      phone: community.phone,
      totals: {
        ...totalsOf(courtyards),
        householdCount: sum(rows.map(({ householdCount }) => householdCount)),
        joinedHouseholdCount: joinedCount,
      },
      courtyards: rows,
    };
  },
};

/** The community's digest and every courtyard's, in one request; a request holds a hundred ids. */
async function digestsOf(
  store: Store,
  communityId: CommunityId,
  courtyards: readonly ListedCourtyard[],
): Promise<{ readonly community: CommunityPlaceDigest; readonly joinedCount: number }> {
  const ids = [communityId, ...courtyards.map(({ _id }) => _id)].map(placeDigestId);
  const digests: (CommunityPlaceDigest | CourtyardPlaceDigest)[] = [];
  for (let i = 0; i < ids.length; i += LIMITS.listMax) {
    digests.push(
      ...(await store.getAll<CourtyardPlaceDigest>('digests', ids.slice(i, i + LIMITS.listMax))),
    );
  }
  const community = digests.find((one): one is CommunityPlaceDigest => 'courtyards' in one);
  const joined = digests.map((one) => ('joined' in one ? one.joined : 0));
  return { community: found(community), joinedCount: sum(joined) };
}

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

function totalsOf(
  courtyards: readonly ListedCourtyard[],
): Omit<OverviewView['totals'], 'householdCount' | 'joinedHouseholdCount'> {
  const groups = new Set(courtyards.map(({ residentGroup }) => residentGroup));
  // 0 stands for a courtyard that was not given to a group yet.
  groups.delete(0);
  return {
    courtyardCount: courtyards.length,
    residentGroupCount: groups.size,
    permanentCount: sum(courtyards.map(({ permanentCount }) => permanentCount)),
    floatingCount: sum(courtyards.map(({ floatingCount }) => floatingCount)),
    aged60Count: sum(courtyards.map(({ aged60Count }) => aged60Count)),
    unguardedCount: courtyards.filter(({ guardCount }) => guardCount === 0).length,
    boundCount: courtyards.filter(({ group }) => group !== undefined).length,
  };
}
