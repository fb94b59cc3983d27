/**
 * 发布 in two acts (save, then publish) that may lose their answers on the way. What was sent and not answered
 * is kept on the phone with its request id, and is asked again before anything else is sent: a notice never goes
 * out twice, and what was typed is never lost.
 */
import type { NoticeId } from '../../../contract/ids';
import type { DraftInput, NoticeState, NoticeText } from '../../../contract/notice';
import type { Reply } from '../../../contract/protocol';
import { draftInput, type NoticeForm } from './form';

/** An act whose answer has not come. */
export type Unanswered =
  | { readonly act: 'saveDraft'; readonly requestId: string; readonly input: DraftInput }
  | {
      readonly act: 'publish';
      readonly requestId: string;
      readonly noticeId: NoticeId;
      /** What goes out if it arrived. */
      readonly input: DraftInput;
    }
  | {
      readonly act: 'revise';
      readonly requestId: string;
      readonly noticeId: NoticeId;
      readonly input: DraftInput;
    };

/** What one notice's desk holds; the whole of it lies in the phone's storage. */
export interface Desk {
  readonly form: NoticeForm;
  /** What the cloud has of it, as far as it answered. */
  readonly saved?: DraftInput;
  readonly unanswered?: Unanswered;
}

export interface Post {
  saveDraft(input: DraftInput, requestId: string): Promise<Reply<NoticeState>>;
  publish(noticeId: NoticeId, requestId: string): Promise<Reply<NoticeState>>;
  revise(noticeId: NoticeId, text: NoticeText, requestId: string): Promise<Reply<NoticeState>>;
  newRequestId(): string;
  /** Called before anything is sent and after every answer. */
  keep(desk: Desk): void;
}

type Failed = Extract<Reply<never>, { ok: false }>;

export type Outcome =
  | {
      readonly status: 'out' | 'checking' | 'saved';
      readonly state: NoticeState;
      readonly desk: Desk;
    }
  /** An earlier try had arrived after all; what was typed since is not out yet. */
  | { readonly status: 'earlier'; readonly state: NoticeState; readonly desk: Desk }
  | { readonly status: 'failed'; readonly reply: Failed; readonly desk: Desk };

/** Two inputs that say the same, whatever notice they belong to. */
function same(a: DraftInput | undefined, b: DraftInput): boolean {
  return a !== undefined && wordsOf(a) === wordsOf(b);
}

function wordsOf({ noticeId: _, ...words }: DraftInput): string {
  return JSON.stringify(words);
}

/** Puts the draft into the cloud, for others of the committee and for the preview. */
export const saveOnly = (desk: Desk, post: Post): Promise<Outcome> => run(desk, post, false);

/** Brings the notice to the neighbours: a draft is published, a published one gets its next version. */
export const sendOut = (desk: Desk, post: Post): Promise<Outcome> => run(desk, post, true);

async function run(start: Desk, post: Post, goOut: boolean): Promise<Outcome> {
  let desk = start;
  if (desk.unanswered) {
    const settled = await act(desk, desk.unanswered, post);
    if (settled.status === 'failed') return settled;
    desk = settled.desk;
    if (isOut(settled.state)) return arrived(settled, desk);
  }
  const input = draftInput(desk.form);
  const noticeId = desk.form.noticeId;
  if (desk.form.revising && noticeId) {
    const revised = await act(
      desk,
      { act: 'revise', requestId: post.newRequestId(), noticeId, input },
      post,
    );
    return revised.status === 'failed' ? revised : arrived(revised, revised.desk);
  }
  return saveAndPublish(desk, post, goOut);
}

async function saveAndPublish(start: Desk, post: Post, goOut: boolean): Promise<Outcome> {
  let desk = start;
  const input = draftInput(desk.form);
  if (!desk.form.noticeId || !same(desk.saved, input)) {
    const saved = await act(
      desk,
      { act: 'saveDraft', requestId: post.newRequestId(), input },
      post,
    );
    if (saved.status === 'failed' || !goOut) return saved;
    desk = saved.desk;
  }
  const noticeId = desk.form.noticeId;
  if (!goOut || !noticeId) throw new RangeError('nothing to publish');
  const out = await act(
    desk,
    { act: 'publish', requestId: post.newRequestId(), noticeId, input: draftInput(desk.form) },
    post,
  );
  return out.status === 'failed' ? out : arrived(out, out.desk);
}

const isOut = (state: NoticeState): boolean =>
  state.status === 'published' || state.status === 'checking';

interface Settled {
  readonly status: 'saved';
  readonly state: NoticeState;
  readonly desk: Desk;
  readonly sent: DraftInput;
}

function arrived({ state, sent }: Pick<Settled, 'state' | 'sent'>, desk: Desk): Outcome {
  if (!same(draftInput(desk.form), sent)) return { status: 'earlier', state, desk };
  return { status: state.status === 'checking' ? 'checking' : 'out', state, desk };
}

/** One act: kept before it is sent, forgotten when its answer is final. */
async function act(
  start: Desk,
  unanswered: Unanswered,
  post: Post,
): Promise<Settled | Extract<Outcome, { status: 'failed' }>> {
  const asked: Desk = { ...start, unanswered };
  post.keep(asked);
  const reply = await sendOne(unanswered, post);
  if (!reply.ok) {
    const desk = isUnsettled(reply) ? asked : without(start);
    post.keep(desk);
    return { status: 'failed', reply, desk };
  }
  const state = reply.value;
  const desk: Desk = {
    form: { ...start.form, noticeId: state.noticeId, revising: state.status === 'published' },
    saved: { ...unanswered.input, noticeId: state.noticeId },
  };
  post.keep(desk);
  return { status: 'saved', state, desk, sent: unanswered.input };
}

function sendOne(waiting: Unanswered, post: Post): Promise<Reply<NoticeState>> {
  switch (waiting.act) {
    case 'saveDraft':
      return post.saveDraft(waiting.input, waiting.requestId);
    case 'publish':
      return post.publish(waiting.noticeId, waiting.requestId);
    case 'revise': {
      const { noticeId: _, audience: __, ...text } = waiting.input;
      return post.revise(waiting.noticeId, text, waiting.requestId);
    }
  }
}

/** Nobody knows whether it took effect. */
const isUnsettled = ({ code }: Failed): boolean =>
  code === 'OFFLINE' || code === 'INTERNAL' || code === 'BUSY';

const without = ({ form, saved }: Desk): Desk => ({ form, ...(saved && { saved }) });
