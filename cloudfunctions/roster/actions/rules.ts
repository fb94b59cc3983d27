import * as v from 'valibot';
import type { HouseholdId } from '../../../miniprogram/contract/ids';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { roster } from '../../../miniprogram/contract/roster';
import type { Count, EpochMs } from '../../../miniprogram/contract/units';
import { count, nothing, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { put } from '../acting';
import type { RosterDoc } from '../documents';
import { type Home, holdsFrom, planOfForm, refuseWrong, statusOf, usualForm } from '../form';
import { once } from '../in-step';
import { homesOf, rosterAndHomes, rosterOf } from '../repository';
import { lookedAt, runningOf } from '../running';
import { simulationView } from '../simulation-view';
import { form } from './inputs';

type Actions = (typeof roster)['actions'];

const labelsOf = (homes: readonly Home[]) => new Map(homes.map(({ _id, label }) => [_id, label]));

/** Three requests: who, the roster, the doors. */
export const rules: HandlerOf<Actions['rules']> = {
  input: schemaOf<InputOf<Actions['rules']>>()(nothing),

  async run({ store, call, now }) {
    const { doc, homes } = await rosterAndHomes(store, call);
    const shown = doc.draft ?? doc.form ?? usualForm(now);
    const options = homes.map(({ _id: id, label, tenure }) => ({ id, label, tenure }));
    return {
      status: statusOf(doc, now),
      form: shown,
      isDraft: doc.draft !== undefined,
      ...(doc.draft && doc.form ? { published: doc.form } : {}),
      households: options,
      standIns: options.filter(({ id }) => doc.standIns.includes(id)),
      holdsFrom: holdsFrom(doc, shown, now),
      simulation: simulationView(planOfForm(shown, homes), labelsOf(homes)),
      reached: { households: reachedBy(doc, now), of: homes.length },
      now,
    };
  },
};

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

/** Two requests: who, and the doors. */
export const simulate: HandlerOf<Actions['simulate']> = {
  input: schemaOf<InputOf<Actions['simulate']>>()(
    v.strictObject({ form, wishedRounds: v.exactOptional(v.pipe(count(200), v.minValue(1))) }),
  ),

  async run({ input, store, call }) {
    const homes = await homesOf(store, call);
    refuseWrong(input.form, homes);
    return simulationView(planOfForm(input.form, homes), labelsOf(homes), input.wishedRounds);
  },
};

export const saveRules: HandlerOf<Actions['saveRules']> = {
  input: schemaOf<InputOf<Actions['saveRules']>>()(v.strictObject({ form })),

  run(context) {
    const { input, call, now } = context;
    return once(context, async (read) => {
      const doc = await rosterOf(read, call);
      refuseWrong(input.form, await homesOf(read, call));
      const after = { ...doc, draft: input.form };
      return { writes: [put(after)], value: { status: statusOf(after, now) } };
    });
  },
};
