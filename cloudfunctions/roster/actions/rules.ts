import * as v from 'valibot';
import { dayOf } from '../../../miniprogram/contract/calendar';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { roster } from '../../../miniprogram/contract/roster';
import type { RulesForm } from '../../../miniprogram/contract/roster-views';
import { courtyardOf } from '../../kernel/caller';
import { AppError } from '../../kernel/errors';
import { count, nothing, schemaOf } from '../../kernel/parse';
import { once } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';
import { create, type Write } from '../../kernel/store';
import {
  archive,
  horizonOf,
  lookedAt,
  put,
  runningOf,
  settledRoster,
  withChanges,
} from '../acting';
import { movedBetween, withRules } from '../changes';
import { type KeyDoc, keyId, type RosterDoc } from '../documents';
import {
  type Home,
  holdsFrom,
  participantsOf,
  planOfForm,
  refuseWrong,
  rulesOf,
  statusOf,
  usualForm,
} from '../form';
import { codeFrom } from '../key-chain';
import { homesOf, keysOf, rosterOf } from '../repository';
import { simulationView } from '../simulation-view';
import { tellNow } from '../tell';
import { form } from './inputs';

type Actions = (typeof roster)['actions'];

const labelsOf = (homes: readonly Home[]) => new Map(homes.map(({ _id, label }) => [_id, label]));

/** Three requests: who, the roster, the doors. */
export const rules: HandlerOf<Actions['rules']> = {
  input: schemaOf<InputOf<Actions['rules']>>()(nothing),

  async run({ store, call, now }) {
    const doc = await rosterOf(store, call);
    const homes = await homesOf(store, call);
    const shown = doc.draft ?? doc.form ?? usualForm(now);
    const standings = doc.plan ? lookedAt(runningOf(doc), now).plan.progress.standings : {};
    return {
      status: statusOf(doc, now),
      form: shown,
      isDraft: doc.draft !== undefined,
      households: homes.map(({ _id: id, label, tenure }) => ({ id, label, tenure })),
      holdsFrom: holdsFrom(doc, shown, now),
      simulation: simulationView(planOfForm(shown, homes), labelsOf(homes)),
      reached: { households: Object.keys(standings).length, of: homes.length },
      now,
    };
  },
};

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

export const publish: HandlerOf<Actions['publish']> = {
  input: schemaOf<InputOf<Actions['publish']>>()(nothing),

  async run(context) {
    const { store, call, cloud, now } = context;
    let stored: RosterDoc | undefined;
    const value = await once(context, async (read) => {
      const doc = await rosterOf(read, call);
      const { draft } = doc;
      if (!draft) throw new AppError('ROSTER_NO_DRAFT');
      const homes = await homesOf(read, call);
      refuseWrong(draft, homes);
      const from = holdsFrom(doc, draft, now);
      const isRunning = statusOf(doc, now) === 'running';
      const { after, writes, moved } = isRunning
        ? inForce(doc, { draft, homes, now })
        : begun(doc, { draft: { ...draft, startsOn: from }, homes, now });
      stored = after;
      const keys = await keysOf(read, courtyardOf(call));
      const codes = { next: () => codeFrom(cloud.chance(2)), now };
      return {
        writes: [...writes, ...newKeys(doc, { draft, keys }, codes), put(after)],
        value: { status: statusOf(after, now), holdsFrom: from, moved },
      };
    });
    await tellNow(store, stored, now);
    return value;
  },
};

interface Drafted {
  readonly draft: RulesForm;
  readonly homes: readonly Home[];
  readonly now: number;
}
interface Published {
  readonly after: RosterDoc;
  readonly writes: readonly Write[];
  readonly moved: number;
}

/** Rules of a running roster hold from tomorrow; what is served stands, and those it moves are told. */
function inForce(doc: RosterDoc, { draft, homes, now }: Drafted): Published {
  const today = dayOf(now);
  const { roster: before, writes } = settledRoster(runningOf(doc), now);
  const { endsOn: _, ...ongoing } = withRules(before.plan, rulesOf(draft, homes), today);
  const plan = {
    ...ongoing,
    ...(draft.endsOn === undefined ? {} : { endsOn: draft.endsOn < today ? today : draft.endsOn }),
    participants: participantsOf(draft, homes, before.plan.participants),
  };
  const moved = movedBetween(before.plan, plan, horizonOf(before.plan, today));
  const { draft: __, ...rest } = before;
  const after = withChanges({ ...rest, plan, form: draft }, moved, now);
  return { after, writes, moved: moved.length };
}

/** A roster that begins, or begins anew: the facts of the one before go to their months. */
function begun({ draft: _, ...doc }: RosterDoc, { draft, homes }: Drafted): Published {
  const plan = planOfForm(draft, homes);
  const after: RosterDoc = {
    ...doc,
    plan,
    form: draft,
    season: doc.season + 1,
    recent: [],
    asks: [],
    changed: {},
  };
  const writes = doc.recent.length > 0 ? [archive(doc, doc.recent)] : [];
  return { after, writes, moved: 0 };
}

/** A gate that has no key yet gets one; the committee holds it. */
function newKeys(
  { communityId, courtyardId }: RosterDoc,
  { draft, keys }: { readonly draft: RulesForm; readonly keys: readonly KeyDoc[] },
  { next, now }: { readonly next: () => string; readonly now: number },
): readonly Write[] {
  const known = new Set(keys.map(({ gate }) => gate));
  const gates = [...new Set(draft.posts.map(({ gate }) => gate))].filter(
    (gate) => !known.has(gate),
  );
  const fresh = gates.map(
    (gate, i): KeyDoc => ({
      _id: keyId(courtyardId, keys.length + i),
      communityId,
      rev: 1,
      courtyardId,
      gate,
      holder: 'committee',
      since: now,
      moveCount: 0,
      code: next(),
      wrongCodes: 0,
    }),
  );
  return fresh.length === 0 ? [] : [create('keys', ...fresh)];
}
