/** What the next household should know, and what happened at night. */
import * as v from 'valibot';
import { DAY_MS } from '../../../miniprogram/contract/calendar';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { roster } from '../../../miniprogram/contract/roster';
import { courtyardOf, householdHere, memberOf } from '../../kernel/caller';
import { before } from '../../kernel/conditions';
import { refuseIf } from '../../kernel/errors';
import { at, schemaOf, text } from '../../kernel/parse';
import { passes } from '../../kernel/safety';
import type { HandlerOf } from '../../kernel/serve';
import { create } from '../../kernel/store';
import { put } from '../acting';
import type { DutyLogDoc } from '../documents';
import { lineOf, logId, pageOf } from '../journal';
import { yardOf } from '../repository';
import { amend } from './amending';

type Actions = (typeof roster)['actions'];

const NOTE_LENGTH = 200;

/** Neighbours read the latest one, so it is checked. */
export const endNote: HandlerOf<Actions['endNote']> = {
  input: schemaOf<InputOf<Actions['endNote']>>()(v.strictObject({ text: text(NOTE_LENGTH) })),

  async run(context) {
    const { input, cloud, call, caller } = context;
    const { householdId: by } = householdHere(caller, call);
    const isChecked = await passes(cloud, caller.openid, input.text);
    refuseIf(!isChecked, 'CHECK_AWAY');
    return amend(context, ({ roster, today, now }) => {
      const member = memberOf(caller)._id;
      const note = { day: today, text: input.text, by, member, at: now };
      const log: DutyLogDoc = {
        _id: logId(courtyardOf(call), ['note', member, call.requestId ?? '']),
        communityId: call.communityId,
        rev: 1,
        courtyardId: courtyardOf(call),
        kind: 'note',
        text: input.text,
        party: by,
        by: member,
        at: now,
      };
      return { writes: [put({ ...roster, notes: [note] }), create('duty_logs', log)], value: {} };
    });
  },
};

/** Two requests: who, and a page. */
export const journal: HandlerOf<Actions['journal']> = {
  input: schemaOf<InputOf<Actions['journal']>>()(v.strictObject({ before: v.exactOptional(at) })),

  async run({ input, store, call, now }) {
    const yard = await yardOf(store, call, now);
    const found = await store.find<DutyLogDoc>({
      collection: 'duty_logs',
      where: { courtyardId: courtyardOf(call), at: before(input.before ?? now + DAY_MS) },
      order: [
        ['at', -1],
        ['_id', -1],
      ],
      limit: LIMITS.pageSize + 1,
    });
    const { shown, next } = pageOf(found, LIMITS.pageSize);
    return {
      items: shown.map((log) => lineOf(log, yard)),
      ...(next === undefined ? {} : { next }),
    };
  },
};
