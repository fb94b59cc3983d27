import * as v from 'valibot';
import type { HouseholdId, NoticeId } from '../../../miniprogram/contract/ids';
import type { notice } from '../../../miniprogram/contract/notice';
import type { CourtyardDoc } from '../../courtyard/public';
import { schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import { standingOf } from '../../kernel/shown-pictures';
import { type ReachDoc, reachId } from '../documents';
import { householdFor } from '../household';
import { placeOf } from '../place';
import { isKeeper, loadForReading } from '../repository';
import { noticeView, textFor } from '../views';
import { forNotice } from './inputs';

type Asked = Context<{ noticeId: NoticeId }>;

/**
 * Three requests: who, the notice, and the courtyard's board with the own mark and the question box.
 * One more while a picture is still being checked, and one for the doors of those who asked, for keepers only.
 */
export const view: HandlerOf<(typeof notice)['actions']['view']> = {
  input: schemaOf<{ noticeId: NoticeId }>()(v.strictObject(forNotice)),

  async run(context) {
    const { input, call, caller, store, cloud, now } = context;
    const forHousehold = householdFor(call, caller);
    const doc = await loadForReading(input.noticeId, context);
    const board = await boardFor(context, forHousehold?.id);
    const text = textFor(doc, call, caller);
    const pictures = await standingOf(store, text.pictures, doc.pictureStates);
    return noticeView({
      notice: doc,
      board,
      place: await placeOf(store, call.communityId, now),
      call,
      caller,
      forHousehold,
      plates: isKeeper(caller) ? await platesOf(context, board) : {},
      pictures: { ...pictures, urls: await cloud.tempUrls(pictures.passed) },
      now,
    });
  },
};

async function boardFor(
  { input, call, store }: Asked,
  household: HouseholdId | undefined,
): Promise<ReachDoc | undefined> {
  if (call.courtyardId === undefined) return undefined;
  const marks = household ? [`marks.${household}`] : [];
  const id = reachId(input.noticeId, call.courtyardId);
  return store.get<ReachDoc>('reaches', id, ['version', 'questions', ...marks]);
}

/** Only the doors of those who asked. */
async function platesOf({ call, store }: Asked, board: ReachDoc | undefined) {
  const askers = Object.values(board?.questions ?? {}).map(({ householdId }) => householdId);
  if (askers.length === 0 || call.courtyardId === undefined) return {};
  const fields = [...new Set(askers)].map((id) => `plates.${id}.label`);
  const courtyard = await store.get<CourtyardDoc>('courtyards', call.courtyardId, fields);
  return courtyard?.plates ?? {};
}
