/** What somebody switches on: reminders to water, and that a flower would be welcome. All of it is off by itself. */
import * as v from 'valibot';
import { dayOf } from '../../../../miniprogram/contract/calendar';
import {
  POT_LIMITS,
  type potActions,
  type WishesView,
} from '../../../../miniprogram/contract/flower-pots';
import { LIMITS } from '../../../../miniprogram/contract/limits';
import type { InputOf } from '../../../../miniprogram/contract/protocol';
import { courtyardOf, householdOf, memberOf } from '../../../kernel/caller';
import type { MemberDoc } from '../../../kernel/member-doc';
import { count, nothing, schemaOf } from '../../../kernel/parse';
import { askedOf, once } from '../../../kernel/requests';
import type { Context, HandlerOf } from '../../../kernel/serve';
import { create, remove, replace, type Write } from '../../../kernel/store';
import { type FlowerWishDoc, wishId } from '../documents';
import { belongs, LOOK_MS, nextReminder } from '../habits';
import { homesOf, labelIn, yardOf } from '../parties';
import { tiesAt, tiesIn } from '../ties';

type Actions = typeof potActions;
type On = Pick<FlowerWishDoc, 'birthday' | 'everyDays'>;

/** One person's switches in one household, changed by one commit; with nothing on, nothing is kept. */
function change(context: Context<unknown>, to: (on: On) => On): Promise<Record<string, never>> {
  const { call, caller, now } = context;
  const { householdId, courtyardId } = householdOf(caller, call);
  const { communityId } = call;
  const memberId = memberOf(caller)._id;
  const _id = wishId(householdId, memberId);
  return once(context, async (read) => {
    const was = await read.get<FlowerWishDoc>('flower_wishes', _id);
    const { birthday, everyDays } = to(was ?? {});
    const is: FlowerWishDoc = {
      ...{ _id, communityId, rev: was?.rev ?? 1, courtyardId, householdId, memberId },
      ...(birthday === undefined ? {} : { birthday }),
      ...(everyDays === undefined ? {} : { everyDays }),
      dueAt: everyDays === undefined ? now + LOOK_MS : nextReminder(now, everyDays),
      asked: askedOf(call),
    };
    const isOff = birthday === undefined && everyDays === undefined;
    return { writes: writesOf(was, isOff ? undefined : is), value: {} };
  });
}

function writesOf(was: FlowerWishDoc | undefined, is: FlowerWishDoc | undefined): readonly Write[] {
  if (is) return [was ? replace('flower_wishes', is) : create('flower_wishes', is)];
  return was ? [remove('flower_wishes', was)] : [];
}

export const remind: HandlerOf<Actions['remind']> = {
  input: schemaOf<InputOf<Actions['remind']>>()(
    v.strictObject({ everyDays: count(POT_LIMITS.remindDaysMax) }),
  ),
  run: (context) => {
    const { everyDays } = context.input;
    return change(context, ({ birthday }) => ({
      ...(birthday === undefined ? {} : { birthday }),
      ...(everyDays === 0 ? {} : { everyDays }),
    }));
  },
};

const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export const wish: HandlerOf<Actions['wish']> = {
  input: schemaOf<InputOf<Actions['wish']>>()(
    v.pipe(
      v.strictObject({ month: count(12), day: count(31) }),
      v.check(({ month, day }) => day >= 1 && day <= (LONGEST[month - 1] ?? 0)),
    ),
  ),
  run: (context) => {
    const { month, day } = context.input;
    return change(context, (on) => ({ ...on, birthday: { month, day } }));
  },
};

export const endWish: HandlerOf<Actions['endWish']> = {
  input: schemaOf<InputOf<Actions['endWish']>>()(nothing),
  run: (context) =>
    change(context, ({ everyDays }) => (everyDays === undefined ? {} : { everyDays })),
};

/** Two requests. */
export const flowerSettings: HandlerOf<Actions['flowerSettings']> = {
  input: schemaOf<InputOf<Actions['flowerSettings']>>()(nothing),

  async run({ call, caller, store }) {
    const { householdId } = householdOf(caller, call);
    const id = wishId(householdId, memberOf(caller)._id);
    const doc = await store.get<FlowerWishDoc>('flower_wishes', id);
    return {
      ...(doc?.birthday ? { birthday: doc.birthday } : {}),
      ...(doc?.everyDays === undefined ? {} : { remindEveryDays: doc.everyDays }),
    };
  },
};

/** Three requests and the courtyard's doors: only the month is told, and only of those who still live there. */
export const wishes: HandlerOf<Actions['wishes']> = {
  input: schemaOf<InputOf<Actions['wishes']>>()(nothing),

  async run({ call, caller, store, now }): Promise<WishesView> {
    const own = homesOf(caller);
    const courtyardId = courtyardOf(call);
    const month = Number(dayOf(now).slice(5, 7));
    const all = await store.find<FlowerWishDoc>({
      collection: 'flower_wishes',
      where: { courtyardId, 'birthday.month': month },
      limit: LIMITS.listMax,
    });
    const members = await store.getAll<MemberDoc>(
      'members',
      [...new Set(all.map(({ memberId }) => memberId))],
      ['households', 'actingFor'],
    );
    const byId = new Map(members.map((member) => [member._id, member]));
    const wishing = all.filter(
      (one) => one.communityId === call.communityId && belongs(byId.get(one.memberId), one),
    );
    const homes = [...new Set(wishing.map(({ householdId }) => householdId))].filter(
      (id) => !own.includes(id),
    );
    const yard = await yardOf(store, courtyardId, { communityId: call.communityId, now });
    const items = homes
      .map((householdId) => ({ householdId, label: labelIn(yard, householdId) }))
      .sort((a, b) => a.label.localeCompare(b.label, 'zh-CN', { numeric: true }));
    const text =
      items.length === 0
        ? '这个月还没有邻居说想收到花'
        : `这个月有 ${items.length} 位邻居愿意收到花`;
    return { month, text, items };
  },
};

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Of the courtyard of the call; for those who work for the community, without one, of all courtyards together. */
export const ties: HandlerOf<Actions['ties']> = {
  input: schemaOf<InputOf<Actions['ties']>>()(
    v.strictObject({ month: v.pipe(v.string(), v.regex(MONTH)) }),
  ),

  async run({ input, call, store, now }) {
    const { communityId, courtyardId } = call;
    const { month } = input;
    if (courtyardId !== undefined) await yardOf(store, courtyardId, { communityId, now });
    const pairs =
      courtyardId === undefined
        ? Object.values(await tiesIn(store, communityId, month)).reduce((sum, one) => sum + one, 0)
        : await tiesAt(store, { communityId, courtyardId }, month);
    const [, number] = month.split('-');
    const text =
      pairs === 0
        ? `${Number(number)} 月还没有新认识的邻居`
        : `${Number(number)} 月有 ${pairs} 对邻居第一次打交道`;
    return { month, pairs, text };
  },
};
