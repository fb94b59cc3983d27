import * as v from 'valibot';
import type { NoticeId } from '../../../miniprogram/contract/ids';
import type { CommunityBoardView, notice } from '../../../miniprogram/contract/notice';
import { refuseIf } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { addCounts, countsOf, NO_COUNTS, sumOf } from '../board';
import type { ReachDoc } from '../documents';
import { placeOf } from '../place';
import { loadForWriting } from '../repository';
import { forNotice } from './inputs';

/** Whom a notice reached in all its courtyards: the counts the boards keep, in one query. */
export const communityBoard: HandlerOf<(typeof notice)['actions']['communityBoard']> = {
  input: schemaOf<{ noticeId: NoticeId }>()(v.strictObject(forNotice)),

  async run(context): Promise<CommunityBoardView> {
    const { input, call, store, now } = context;
    const doc = await loadForWriting(input.noticeId, context);
    refuseIf(doc.status !== 'published' && doc.status !== 'withdrawn', 'NOT_FOUND');
    refuseIf(!doc.mustConfirm, 'NO_CONFIRM_NEEDED');
    const place = await placeOf(store, call.communityId, now);
    const boards = await store.find<ReachDoc>({
      collection: 'reaches',
      where: { noticeId: input.noticeId },
      limit: 100,
      fields: ['courtyardId', 'version', 'counts'],
    });
    // A board that has not heard of the latest version yet has reached nobody with it.
    const counts = new Map(
      boards
        .filter(({ version }) => version === doc.version)
        .map((one) => [one.courtyardId, countsOf(one)]),
    );
    const courtyards = doc.audience.map((id) => {
      const row = place.courtyards.find((one) => one.id === id);
      const householdCount = row?.households ?? 0;
      const reached = sumOf(counts.get(id) ?? NO_COUNTS);
      return {
        id,
        name: row?.name ?? '',
        householdCount,
        // A household that was merged away may still have its mark.
        reachedCount: Math.min(reached, householdCount),
      };
    });
    return {
      noticeId: doc._id,
      title: doc.title,
      version: doc.version,
      householdCount: courtyards.reduce((sum, one) => sum + one.householdCount, 0),
      reachedCount: courtyards.reduce((sum, one) => sum + one.reachedCount, 0),
      countByWay: [...counts.values()].reduce(addCounts, NO_COUNTS),
      courtyards: courtyards.sort(fewestReachedFirst),
      now,
    };
  },
};

type Row = CommunityBoardView['courtyards'][number];

const shareOf = ({ reachedCount, householdCount }: Row): number =>
  householdCount === 0 ? 1 : reachedCount / householdCount;

const fewestReachedFirst = (a: Row, b: Row): number =>
  shareOf(a) - shareOf(b) || b.householdCount - a.householdCount || (a.id < b.id ? -1 : 1);
