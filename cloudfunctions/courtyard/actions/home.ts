import type { courtyard } from '../../../miniprogram/contract/courtyard';
import type { BuyingCard, HomeView } from '../../../miniprogram/contract/home';
import type { CommunityId, CourtyardId } from '../../../miniprogram/contract/ids';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { buyingCards, buyingItems, parcelItems } from '../../groupbuy/public';
import { rolesFor } from '../../kernel/caller';
import { put } from '../../kernel/conditions';
import type { MemberDoc } from '../../kernel/member-doc';
import { nothing, schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import type { Store } from '../../kernel/store';
import { catchUp } from '../../member/public';
import { entriesFor, type NoticeDigest } from '../../notice/public';
import { dutyCard, dutyItems, keeperItems } from '../../roster/public';
import { type Arrival, arrive } from '../arrival';
import { withFirstAdmin } from '../first-admin';
import { isKeeper, standingOf } from '../standing';
import {
  answersFor,
  askedOf,
  boardsHere,
  boardsOf,
  noticeLine,
  type OwnMarks,
  questionItems,
  waitingItems,
} from '../waiting';

type Home = (typeof courtyard)['actions']['home'];

/** The first thing anybody sees. Costs a member three requests: who, the digests, the own marks. */
export const home: HandlerOf<Home> = {
  input: schemaOf<InputOf<Home>>()(nothing),

  async run(context) {
    const caller = await withFirstAdmin(context);
    const opened = { ...context, caller };
    const arrival = await arrive(opened);
    await remember(context.store, caller.member, arrival);
    if (caller.member?.accountBehind) {
      await catchUp(context.store, caller.member, caller.openid);
    }
    return viewOf(opened, arrival);
  },
};

async function viewOf(
  { call, caller, store, now }: Context<unknown>,
  arrival: Arrival,
): Promise<HomeView> {
  const { courtyardId, community, courtyard, noticesOf, dutyOf } = arrival;
  const { member } = caller;
  const { communityId } = call;
  const roles = rolesFor(member, { communityId, ...(courtyardId ? { courtyardId } : {}) }, now);
  const isNeighbour = !roles.has('stranger');
  const entriesAt = (place: CourtyardId) => {
    const digests = [noticesOf(communityId), noticesOf(place)];
    return entriesFor(
      digests.filter((one): one is NoticeDigest => one !== undefined),
      place,
      now,
    );
  };
  const parties = answersFor(member, courtyardId);
  const asked = askedOf(parties, entriesAt);
  const boards = await ownMarks(store, asked, keptBy(roles, courtyardId, entriesAt));
  const here = courtyardId && isNeighbour ? entriesAt(courtyardId) : [];
  const askedHere = asked.filter(({ household }) => household.courtyardId === courtyardId);
  const keeps = courtyard !== undefined && isKeeper(roles);
  const duty = courtyardId && isNeighbour ? dutyOf(courtyardId) : undefined;
  const own = parties.filter(({ helping }) => !helping).map(({ id }) => id);
  const card = dutyCard(duty, own, now);
  const buying = buyingFor(arrival, { member, roles, parties, now });
  return {
    communityId,
    communityName: community.name,
    phone: community.phone,
    responseLevel: community.responseLevel,
    drill: community.drill,
    ...(courtyardId && courtyard ? { courtyard: cardOf(courtyardId, courtyard, isNeighbour) } : {}),
    ...(card ? { duty: card } : {}),
    ...(buying.cards.length > 0 ? { buying: buying.cards } : {}),
    standing: standingOf(member, roles, courtyardId),
    otherCourtyards: othersOf(member, community, courtyardId),
    actingFor: parties
      .filter(({ helping }) => helping)
      .map(({ id, label, courtyardId: place }) => ({
        id,
        label,
        courtyardId: place,
        personName: personNameOf(member, id),
      })),
    waiting: [
      ...(keeps ? keeperItems(duty, now) : []),
      ...parties.flatMap((party) => dutyItems(dutyOf(party.courtyardId), party, now)),
      ...buying.items,
      ...waitingItems(asked, boards),
      ...questionItems(here, boards, courtyardId),
      ...(keeps ? joinsItem(courtyard.waitingJoins) : []),
    ],
    notices: here.map((entry) => noticeLine(entry, askedHere, boards)),
    now,
  };
}

interface Looking {
  readonly member: MemberDoc | undefined;
  readonly roles: ReturnType<typeof rolesFor>;
  readonly parties: ReturnType<typeof answersFor>;
  readonly now: number;
}

/** Parcels come to every household the caller answers for; cards and work are of the courtyard that is open. */
function buyingFor(
  { community, courtyardId, buyingOf }: Arrival,
  { member, roles, parties, now }: Looking,
): { readonly cards: readonly BuyingCard[]; readonly items: HomeView['waiting'] } {
  const { communityId } = community;
  const at = (place: CourtyardId) => ({
    courtyardId: place,
    wide: buyingOf(communityId as CommunityId),
    own: buyingOf(place),
  });
  const parcels = parties.flatMap((party) => parcelItems(at(party.courtyardId), party, now));
  if (!member || !courtyardId || roles.has('stranger')) return { cards: [], items: parcels };
  const own = parties.filter(({ helping }) => !helping).map(({ id }) => id);
  const here = at(courtyardId);
  return {
    cards: buyingCards(here, own, now),
    items: [...parcels, ...buyingItems(here, { roles, memberId: member._id }, now)],
  };
}

const joinsItem = (count: number): HomeView['waiting'] =>
  count > 0 ? [{ kind: 'joins', count }] : [];

/** Keepers also read where questions may wait for them: the same request. */
const keptBy = (
  roles: Parameters<typeof isKeeper>[0],
  place: CourtyardId | undefined,
  entriesAt: (place: CourtyardId) => ReturnType<typeof entriesFor>,
): readonly string[] => (place && isKeeper(roles) ? boardsHere(entriesAt(place), place) : []);

async function ownMarks(
  store: Store,
  asked: ReturnType<typeof askedOf>,
  kept: readonly string[],
): Promise<readonly OwnMarks[]> {
  const households = [...new Set(asked.map(({ household }) => household.id))];
  const fields = [
    ...['version', ...households.map((id) => `marks.${id}`)],
    ...(kept.length > 0 ? ['unanswered'] : []),
  ];
  return (await store.getAll('reaches', boardsOf(asked, kept), fields)) as readonly OwnMarks[];
}

const cardOf = (
  id: CourtyardId,
  { name, gate, groupBound, ownerLabel }: NonNullable<Arrival['courtyard']>,
  isNeighbour: boolean,
): HomeView['courtyard'] & object => ({
  id,
  name,
  ...(gate ? { gate } : {}),
  groupBound,
  ...(isNeighbour && ownerLabel !== undefined ? { ownerLabel } : {}),
});

/** The other courtyards the caller lives in, helps in, or holds a role in. */
function othersOf(
  member: MemberDoc | undefined,
  community: Arrival['community'],
  here: CourtyardId | undefined,
): HomeView['otherCourtyards'] {
  const mine = new Set<string>([
    ...(member?.households ?? []).map(({ courtyardId }) => courtyardId),
    ...(member?.actingFor ?? []).map(({ courtyardId }) => courtyardId),
    ...(member?.roles ?? []).map(({ scope }) => scope),
  ]);
  return community.courtyards
    .filter(({ id }) => id !== here && mine.has(id))
    .map(({ id, name }) => ({ id, name }));
}

const personNameOf = (member: MemberDoc | undefined, household: string): string =>
  member?.actingFor.find(({ householdId }) => householdId === household)?.personName ?? '';

const GROUPS_MAX = 20;

/** Later openings from the same group then need no look-up. What is remembered is checked at every opening. */
async function remember(
  store: Store,
  member: MemberDoc | undefined,
  { courtyardId, toRemember }: Arrival,
): Promise<void> {
  if (!member || !courtyardId || toRemember === undefined) return;
  const known = Object.keys(member.groups);
  if (!/^[\w-]{1,64}$/.test(toRemember)) return;
  if (known.length >= GROUPS_MAX && !known.includes(toRemember)) return;
  await store.claim({
    collection: 'members',
    id: member._id,
    while: { rev: member.rev },
    changes: { [`groups.${toRemember}`]: put(courtyardId) },
  });
}
