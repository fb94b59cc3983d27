/** A running roster follows the register without anybody's act. Pure. @see docs/domain/roster.md §8 */
import { addDays } from '../../miniprogram/contract/calendar';
import type { Tenure } from '../../miniprogram/contract/directory';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { RulesForm } from '../../miniprogram/contract/roster-views';
import type { LocalDate } from '../../miniprogram/contract/units';
import type { HouseholdDoc } from '../directory/public';
import { cameBack, withAbsence, withParticipant, withRules } from './changes';
import type { Span } from './days';
import type { Registered, RosterDoc } from './documents';
import { takesPart } from './form';
import { byDoor } from './order';
import { planUntil } from './plan';
import { type Participant, type Plannable, partsOf, rulesOn } from './rules';
import type { Running } from './running';

/** A household as the register has it. */
export type Row = Pick<
  HouseholdDoc,
  '_id' | 'unit' | 'door' | 'tenure' | 'status' | 'away' | 'mergedInto'
>;

export interface Followed {
  readonly roster: RosterDoc;
  /** Those who are away or gone: they know. */
  readonly knowing: readonly HouseholdId[];
}

/**
 * Absences free turns from tomorrow on, whoever comes back or is new joins the tail of the round, whoever is gone
 * leaves. Today people are on their way. Absences that were agreed in the roster itself stay.
 */
export function followRegister(roster: Running, rows: readonly Row[], today: LocalDate): Followed {
  const { plan, form } = roster;
  const tomorrow = addDays(today, 1);
  const from = plan.startsOn > tomorrow ? plan.startsOn : tomorrow;
  const homes = rows.filter(({ status }) => status === 'active');
  const scene: Scene = { roster, rows, homes, from, today };
  const known = knownOf(roster);
  let after = form ? withOrder(plan, form, scene) : plan;
  const knowing: HouseholdId[] = rows
    .filter(({ status }) => status !== 'active')
    .map(({ _id }) => _id);
  for (const home of homes) {
    const next = withHome(after, home, { before: known[home._id], from });
    if (next !== after && isFreed(home, known[home._id])) knowing.push(home._id);
    after = next;
  }
  return { roster: withoutGone({ ...roster, plan: after }, scene), knowing };
}

interface Scene {
  readonly roster: Running;
  readonly rows: readonly Row[];
  readonly homes: readonly Row[];
  /** The first day that is still free to change. */
  readonly from: LocalDate;
  readonly today: LocalDate;
}

type Known = Readonly<Record<HouseholdId, Registered>>;

/** What the register said when it was last followed; nothing of an earlier season counts. */
const knownOf = ({ register, season }: RosterDoc): Known =>
  register?.season === season ? register.homes : {};

const isFreed = ({ away, tenure }: Row, before: Registered | undefined): boolean =>
  tenure === 'away' || away.length > (before?.away.length ?? 0);

/** Who takes part, in the order of turns; those who are new stand where they belong, or at the end. */
function withOrder(plan: Plannable, form: RulesForm, { homes, from, today }: Scene): Plannable {
  const { from: _, ...rules } = rulesOn(plan, from);
  const taking = homes.filter((home) => takesPart(form, home));
  const ids = new Set(taking.map(({ _id }) => _id));
  const stay = rules.order.filter((id) => ids.has(id));
  const fresh = taking.filter(({ _id }) => !rules.order.includes(_id));
  if (fresh.length === 0 && stay.length === rules.order.length) return plan;
  const order =
    form.orderBy === 'door'
      ? byDoor(taking.map(({ _id: id, unit, door }) => ({ id, unit, door })))
      : [...stay, ...byDoor(fresh.map(({ _id: id, unit, door }) => ({ id, unit, door })))];
  const joined = fresh.reduce(
    (before, { _id }) => withParticipant(before, _id, () => ({ from })),
    plan,
  );
  return withRules(joined, { ...rules, order }, today);
}

/** What the register says of one household, beside what was agreed in the roster. */
function withHome(
  plan: Plannable,
  home: Row,
  { before, from }: { readonly before: Registered | undefined; readonly from: LocalDate },
): Plannable {
  const was = before ?? { tenure: tenureIn(plan, home), away: [] };
  const isBack = was.tenure === 'away' && home.tenure !== 'away';
  const back = isBack ? cameBack(plan, home._id, from) : plan;
  const ended = was.away.filter((span) => !has(home.away, span));
  const begun = isBack ? home.away : home.away.filter((span) => !has(was.away, span));
  const freed = ended.reduce((one, span) => withoutAbsence(one, home._id, { span, from }), back);
  const dated = begun
    .filter(({ until }) => until >= from)
    .map((span) => clipped(span, from))
    .filter((span) => !has(awayIn(freed, home), span))
    .reduce((one, span) => withAbsence(one, home._id, span), freed);
  const leaves = was.tenure !== 'away' && home.tenure === 'away';
  return leaves ? withAbsence(dated, home._id, { from }) : dated;
}

/** Rules that were published know the register's absences of that moment. */
const awayIn = ({ participants }: Plannable, { _id }: Row): readonly Span[] =>
  participants.find(({ household }) => household === _id)?.away ?? [];

/** Before the register was ever followed, a household without an end to its absence was away already. */
const tenureIn = ({ participants }: Plannable, { _id, tenure }: Row): Tenure => {
  const known = participants.find(({ household }) => household === _id);
  const isAway = known?.away?.some(({ until }) => until === undefined) ?? false;
  if (isAway) return 'away';
  return tenure === 'away' ? 'owner' : tenure;
};

const has = (spans: readonly Span[], { from, until }: Span): boolean =>
  spans.some((one) => one.from === from && one.until === until);

const clipped = ({ until, ...span }: Span, from: LocalDate): Span => ({
  from: span.from < from ? from : span.from,
  ...(until === undefined ? {} : { until }),
});

/** Days of an absence the register has taken back are days like any other, from the first that is free to change. */
const withoutAbsence = (
  plan: Plannable,
  household: HouseholdId,
  { span, from }: { readonly span: Span; readonly from: LocalDate },
): Plannable =>
  withParticipant(plan, household, ({ away = [] }: Participant) => ({
    away: away.flatMap((one) => {
      if (one.until !== span.until || one.from < span.from) return [one];
      // What is over stays as it was: tidied away in the register, it must not reach until today.
      if (one.until !== undefined && one.until < from) return [one];
      return one.from < from ? [{ ...one, until: addDays(from, -1) }] : [];
    }),
  }));

/** What a household that is gone had promised or asked goes back; a merged one hands it on. */
function withoutGone(roster: Running, { rows, homes, today }: Scene): RosterDoc {
  const here = new Set(homes.map(({ _id }) => _id));
  const into = new Map(rows.map(({ _id, mergedInto }) => [_id, mergedInto]));
  const stands = (id: HouseholdId): HouseholdId | undefined =>
    here.has(id)
      ? id
      : into.get(id) && here.has(into.get(id) as HouseholdId)
        ? into.get(id)
        : undefined;
  const fixed = new Set(planUntil(roster.plan, today).turns.map(({ id }) => id));
  const doers = Object.fromEntries(
    Object.entries(roster.plan.doers).flatMap(([turn, doer]) => {
      const { household: owner } = partsOf(turn as `${number}-${HouseholdId}`);
      const next = stands(doer);
      if (fixed.has(turn as `${number}-${HouseholdId}`)) return [[turn, doer]];
      return here.has(owner) && next !== undefined && next !== owner ? [[turn, next]] : [];
    }),
  );
  const changed = Object.entries(roster.changed).filter(([id]) => here.has(id as HouseholdId));
  return {
    ...roster,
    plan: { ...roster.plan, doers },
    asks: roster.asks.filter(({ by, to }) => here.has(by) && (to === undefined || here.has(to))),
    standIns: roster.standIns.filter((id) => here.has(id)),
    changed: Object.fromEntries(changed),
    register: {
      season: roster.season,
      homes: Object.fromEntries(homes.map(({ _id, tenure, away }) => [_id, { tenure, away }])),
    },
  };
}
