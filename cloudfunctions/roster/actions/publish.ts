import { dayOf } from '../../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../../miniprogram/contract/ids';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { roster } from '../../../miniprogram/contract/roster';
import type { RulesForm } from '../../../miniprogram/contract/roster-views';
import { dutyDigestId } from '../../courtyard/public';
import { courtyardOf } from '../../kernel/caller';
import { AppError } from '../../kernel/errors';
import { nothing, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { create, type Write } from '../../kernel/store';
import { archive, put, settledRoster, withChanges } from '../acting';
import { firstDays } from '../changes';
import type { DutyDigest } from '../digest';
import { isSpare, type KeyDoc, keyId, type RosterDoc } from '../documents';
import { type Home, holdsFrom, planOfForm, refuseWrong, statusOf } from '../form';
import { once } from '../in-step';
import { codeFrom } from '../key-chain';
import { beforeItBegins, type Drafted, underRules } from '../next-rules';
import { homesOf, keysOf, rosterOf } from '../repository';
import { horizonOf, lookedAt, runningOf } from '../running';
import { numbersOf } from '../sheet';

type Actions = (typeof roster)['actions'];

export const publish: HandlerOf<Actions['publish']> = {
  input: schemaOf<InputOf<Actions['publish']>>()(nothing),

  run(context) {
    const { call, cloud, now } = context;
    return once(context, async (read) => {
      const doc = await rosterOf(read, call);
      const { draft } = doc;
      if (!draft) throw new AppError('ROSTER_NO_DRAFT');
      const homes = await homesOf(read, call);
      refuseWrong(draft, homes);
      const from = holdsFrom(doc, draft, now);
      const drafted = { draft, homes, now };
      const begins = { ...drafted, draft: { ...draft, startsOn: from } };
      const status = statusOf(doc, now);
      const { after, writes, moved } =
        status === 'running'
          ? inForce(doc, drafted)
          : status === 'published'
            ? agreedAnew(doc, begins)
            : begun(doc, begins);
      const digest = await read.get<DutyDigest>('digests', dutyDigestId(courtyardOf(call)));
      // The digest is written with every key, so it knows them all.
      const keys = digest ? Object.values(digest.keys) : await keysOf(read, courtyardOf(call));
      const numbered = { ...after, numbers: numbersOf(doc, byId(homes)) };
      const codes = { next: () => codeFrom(cloud.chance(2)), now };
      return {
        writes: [...writes, ...newKeys(doc, { draft, keys }, codes), put(numbered)],
        value: { status: statusOf(after, now), holdsFrom: from, moved },
      };
    });
  },
};

const byId = (homes: readonly Home[]): Readonly<Record<HouseholdId, Home>> =>
  Object.fromEntries(homes.map((home) => [home._id, home]));

interface Published {
  readonly after: RosterDoc;
  readonly writes: readonly Write[];
  readonly moved: number;
}

/** Rules of a running roster hold from tomorrow; what is served stands, and those it moves are told. */
function inForce(doc: RosterDoc, { draft, homes, now }: Drafted): Published {
  const { roster: before, writes } = settledRoster(runningOf(doc), now);
  const { plan, moved } = underRules(before.plan, { draft, homes, now });
  const { draft: __, ...rest } = before;
  const after = withChanges({ ...rest, plan, form: draft }, moved, now);
  return { after, writes, moved: moved.length };
}

/** Not begun yet: swaps, turns taken over, absences and pauses stay, and only those it moves are told. */
function agreedAnew(doc: RosterDoc, drafted: Drafted): Published {
  const { draft: _, ...before } = runningOf(doc);
  const { plan, moved } = beforeItBegins(before.plan, drafted);
  const after = withChanges({ ...before, plan, form: drafted.draft }, moved, drafted.now);
  return { after, writes: [], moved: moved.length };
}

/** A roster that begins, or begins anew: the facts of the one before go to their months. */
function begun(before: RosterDoc, { draft, homes, now }: Drafted): Published {
  const plan = planOfForm(draft, homes);
  const {
    draft: _,
    corrections: __,
    cleanUp: ___,
    ...doc
  } = before.plan ? lookedAt(runningOf(before), now) : before;
  const after: RosterDoc = {
    ...doc,
    plan,
    form: draft,
    season: doc.season + 1,
    recent: [],
    asks: [],
    changed: {},
    came: [],
  };
  const writes = doc.recent.length > 0 ? [archive(doc, doc.recent)] : [];
  const first = firstDays(plan, horizonOf(plan, dayOf(now)));
  return { after: withChanges(after, first, now), writes, moved: first.length };
}

/** A gate that has no key yet gets one; the committee holds it. */
function newKeys(
  { communityId, courtyardId }: RosterDoc,
  { draft, keys }: { readonly draft: RulesForm; readonly keys: readonly KeyDoc[] },
  { next, now }: { readonly next: () => string; readonly now: number },
): readonly Write[] {
  const own = keys.filter((key) => !isSpare(key));
  const known = new Set(own.map(({ gate }) => gate));
  const gates = [...new Set(draft.posts.map(({ gate }) => gate))].filter(
    (gate) => !known.has(gate),
  );
  const fresh = gates.map(
    (gate, i): KeyDoc => ({
      _id: keyId(courtyardId, own.length + i),
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
