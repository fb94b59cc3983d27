/** Corrections, merges, splits. Pure: documents in, documents out, each with its line in the trail. @see docs/domain/directory.md §4 */
import type { HouseholdInput } from '../../miniprogram/contract/directory';
import { TENURE_NAMES } from '../../miniprogram/contract/directory';
import type {
  CommunityId,
  CourtyardId,
  HouseholdId,
  MemberId,
} from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import type { EpochMs } from '../../miniprogram/contract/units';
import { refuseIf } from '../kernel/errors';
import { copiesOf } from './copies';
import type { HouseholdDoc, PersonEntry } from './documents';
import { doorText, labelOf } from './labels';
import { labelled } from './plates';

export interface Act {
  readonly by: MemberId;
  readonly now: EpochMs;
}

const ALL_SHOWN = { door: true, name: true };

const noted = (household: HouseholdDoc, what: string, { by, now }: Act): HouseholdDoc => ({
  ...household,
  trail: [...household.trail, { at: now, what, by }],
});

export function newHousehold(
  fields: HouseholdInput,
  place: {
    readonly id: HouseholdId;
    readonly communityId: CommunityId;
    readonly courtyardId: CourtyardId;
  },
  act: Act & { readonly what: string },
): HouseholdDoc {
  const { id, communityId, courtyardId } = place;
  return noted(
    {
      _id: id,
      communityId,
      rev: 1,
      courtyardId,
      ...fields,
      label: labelOf(fields, ALL_SHOWN),
      shown: ALL_SHOWN,
      people: [],
      helpers: [],
      away: [],
      status: 'active',
      trail: [],
    },
    act.what,
    act,
  );
}

/** The household with other facts; unchanged when they are the same. */
export function corrected(household: HouseholdDoc, fields: HouseholdInput, act: Act): HouseholdDoc {
  const what = differences(household, fields);
  if (what === '') return household;
  return noted(labelled({ ...household, ...fields }), what, act);
}

function differences(before: HouseholdInput, after: HouseholdInput): string {
  const changes = [
    change('门牌', doorText(before), doorText(after)),
    change('户主姓氏', before.family, after.family),
    change('居住', TENURE_NAMES[before.tenure], TENURE_NAMES[after.tenure]),
  ];
  return changes.filter((one) => one !== '').join('；');
}

const change = (what: string, before: string, after: string): string =>
  before === after ? '' : `${what}由“${before}”改为“${after}”`;

/**
 * Two doors that are one household. People and helpers of `from` come along; its codes end.
 * @throws AppError `HOUSEHOLD_FULL`
 */
export function merged(
  from: HouseholdDoc,
  into: HouseholdDoc,
  act: Act,
): { readonly from: HouseholdDoc; readonly into: HouseholdDoc } {
  refuseIf(from._id === into._id, 'INVALID', { field: 'from' });
  const people = [...into.people, ...from.people.filter((one) => !isKnown(into.people, one))];
  refuseIf(people.length > LIMITS.peoplePerHousehold, 'HOUSEHOLD_FULL');
  const members = new Set(people.map(({ memberId }) => memberId));
  const helpers = [...into.helpers, ...from.helpers].filter(
    ({ memberId }, i, all) =>
      !members.has(memberId) && all.findIndex((one) => one.memberId === memberId) === i,
  );
  const whole = { ...into, people, helpers };
  const behind = new Set([...(into.relabel ?? []), ...copiesOf(from), ...copiesOf(into), act.by]);
  const absorbed = new Set([...(into.absorbed ?? []), ...(from.absorbed ?? []), from._id]);
  return {
    from: noted(
      // What is behind of it follows with the household it is now.
      {
        ...leftBy(ended(from), act.by),
        status: 'merged',
        mergedInto: into._id,
        relabel: [],
        absorbed: [],
      },
      `合并到 ${doorText(into)}`,
      act,
    ),
    into: noted(
      { ...whole, absorbed: [...absorbed], relabel: [...behind] },
      `合并了 ${doorText(from)}`,
      act,
    ),
  };
}

const isKnown = (people: readonly PersonEntry[], person: PersonEntry): boolean =>
  people.some(({ memberId }) => memberId !== undefined && memberId === person.memberId);

/** A door nobody lives behind any more keeps its name for old records, and nothing about people. */
export const archived = (household: HouseholdDoc, act: Act): HouseholdDoc =>
  noted(
    {
      ...leftBy(ended(household), act.by),
      status: 'archived',
      relabel: [...new Set([...(household.relabel ?? []), ...copiesOf(household), act.by])],
    },
    '停用这个门牌',
    act,
  );

/** The tick settles what leaves with somebody: a commit has no room for it. */
export const leftBy = (household: HouseholdDoc, member: MemberId): HouseholdDoc => ({
  ...household,
  leftBy: [...new Set([...(household.leftBy ?? []), member])],
});

const ended = ({ invites: _, wrongCodes: __, ...household }: HouseholdDoc): HouseholdDoc => ({
  ...household,
  people: [],
  helpers: [],
  away: [],
});

/**
 * One door that is two households: some of its people get a door of their own.
 * @throws AppError `NOT_FOUND` for somebody who does not live there
 */
export function split(
  household: HouseholdDoc,
  people: readonly string[],
  { next, act }: { readonly next: HouseholdDoc; readonly act: Act },
): { readonly rest: HouseholdDoc; readonly next: HouseholdDoc } {
  const moving = household.people.filter(({ id }) => people.includes(id));
  refuseIf(moving.length !== new Set(people).size, 'NOT_FOUND');
  const members = moving.flatMap(({ memberId }) => (memberId ? [memberId] : []));
  const relabel = [...new Set([...members, act.by])];
  return {
    rest: noted(
      { ...household, people: household.people.filter(({ id }) => !people.includes(id)) },
      `分出 ${doorText(next)}`,
      act,
    ),
    next: {
      ...next,
      people: moving,
      absorbed: [household._id, ...(household.absorbed ?? [])],
      relabel,
    },
  };
}
