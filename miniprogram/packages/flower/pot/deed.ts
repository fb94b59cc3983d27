/** One act about a pot: done now, or kept in the phone and sent later, and said so. */
import type { InputOf } from '../../../contract/protocol';
import { say, showFailure } from '../../../services/failure';
import { flowerContract } from '../../../services/flower';
import { doOrKeep } from '../../../services/queue';

type FlowerActions = typeof flowerContract.actions;

/** What the person hears: `label` names it in 待发送, `done` is said when it is done; empty says nothing. */
interface Words {
  readonly label: string;
  readonly done: string;
}

/** @returns whether it is done, or is going to be */
export async function deed<K extends keyof FlowerActions & string>(
  action: K,
  input: InputOf<FlowerActions[K]>,
  { label, done }: Words,
): Promise<boolean> {
  const outcome = await doOrKeep(flowerContract, action, input, label);
  if (outcome.state === 'failed') showFailure(outcome.failure);
  else if (outcome.state === 'later') say('没有网，先记在手机里，有网自动送');
  else if (done) say(done);
  return outcome.state !== 'failed';
}
