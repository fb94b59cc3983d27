/** Somebody has to say yes before others see it: to what a child entered, and to a video. */
import * as v from 'valibot';
import type { contest } from '../../../miniprogram/contract/contest';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { householdHere, memberOf } from '../../kernel/caller';
import { found, refuseIf } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import { fileId } from '../../kernel/picture';
import { once } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import { settled } from '../contest';
import type { EntryDoc } from '../documents';
import { ageOf, isStaff, ownEntry } from '../repository';
import { forEntry } from './inputs';

type Actions = (typeof contest)['actions'];

export const agreeEntry: HandlerOf<Actions['agreeEntry']> = {
  input: schemaOf<InputOf<Actions['agreeEntry']>>()(v.strictObject(forEntry)),

  async run(context) {
    const { input, call, caller, store, now } = context;
    const { householdId, helping } = householdHere(caller, call);
    const { _id: memberId } = memberOf(caller);
    const id = input.entryId;
    const isGrown = !helping && (await ageOf(store, householdId, memberId)) === 'grown';
    return once(context, async (read) => {
      const entry = await ownEntry(read, id, { call, householdId });
      found(entry, entry.live && entry.guardianAsked);
      refuseIf(!isGrown, 'GUARDIAN_NEEDED');
      const after = settled({ ...entry, guardianAsked: false }, fileId, now);
      return { writes: [replace('entries', after)], value: { entryId: id } };
    });
  },
};

export const lookAtVideo: HandlerOf<Actions['lookAtVideo']> = {
  input: schemaOf<InputOf<Actions['lookAtVideo']>>()(
    v.strictObject({ ...forEntry, pass: v.boolean() }),
  ),

  async run(context) {
    const { input, call, caller, now } = context;
    const { entryId: id, pass } = input;
    const me = memberOf(caller);
    return once(context, async (read) => {
      const known = await read.get<EntryDoc>('entries', id);
      const isHere = known?.courtyardId === call.courtyardId || isStaff(caller);
      const entry = found(known, known?.communityId === call.communityId && isHere);
      const video = found(entry.video, entry.live);
      const isOwn = me.households.some((home) => home.householdId === entry.householdId);
      refuseIf(isOwn || entry.actor === me._id, 'JUDGE_OWN');
      const state = pass ? ('passed' as const) : ('refused' as const);
      const after = settled({ ...entry, video: { ...video, state } }, fileId, now);
      return { writes: [replace('entries', after)], value: { entryId: id, pass } };
    });
  },
};
