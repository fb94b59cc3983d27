/** What was filled in, as rules the planner knows. Pure. @see docs/domain/roster.md §1 */
import { addDays, dayOf, instant } from '../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { JoinForm, RosterStatus, RulesForm } from '../../miniprogram/contract/roster-views';
import type { EpochMs, LocalDate } from '../../miniprogram/contract/units';
import type { HouseholdDoc } from '../directory/public';
import { refuseIf } from '../kernel/errors';
import type { RosterDoc } from './documents';
import { byDoor, byLots } from './order';
import { freshPlan, type Participant, type Plannable, type Post, type Rules } from './rules';

export type Home = Pick<HouseholdDoc, '_id' | 'unit' | 'door' | 'label' | 'tenure' | 'away'>;

/** 08:00 to 20:00, one household a day, by door: as the courtyard of the article did it. */
export const usualForm = (now: EpochMs): RulesForm => ({
  startsOn: addDays(dayOf(now), 1),
  posts: [{ gate: '大门', opensAt: '08:00', closesAt: '20:00' }],
  orderBy: 'door',
  seed: '',
  order: [],
  tenants: 'now',
  tenantsFromRound: 1,
  exempt: [],
  restDays: 1,
  heavyDays: 'same',
  briefing: '',
});

/** A roster with an end has it within three years: every day of it is looked at. */
const WINDOW_DAYS_MAX = 1_096;

/** @throws AppError `INVALID` with the field */
export function refuseWrong(form: RulesForm, homes: readonly Home[]): void {
  const { startsOn, endsOn, posts, order, exempt, joins = [] } = form;
  const joining = joins.map(({ householdId }) => householdId);
  const known = new Set(homes.map(({ _id }) => _id));
  const wrongPost = posts.some(({ opensAt, closesAt }) => opensAt >= closesAt);
  const last = addDays(startsOn, WINDOW_DAYS_MAX);
  refuseIf(endsOn !== undefined && (endsOn < startsOn || endsOn > last), 'INVALID', {
    field: 'endsOn',
  });
  refuseIf(wrongPost, 'INVALID', { field: 'posts' });
  refuseIf(
    [...order, ...joining, ...exempt.map(({ householdId }) => householdId)].some(
      (id) => !known.has(id),
    ),
    'NOT_FOUND',
  );
  refuseIf(new Set(order).size !== order.length, 'INVALID', { field: 'order' });
  refuseIf(new Set(joining).size !== joining.length, 'INVALID', { field: 'joins' });
}

const postsOf = (form: RulesForm): readonly Post[] =>
  form.posts.map((post, i) => ({ id: `p${i + 1}`, ...post }));

const joinOf = ({ joins = [] }: RulesForm, { _id }: Pick<Home, '_id'>): JoinForm | undefined =>
  joins.find(({ householdId }) => householdId === _id);

/** Tenants as the rule for them says, unless one is named. */
export const takesPart = (form: RulesForm, home: Pick<Home, '_id' | 'tenure'>): boolean =>
  home.tenure !== 'tenant' || form.tenants !== 'never' || joinOf(form, home) !== undefined;

function orderOf(form: RulesForm, homes: readonly Home[]): readonly HouseholdId[] {
  const taking = homes.filter((home) => takesPart(form, home));
  const doors = byDoor(taking.map(({ _id: id, unit, door }) => ({ id, unit, door })));
  if (form.orderBy === 'door') return doors;
  if (form.orderBy === 'lots') return byLots(doors, form.seed);
  const named = form.order.filter((id) => doors.includes(id));
  return [...named, ...doors.filter((id) => !named.includes(id))];
}

export const rulesOf = (form: RulesForm, homes: readonly Home[]): Omit<Rules, 'from'> => ({
  posts: postsOf(form),
  order: orderOf(form, homes),
  restDays: form.restDays,
  heavyDays: form.heavyDays,
});

/** Who does not simply take part from the first day. Absences that are known stay, the register's are new. */
export function participantsOf(
  form: RulesForm,
  homes: readonly Home[],
  known: readonly Participant[] = [],
): readonly Participant[] {
  return homes.flatMap((home) => {
    const before = known.find(({ household }) => household === home._id);
    const { fromRound: _, laterRound: __, joinsOn: ___, ...stays } = before ?? {};
    const participant = { ...stays, ...particularsOf(form, home, before) };
    return Object.keys(participant).length > 0 ? [{ ...participant, household: home._id }] : [];
  });
}

function particularsOf(
  form: RulesForm,
  { _id, tenure, away }: Home,
  before: Participant | undefined,
): Partial<Participant> {
  const { startsOn, exempt } = form;
  const dated = away.filter(({ until }) => until >= startsOn);
  const absent = tenure === 'away' ? [...dated, { from: startsOn }] : dated;
  const spans = exempt
    .filter(({ householdId }) => householdId === _id)
    .map(({ householdId: _, ...span }) => span);
  return {
    ...joiningOf(form, { _id, tenure }),
    ...(spans.length > 0 || before?.exempt ? { exempt: spans } : {}),
    ...(absent.length > 0 && !before ? { away: absent } : {}),
  };
}

/** The day or the round a household takes part from; one that is named need not wait with the other tenants. */
function joiningOf(form: RulesForm, home: Pick<Home, '_id' | 'tenure'>): Partial<Participant> {
  const join = joinOf(form, home);
  if (join) return 'from' in join ? { joinsOn: join.from } : { fromRound: join.fromRound };
  const isLate = home.tenure === 'tenant' && form.tenants === 'later';
  return isLate ? { fromRound: form.tenantsFromRound } : {};
}

/** A roster as the form would have it, with what is known of who takes part. */
export function planOfForm(
  form: RulesForm,
  homes: readonly Home[],
  known: readonly Participant[] = [],
): Plannable {
  const { startsOn, endsOn } = form;
  const window = { startsOn, ...(endsOn === undefined ? {} : { endsOn }) };
  return freshPlan({ ...window, ...rulesOf(form, homes) }, participantsOf(form, homes, known));
}

export function statusOf({ plan, draft }: RosterDoc, now: EpochMs): RosterStatus {
  const today = dayOf(now);
  if (!plan) return draft ? 'draft' : 'none';
  if (plan.endsOn !== undefined && plan.endsOn < today) return 'stoodDown';
  return today < plan.startsOn ? 'published' : 'running';
}

/** The first day that new rules would hold: today people are on their way already. */
export function holdsFrom(doc: RosterDoc, form: RulesForm, now: EpochMs): LocalDate {
  const today = dayOf(now);
  const isRunning = statusOf(doc, now) === 'running';
  if (isRunning) return addDays(today, 1);
  const opening = form.posts.reduce(
    (first, { opensAt }) => (opensAt < first ? opensAt : first),
    '24:00',
  );
  // A roster may still begin today while its gate has not opened.
  const earliest = now < instant(today, opening) ? today : addDays(today, 1);
  return form.startsOn < earliest ? earliest : form.startsOn;
}
