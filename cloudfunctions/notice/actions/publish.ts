import * as v from 'valibot';
import type { NoticeState, notice } from '../../../miniprogram/contract/notice';
import { noticeDigestId } from '../../courtyard/public';
import { AppError } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import { passes } from '../../kernel/safety';
import type { Context, HandlerOf } from '../../kernel/serve';
import { create, replace, type Write } from '../../kernel/store';
import { newBoard } from '../board';
import { digestWith, emptyDigest } from '../digest';
import type { NoticeDigest, NoticeDoc } from '../documents';
import { messagesOf } from '../message';
import {
  type Act,
  earlierState,
  publish as published,
  refuseUnpublishable,
  remembered,
  stateOf,
  wordsOf,
} from '../notice';
import { statesOf } from '../pictures';
import { actOf, loadForWriting, move } from '../repository';
import { spreadNow } from '../spread';
import { forNotice } from './inputs';

type Publish = (typeof notice)['actions']['publish'];

export const publish: HandlerOf<Publish> = {
  input: schemaOf<{ noticeId: NoticeDoc['_id'] }>()(v.strictObject(forNotice)),
  answersReplays: true,

  async run(context) {
    const { input, store, cloud, caller, now } = context;
    const act = actOf('publish', context);
    const draft = await loadForWriting(input.noticeId, context);
    const earlier = earlierState(draft, act);
    if (earlier) return resumed(context, draft, earlier);
    refuseUnpublishable(draft, now);
    const pictureStates = await statesOf(store, draft, draft.communityId);
    const checked = await passes(cloud, caller.openid, wordsOf(draft));
    const next = remembered({ ...published(draft, { checked, now }), pictureStates }, act);
    const state = await goOut(context, { draft, next, act });
    return state;
  },
};

interface Going {
  readonly draft: NoticeDoc;
  readonly next: NoticeDoc;
  readonly act: Act;
}

/** A courtyard's own notice goes out in one commit; the community's in one update that is then spread. */
async function goOut(context: Context<unknown>, going: Going): Promise<NoticeState> {
  const { store, now } = context;
  const { draft, next, act } = going;
  try {
    if (next.status === 'published' && next.origin !== next.communityId) {
      await commitHere(context, going);
    } else {
      const out = await move(store, draft, next);
      if (out.status === 'published') await spreadNow(store, out, now);
    }
    return stateOf(next);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'STALE')) throw error;
    // Ten copies of one request: the first was faster, and this is its answer.
    const latest = await loadForWriting(draft._id, context);
    const earlier = earlierState(latest, act);
    if (!earlier) throw error;
    return resumed(context, latest, earlier);
  }
}

const commitHere = ({ store, now }: Context<unknown>, { draft, next }: Going): Promise<void> =>
  store.transact<void>(async (read) => {
    const present = await read.get<NoticeDoc>('notices', draft._id);
    // The words that were checked are the words that go out.
    if (present?.rev !== draft.rev) throw new AppError('STALE');
    const out: NoticeDoc = { ...next, rev: draft.rev + 1, spreadPending: false };
    const digest = await read.get<NoticeDigest>('digests', noticeDigestId(out.origin));
    const writes: readonly Write[] = [
      replace('notices', { ...out, rev: draft.rev }),
      digest
        ? replace('digests', digestWith(digest, out))
        : create('digests', digestWith(emptyDigest(out, now), out)),
      create('reaches', ...out.audience.map((id) => newBoard(out, id))),
      create('outbox', ...messagesOf(out, now)),
    ];
    return { writes, value: undefined };
  });

/** A replay also finishes what its first run may have left undone. */
async function resumed(
  { store, now }: Context<unknown>,
  latest: NoticeDoc,
  earlier: NoticeState,
): Promise<NoticeState> {
  if (latest.spreadPending) await spreadNow(store, latest, now);
  return earlier;
}
