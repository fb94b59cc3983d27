import * as v from 'valibot';
import { dayOf } from '../../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../../miniprogram/contract/ids';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { roster } from '../../../miniprogram/contract/roster';
import type { RosterStatus, RulesForm } from '../../../miniprogram/contract/roster-views';
import type { Count, EpochMs } from '../../../miniprogram/contract/units';
import { refuseIf } from '../../kernel/errors';
import { count, nothing, schemaOf } from '../../kernel/parse';
import { passes } from '../../kernel/safety';
import type { HandlerOf } from '../../kernel/serve';
import { put } from '../acting';
import type { Moved } from '../changes';
import type { RosterDoc } from '../documents';
import { type Home, holdsFrom, refuseWrong, statusOf, usualForm } from '../form';
import { once } from '../in-step';
import { type Drafted, nextPlan } from '../next-rules';
import { homesOf, rosterAndHomes, rosterOf } from '../repository';
import type { Plannable } from '../rules';
import { lookedAt, runningOf } from '../running';
import { simulationView } from '../simulation-view';
import { changeText } from '../words';
import { form } from './inputs';

type Actions = (typeof roster)['actions'];

const labelsOf = (homes: readonly Home[]) => new Map(homes.map(({ _id, label }) => [_id, label]));

/** Three requests: who, the roster, the doors. */
export const rules: HandlerOf<Actions['rules']> = {
  input: schemaOf<InputOf<Actions['rules']>>()(nothing),

  async run({ store, call, now }) {
    const { doc, homes } = await rosterAndHomes(store, call);
    const shown = doc.draft ?? doc.form ?? usualForm(now);
    const options = homes.map(({ _id: id, label }) => ({ id, label }));
    return {
      status: statusOf(doc, now),
      form: shown,
      isDraft: doc.draft !== undefined,
      ...(doc.draft && doc.form ? { published: doc.form } : {}),
      households: options,
      standIns: options.filter(({ id }) => doc.standIns.includes(id)),
      holdsFrom: holdsFrom(doc, shown, now),
      simulation: simulationView(planShown(doc, { draft: shown, homes, now }), labelsOf(homes)),
      reached: { households: reachedBy(doc, now), of: homes.length },
      now,
    };
  },
};

/** What is published is shown as it stands, a draft as publishing it would leave it. */
const planShown = (doc: RosterDoc, drafted: Drafted): Plannable =>
  doc.plan && !doc.draft ? lookedAt(runningOf(doc), drafted.now).plan : nextPlan(doc, drafted).plan;

/** Households that have had a turn, by the plan or by paper. */
function reachedBy(doc: RosterDoc, now: EpochMs): Count {
  if (!doc.plan) return 0;
  const { standings } = lookedAt(runningOf(doc), now).plan.progress;
  const { corrections = {} } = doc;
  const households = [...new Set([...Object.keys(standings), ...Object.keys(corrections)])];
  return (households as HouseholdId[]).filter(
    (id) => (standings[id]?.turns ?? 0) + (corrections[id]?.turns ?? 0) > 0,
  ).length;
}

/** Three requests: who, the roster, the doors. */
export const simulate: HandlerOf<Actions['simulate']> = {
  input: schemaOf<InputOf<Actions['simulate']>>()(
    v.strictObject({
      form,
      wishedRounds: v.exactOptional(v.pipe(count(200), v.minValue(1))),
      compare: v.exactOptional(v.boolean()),
    }),
  ),

  async run({ input, store, call, now }) {
    const { doc, homes } = await rosterAndHomes(store, call);
    refuseWrong(input.form, homes);
    const labels = labelsOf(homes);
    const { plan, moved } = nextPlan(doc, { draft: input.form, homes, now });
    const view = simulationView(plan, labels, input.wishedRounds);
    if (!input.compare || !isInForce(statusOf(doc, now))) return view;
    return { ...view, moved: { households: moved.length, soonest: soonestOf(moved, labels, now) } };
  },
};

const isInForce = (status: RosterStatus): boolean => status === 'running' || status === 'published';

const SOONEST = 5;

const soonestOf = (
  moved: readonly Moved[],
  labels: ReadonlyMap<HouseholdId, string>,
  now: EpochMs,
): readonly string[] =>
  moved
    .slice(0, SOONEST)
    .map(({ household, was, is }) =>
      changeText({ was, is, at: now }, dayOf(now), labels.get(household)),
    );

/** What neighbours read of the rules in the committee's own words. */
const wordsOf = ({ briefing, seed, posts, contact = '' }: RulesForm): string =>
  [briefing, seed, ...posts.map(({ gate }) => gate), contact]
    .filter((one) => one !== '')
    .join('\n');

/** While the platform's check is away, rules whose words are known already may still be saved. */
export const saveRules: HandlerOf<Actions['saveRules']> = {
  input: schemaOf<InputOf<Actions['saveRules']>>()(v.strictObject({ form })),

  async run(context) {
    const { input, cloud, call, caller, now } = context;
    const isChecked = await passes(cloud, caller.openid, wordsOf(input.form));
    return once(context, async (read) => {
      const doc = await rosterOf(read, call);
      const known = [doc.draft, doc.form, usualForm(now)].map((one) => one && wordsOf(one));
      refuseIf(!isChecked && !known.includes(wordsOf(input.form)), 'CHECK_AWAY');
      refuseWrong(input.form, await homesOf(read, call));
      const after = { ...doc, draft: input.form };
      return { writes: [put(after)], value: { status: statusOf(after, now) } };
    });
  },
};
