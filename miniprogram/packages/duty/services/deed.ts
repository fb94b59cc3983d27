/** One act about duty: done now, or kept in the phone and sent later, and said so. */
import type { InputOf, OutputOf } from '../../../contract/protocol';
import type { Manner } from '../../../services/client';
import { say, showFailure } from '../../../services/failure';
import { doOrKeep, type Outcome, waiting } from '../../../services/queue';
import { rosterContract } from '../../../services/roster';

export type RosterActions = typeof rosterContract.actions;

/** What the person hears: `label` names it in 待发送, `done` is said when it is done; empty says nothing. */
export interface Words {
  readonly label: string;
  readonly done?: string;
  /** Who it is for, when it is not whom the acting band says. */
  readonly manner?: Manner;
}

export async function deed<K extends keyof RosterActions & string>(
  action: K,
  input: InputOf<RosterActions[K]>,
  { label, done = '', manner = {} }: Words,
): Promise<Outcome<OutputOf<RosterActions[K]>>> {
  const outcome = await doOrKeep(rosterContract, action, input, label, manner);
  if (outcome.state === 'failed') showFailure(outcome.failure);
  else if (outcome.state === 'later') say('没有网，先记在手机里，有网自动送');
  else if (done) say(done);
  return outcome;
}

/** What waits in the phone of one kind of act. */
export const kept = (action: keyof RosterActions): readonly unknown[] =>
  waiting()
    .filter(({ fn, call }) => fn === 'roster' && call.action === action)
    .map(({ call }) => call.input);
