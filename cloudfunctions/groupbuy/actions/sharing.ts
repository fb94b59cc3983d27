/** Not enough for everybody: what each rule would give, who comes first, and what is decided. */
import * as v from 'valibot';
import type { groupbuy, PriorityChange } from '../../../miniprogram/contract/groupbuy';
import type { ShortageRule } from '../../../miniprogram/contract/groupbuy-forms';
import type { PriorityView, ShortageView } from '../../../miniprogram/contract/groupbuy-shortage';
import type { HouseholdId } from '../../../miniprogram/contract/ids';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { isKeeper } from '../../courtyard/public';
import { audit } from '../../kernel/audit';
import { memberOf } from '../../kernel/caller';
import { AppError, refuseIf } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import { passes } from '../../kernel/safety';
import type { Context, HandlerOf } from '../../kernel/serve';
import { create, type Reading, type Store } from '../../kernel/store';
import { allottedFen, clockOf, isShort, type OrderDoc, withShortage } from '../../sale/public';
import { quietly, shareOut } from '../closing';
import { type RoundDoc, weighingOf } from '../documents';
import { thereOf, withShortageRule } from '../groupbuy';
import { sharesText } from '../lists';
import {
  marksOf,
  type PriorityMark,
  type PriorityReasonDoc,
  priorityOf,
  priorityView,
  type Register,
  reasonId,
  registerOf,
} from '../priority';
import { actOn, roundToRun, rowsOf } from '../repository';
import { forRound, priorityChanges, rule } from './inputs';

type Actions = (typeof groupbuy)['actions'];
type Asked = InputOf<Actions['shortage']>;

const input = schemaOf<Asked>()(v.strictObject({ ...forRound, rule, changes: priorityChanges }));

interface Wanted {
  readonly rule: ShortageRule;
  readonly priority: readonly HouseholdId[];
  readonly view?: PriorityView;
}

export const shortage: HandlerOf<Actions['shortage']> = {
  input,

  async run(context) {
    const { input: wanted, store } = context;
    const round = await roundToRun(store, wanted.roundId, context);
    const rows = await rowsOf(store, round);
    // Whoever ordered first is served first: then nobody has to be known.
    if (wanted.rule === 'fcfs')
      return shortageView(round, rows, { rule: wanted.rule, priority: [] });
    const { register, marks, priority } = await firstOnes(context, round, rows);
    const view = await whoIsFirst(context, round, { register, marks });
    return shortageView(round, rows, { rule: wanted.rule, priority, view });
  },
};

interface FirstOnes {
  readonly register: Register;
  readonly marks: readonly PriorityMark[];
  readonly priority: readonly HouseholdId[];
}

/**
 * The register, with what the committee put right before and puts right now.
 * @throws AppError `NOT_ALLOWED` for changes by somebody who may not read why; `NOT_FOUND` for a household without order
 */
async function firstOnes(
  { input: { changes = [] }, call, caller, store, now }: Context<Asked>,
  round: RoundDoc,
  rows: readonly OrderDoc[],
): Promise<FirstOnes> {
  refuseIf(changes.length > 0 && !isKeeper(caller.roles), 'NOT_ALLOWED');
  const register = await registerOf(store, rows, { communityId: call.communityId, now });
  if (changes.some(({ householdId }) => !register.has(householdId))) {
    throw new AppError('NOT_FOUND');
  }
  const no = (round.shortage?.decision.no ?? 0) + 1;
  const later = changes.map(({ householdId, first }) => ({ householdId, first, no }));
  const marks = marksOf(register, round.shortage?.marks ?? [], later);
  return { register, marks, priority: priorityOf(register, marks) };
}

/** Keepers see who and why, and that they looked is written down first; others only how many. */
async function whoIsFirst(
  context: Context<Asked>,
  round: RoundDoc,
  { register, marks }: Pick<FirstOnes, 'register' | 'marks'>,
): Promise<PriorityView> {
  const {
    input: { changes = [] },
    caller,
    store,
  } = context;
  const earlier = marks.filter(({ no }) => no <= (round.shortage?.decision.no ?? 0));
  const full = priorityView(register, marks, new Map());
  if (!isKeeper(caller.roles)) return { count: full.count };
  if ((full.households ?? []).length > 0) await noteLook(context, round);
  const ids = earlier.map((mark) => reasonId(round._id, mark));
  const docs = await store.getAll<PriorityReasonDoc>('private_spans', ids, [
    ...['householdId', 'reason'],
  ]);
  const reasons = new Map([
    ...docs.map(({ householdId, reason }) => [householdId, reason] as const),
    ...changes.map(({ householdId, reason }) => [householdId, reason] as const),
  ]);
  return priorityView(register, marks, reasons);
}

const LOOK_MS = 30 * 60_000;
const LOOKS = 1_000;
const looks = new Map<string, number>();

/** Whoever weighs rules against one another looks several times; the instance writes it down once. */
async function noteLook(
  { call, caller, store, cloud, now }: Context<Asked>,
  { _id }: RoundDoc,
): Promise<void> {
  const actor = memberOf(caller)._id;
  const key = `${actor}.${_id}`;
  const last = looks.get(key) ?? Number.NEGATIVE_INFINITY;
  if (last <= now && now < last + LOOK_MS) return;
  const { communityId, courtyardId } = call;
  const what = 'groupbuy.shortage';
  await audit(store, cloud, { communityId, courtyardId, actor, what, subject: _id, at: now });
  if (looks.size >= LOOKS) looks.clear();
  looks.set(key, now);
}

function shortageView(
  round: RoundDoc,
  rows: readonly OrderDoc[],
  { view, ...wanted }: Wanted,
): ShortageView {
  const there = thereOf(round);
  // What the next decision would do.
  const no = (round.shortage?.decision.no ?? 0) + 1;
  const whole = withShortage(rows, { no, ...wanted, there: {} });
  const after = withShortage(rows, { no, ...wanted, there });
  const fenOf = (orders: readonly OrderDoc[]) =>
    orders.reduce((sum, order) => sum + allottedFen(order, weighingOf(round)), 0);
  const unitsOf = (orders: readonly OrderDoc[]) =>
    orders.reduce((sum, order) => sum + order.units, 0);
  const items = round.form.items.flatMap(({ id, name, unit }) => {
    const lines = after.flatMap((order) => order.lines[id] ?? []);
    const ordered = lines.reduce((sum, line) => sum + line.ordered, 0);
    const picked = there[id];
    if (picked === undefined || picked >= ordered) return [];
    const text = sharesText(
      lines.map(({ allotted }) => allotted),
      unit,
    );
    return [{ itemId: id, name, unit, ordered, picked, text }];
  });
  return {
    rule: wanted.rule,
    items,
    touched: after.filter((order) => !order.door?.final && isShort(order)).length,
    unitsLess: unitsOf(whole) - unitsOf(after),
    fenLess: fenOf(whole) - fenOf(after),
    ...(view ? { priority: view } : {}),
  };
}

export const applyShortage: HandlerOf<Actions['applyShortage']> = {
  input,

  async run(context) {
    const { input: wanted, caller, store, cloud, now } = context;
    const load = (read: Reading | Store) => roundToRun(read, wanted.roundId, context);
    const seen = await load(store);
    const rows = await rowsOf(store, seen);
    const words = (wanted.changes ?? []).map(({ reason }) => reason).join('\n');
    if (words !== '' && !(await passes(cloud, caller.openid, words))) {
      throw new AppError('CHECK_AWAY');
    }
    let decided: RoundDoc | undefined;
    const { register, marks, priority } = await firstOnes(context, seen, rows);
    const value = await actOn(context, load, (round) => {
      // Somebody decided meanwhile: then this was decided on something else.
      refuseIf(round.shortage?.decision.no !== seen.shortage?.decision.no, 'STALE');
      decided = withShortageRule(round, { rule: wanted.rule, priority, marks, now });
      const no = decided.shortage?.decision.no ?? 0;
      const writes = (wanted.changes ?? []).map((change) =>
        create('private_spans', reasonOf(context, { change, no, register })),
      );
      return { after: decided, writes, value: { roundId: wanted.roundId, rule: wanted.rule } };
    });
    await quietly(() =>
      decided ? shareOut(store, decided, clockOf(cloud, now)) : Promise.resolve(),
    );
    return value;
  },
};

function reasonOf(
  { input: { roundId }, call, caller, now }: Context<Asked>,
  {
    change: { householdId, first, reason },
    no,
    register,
  }: { readonly change: PriorityChange; readonly no: number; readonly register: Register },
): PriorityReasonDoc {
  const found = register.get(householdId);
  if (!found) throw new AppError('NOT_FOUND');
  return {
    _id: reasonId(roundId, { householdId, first, no }),
    communityId: call.communityId,
    rev: 1,
    householdId,
    courtyardId: found.courtyardId,
    kind: 'shortage',
    reason,
    by: memberOf(caller)._id,
    asKeeper: true,
    at: now,
  };
}
