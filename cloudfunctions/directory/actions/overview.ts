import type { directory, OverviewView } from '../../../miniprogram/contract/directory';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { type CourtyardPlaceDigest, placeDigestId } from '../../courtyard/public';
import { nothing, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { listCourtyards, loadCommunity } from '../repository';
import { courtyardRow, type ListedCourtyard } from '../rows';
import { order } from '../search';

type Overview = (typeof directory)['actions']['overview'];

/** The whole community: its sums, and every courtyard. */
export const overview: HandlerOf<Overview> = {
  input: schemaOf<InputOf<Overview>>()(nothing),

  async run({ call, store }) {
    const courtyards = await listCourtyards(store, call.communityId);
    const community = await loadCommunity(store, call.communityId);
    const digests = await store.getAll<CourtyardPlaceDigest>(
      'digests',
      courtyards.map(({ _id }) => placeDigestId(_id)),
      ['joined'],
    );
    const rows = courtyards
      .map((courtyard) => courtyardRow(courtyard, community))
      .sort((a, b) => order.compare(a.code, b.code));
    return {
      communityName: community.name,
      phone: community.phone,
      totals: {
        ...totalsOf(courtyards),
        householdCount: sum(rows.map(({ householdCount }) => householdCount)),
        joinedHouseholdCount: sum(digests.map(({ joined }) => joined ?? 0)),
      },
      courtyards: rows,
    };
  },
};

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
