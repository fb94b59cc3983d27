/** What is looked at before an entry is written. @see docs/domain/contest.md §3 */
import type { EntryForm } from '../../miniprogram/contract/contest-forms';
import { householdHere, memberOf } from '../kernel/caller';
import { fileId } from '../kernel/picture';
import { passes } from '../kernel/safety';
import type { Context } from '../kernel/serve';
import { type PictureStates, statesOf } from '../kernel/shown-pictures';
import type { Store } from '../kernel/store';
import { filesOf, fitting, refuseIncomplete } from './contest';
import type { ContestDoc } from './documents';
import { ageOf } from './repository';

/** A child under 14 taps in its own name. */
export async function isYoungHand({ call, caller, store }: Context<unknown>): Promise<boolean> {
  const { householdId, helping } = householdHere(caller, call);
  return !helping && (await ageOf(store, householdId, memberOf(caller)._id)) === 'child';
}

/** Words and pictures as their checks stand. @throws AppError as the checks refuse */
export async function checkedForm(
  { input, call, caller, store, cloud }: Context<{ readonly form: EntryForm }>,
  doc: ContestDoc,
) {
  refuseIncomplete(doc, input.form);
  const form = fitting(doc, input.form);
  const words = [form.name ?? '', form.words, form.hands ?? ''].filter((one) => one !== '');
  const [states, wordsPassed] = await Promise.all([
    knownStates(store, filesOf(form), call.communityId),
    words.length === 0 ? true : passes(cloud, caller.openid, words.join('\n')),
  ]);
  const video = form.video && {
    video: { fileId: fileId(form.video.fileId), state: 'unseen' as const },
  };
  return {
    form,
    files: filesOf(form),
    pictureStates: states,
    ...video,
    wordsPassed,
    library: form.library,
  };
}

const knownStates = (
  store: Store,
  files: readonly string[],
  communityId: string,
): Promise<PictureStates> | PictureStates =>
  files.length === 0 ? {} : statesOf(store, files, communityId);
