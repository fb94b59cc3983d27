/** One act about duty: done now, or kept in the phone and sent later, and said so. */
import type { InputOf, OutputOf } from '../../../contract/protocol';
import { say, showFailure } from '../../../services/failure';
import { doOrKeep, type Outcome, waiting } from '../../../services/queue';
import { rosterContract } from '../../../services/roster';

type Actions = typeof rosterContract.actions;

/** What the person hears: `label` names it in 待发送, `done` is said when it is done; empty says nothing. */
export interface Words {
  readonly label: string;
  readonly done?: string;
}

export async function deed<K extends keyof Actions & string>(
  action: K,
  input: InputOf<Actions[K]>,
  { label, done = '' }: Words,
): Promise<Outcome<OutputOf<Actions[K]>>> {
  const outcome = await doOrKeep(rosterContract, action, input, label);
  if (outcome.state === 'failed') showFailure(outcome.failure);
  else if (outcome.state === 'later') say('没有网，先记在手机里，有网自动送');
  else if (done) say(done);
  return outcome;
}

/** What waits in the phone of one kind of act. */
export const kept = (action: keyof Actions): readonly unknown[] =>
  waiting()
    .filter(({ fn, call }) => fn === 'roster' && call.action === action)
    .map(({ call }) => call.input);
