/**
 * What becomes of a wish to join a household. Pure: `now` comes in, the documents to write come out.
 * @see docs/domain/member.md §1–§3
 */
import { dayOf } from '../../miniprogram/contract/calendar';
import type { HouseholdId, JoinId, MemberId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import type { AgeBand } from '../../miniprogram/contract/member';
import type { EpochMs } from '../../miniprogram/contract/units';
import { doorText, type HouseholdDoc } from '../directory/public';
import { refuseIf } from '../kernel/errors';
import type { AnsweredJoin, MemberDoc, WaitingJoin } from '../kernel/member-doc';
import { type Asked, isReplay } from '../kernel/replay';
import { livesIn, ownEntry, withPerson } from './people';

export interface Wish extends Asked {
  readonly name: string;
  readonly ageBand: AgeBand;
  readonly fromGroup: boolean;
  readonly privacyVersion: string;
  readonly at: EpochMs;
}

export type JoinStatus = 'waiting' | 'member';

export const joinId = (household: HouseholdId, member: MemberId): JoinId =>
  `${household}.${member}`;

/**
 * What the same request led to, when it comes again; also after it was answered.
 * @throws AppError `INVALID` when the id was used for another door or another name
 */
export function earlierJoin(member: MemberDoc | undefined, asked: Asked): JoinStatus | undefined {
  if (member?.waiting.some((one) => isReplay(one, asked))) return 'waiting';
  const answer = member?.answered?.find((one) => isReplay(one, asked));
  if (!answer) return undefined;
  return answer.by === undefined && answer.outcome === 'accepted' ? 'member' : 'waiting';
}

/**
 * A member who waits for a yes.
 * @throws AppError `GUARDIAN_NEEDED`, `ALREADY_MEMBER`, `JOIN_WAITING`, `TOO_MANY_JOINS`, `TOO_MANY_HOUSEHOLDS`,
 *   `HOUSEHOLD_FULL`
 */
export function ask(member: MemberDoc, household: HouseholdDoc, wish: Wish): MemberDoc {
  const person = { ...wish, memberId: member._id };
  refuseIf(isChild(household, person), 'GUARDIAN_NEEDED');
  refuseIf(
    member.waiting.some(({ householdId }) => householdId === household._id),
    'JOIN_WAITING',
  );
  refuseCrowd(member, household, wish);
  refuseIf(member.waiting.length >= LIMITS.openJoins, 'JOIN_WAITING');
  refuseIf(
    household.people.length >= LIMITS.peoplePerHousehold && !ownEntry(household, person),
    'HOUSEHOLD_FULL',
  );
  const waiting: WaitingJoin = {
    householdId: household._id,
    courtyardId: household.courtyardId,
    label: doorText(household),
    since: wish.at,
    ageBand: wish.ageBand,
    fromGroup: wish.fromGroup,
    requestId: wish.requestId,
    print: wish.print,
  };
  return { ...counted(member, wish), waiting: [...member.waiting, waiting] };
}

/** @throws AppError as `ask` does, except that a child may come when its guardian's code let it in */
export function enter(
  member: MemberDoc,
  household: HouseholdDoc,
  { wish, invitedBy }: { readonly wish: Wish; readonly invitedBy: MemberId },
): { readonly member: MemberDoc; readonly household: HouseholdDoc } {
  refuseIf(
    isChild(household, { ...wish, memberId: member._id }) && !isGuardian(household, invitedBy),
    'GUARDIAN_NEEDED',
  );
  refuseCrowd(member, household, wish);
  return settle(counted(member, wish), household, {
    ageBand: wish.ageBand,
    answer: {
      householdId: household._id,
      outcome: 'accepted',
      at: wish.at,
      requestId: wish.requestId,
      print: wish.print,
    },
  });
}

interface Accepting {
  readonly waiting: WaitingJoin;
  readonly by: MemberId;
  /** The request that says yes. */
  readonly ended: Asked;
  readonly now: EpochMs;
}

/** The member and the household after a yes. @throws AppError `HOUSEHOLD_FULL`, `GUARDIAN_NEEDED` */
export function accept(
  member: MemberDoc,
  household: HouseholdDoc,
  { waiting, by, ended, now }: Accepting,
): { readonly member: MemberDoc; readonly household: HouseholdDoc } {
  const person = { memberId: member._id, name: member.name, ageBand: waiting.ageBand };
  refuseIf(isChild(household, person), 'GUARDIAN_NEEDED');
  return settle(member, household, {
    ageBand: waiting.ageBand,
    answer: {
      householdId: household._id,
      outcome: 'accepted',
      by,
      at: now,
      requestId: waiting.requestId,
      print: waiting.print,
      ended,
    },
  });
}

/** The member after a no, or after taking the request back. */
export const closed = (member: MemberDoc, answer: AnsweredJoin): MemberDoc => ({
  ...member,
  waiting: member.waiting.filter(({ householdId }) => householdId !== answer.householdId),
  answered: [...(member.answered ?? []), answer].slice(-ANSWERS_KEPT),
});

/** The latest answer about a household. */
export const answerOf = (member: MemberDoc, household: HouseholdId): AnsweredJoin | undefined =>
  (member.answered ?? []).filter(({ householdId }) => householdId === household).at(-1);

const ANSWERS_KEPT = 12;

function settle(
  member: MemberDoc,
  household: HouseholdDoc,
  { ageBand, answer }: { readonly ageBand: AgeBand; readonly answer: AnsweredJoin },
): { readonly member: MemberDoc; readonly household: HouseholdDoc } {
  refuseIf(livesIn(member, household._id), 'ALREADY_MEMBER');
  const { _id, courtyardId, label } = household;
  const home = { householdId: _id, courtyardId, label, since: answer.at };
  // Somebody who helped here and now lives here needs no link any more.
  const actingFor = member.actingFor.filter(({ householdId }) => householdId !== _id);
  return {
    member: {
      ...closed(member, answer),
      households: [...member.households, home],
      actingFor,
    },
    household: {
      ...withPerson(household, { memberId: member._id, name: member.name, ageBand }),
      helpers: household.helpers.filter(({ memberId }) => memberId !== member._id),
    },
  };
}

/** By the own word, or by the register's. */
const isChild = (
  household: HouseholdDoc,
  person: { readonly name: string; readonly ageBand: AgeBand; readonly memberId: MemberId },
): boolean => person.ageBand === 'u14' || ownEntry(household, person)?.ageBand === 'u14';

/** An adult of the household who is a member. */
export const isGuardian = (household: HouseholdDoc, member: MemberId): boolean =>
  household.people.some(
    ({ memberId, ageBand }) => memberId === member && ageBand !== 'u14' && ageBand !== '14-17',
  );

function refuseCrowd(member: MemberDoc, household: HouseholdDoc, wish: Wish): void {
  refuseIf(livesIn(member, household._id), 'ALREADY_MEMBER');
  const tries = member.joinTries;
  refuseIf(tries?.day === dayOf(wish.at) && tries.count >= LIMITS.joinsPerDay, 'TOO_MANY_JOINS');
  const courtyards = new Set(
    [...member.households, ...member.waiting].map(({ courtyardId }) => courtyardId),
  );
  refuseIf(
    !courtyards.has(household.courtyardId) && courtyards.size >= LIMITS.courtyardsPerMember,
    'TOO_MANY_HOUSEHOLDS',
    { max: LIMITS.courtyardsPerMember },
  );
}

function counted(member: MemberDoc, { at, name, privacyVersion }: Wish): MemberDoc {
  const day = dayOf(at);
  const before = member.joinTries?.day === day ? member.joinTries.count : 0;
  return {
    ...member,
    // Whoever lives somewhere already is called there by the name that is known.
    name: member.households.length > 0 ? member.name : name,
    agreed: { version: privacyVersion, at },
    joinTries: { day, count: before + 1 },
  };
}
