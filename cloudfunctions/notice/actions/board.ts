import * as v from 'valibot';
import type { NoticeId } from '../../../miniprogram/contract/ids';
import type { BoardView, notice } from '../../../miniprogram/contract/notice';
import { courtyardOf } from '../../kernel/caller';
import { refuseIf } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { NO_COUNTS } from '../board';
import { callListOf, reachedOf } from '../call-list';
import { loadCourtyard, placeOf } from '../place';
import { boardAt } from '../repository';
import { forNotice } from './inputs';

const FIELDS = [
  ...['communityId', 'noticeId', 'courtyardId', 'title', 'version', 'open', 'asks'],
  ...['validUntil', 'marks', 'tries'],
];

/** Whom a notice reached in a courtyard, and who is still to be called. */
export const board: HandlerOf<(typeof notice)['actions']['board']> = {
  input: schemaOf<{ noticeId: NoticeId }>()(v.strictObject(forNotice)),

  async run({ input, call, store, now }): Promise<BoardView> {
    const courtyardId = courtyardOf(call);
    const { communityId } = call;
    const place = { noticeId: input.noticeId, courtyardId, communityId, now };
    const { board: reach } = await boardAt(store, place, FIELDS);
    refuseIf(!reach.asks, 'NO_CONFIRM_NEEDED');
    const courtyard = await loadCourtyard(store, { courtyardId, communityId });
    const reached = reachedOf(reach, courtyard.plates);
    const { phone } = await placeOf(store, communityId, now);
    const countByWay = { ...NO_COUNTS };
    for (const { how } of reached) countByWay[how] += 1;
    return {
      noticeId: input.noticeId,
      title: reach.title,
      version: reach.version,
      courtyardId,
      courtyardName: courtyard.name,
      householdCount: Object.keys(courtyard.plates).length,
      reachedCount: reached.length,
      countByWay,
      callList: callListOf(reach, courtyard.plates),
      reached,
      phone,
      expired: !reach.open || reach.validUntil <= now,
      now,
    };
  },
};
