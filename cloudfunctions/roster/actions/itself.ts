/** What a household does about itself in the roster's document. */
import * as v from 'valibot';
import type { HouseholdId } from '../../../miniprogram/contract/ids';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { roster } from '../../../miniprogram/contract/roster';
import { householdHere } from '../../kernel/caller';
import { nothing, schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import { act, type Ground } from '../acting';
import type { RosterDoc } from '../documents';

type Actions = (typeof roster)['actions'];

const aboutItself = <T>(
  context: Context<unknown>,
  change: (ground: Ground, household: HouseholdId) => RosterDoc,
  value: T,
): Promise<T> => {
  const { householdId } = householdHere(context.caller, context.call);
  return act(context, (ground) => ({ after: change(ground, householdId), value: () => value }));
};

export const seen: HandlerOf<Actions['seen']> = {
  input: schemaOf<InputOf<Actions['seen']>>()(nothing),

  run(context) {
    return aboutItself(
      context,
      ({ roster }, household) => {
        const { [household]: _, ...changed } = roster.changed;
        return { ...roster, changed };
      },
      {},
    );
  },
};

export const readBriefing: HandlerOf<Actions['readBriefing']> = {
  input: schemaOf<InputOf<Actions['readBriefing']>>()(nothing),

  run(context) {
    return aboutItself(
      context,
      ({ roster }, household) => ({
        ...roster,
        readBriefing: [...new Set([...roster.readBriefing, household])],
      }),
      {},
    );
  },
};

export const offerStandIn: HandlerOf<Actions['offerStandIn']> = {
  input: schemaOf<InputOf<Actions['offerStandIn']>>()(v.strictObject({ offer: v.boolean() })),

  run(context) {
    return aboutItself(
      context,
      ({ roster }, household) => {
        const others = roster.standIns.filter((id) => id !== household);
        return { ...roster, standIns: context.input.offer ? [...others, household] : others };
      },
      {},
    );
  },
};
