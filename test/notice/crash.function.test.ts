import { noticeDigestId } from '../../cloudfunctions/courtyard/public';
import type { NoticeDigest, NoticeDoc, ReachDoc } from '../../cloudfunctions/notice/public';
import type { FaultKind } from '../../local/cloud/services/faults';
import type { CourtyardId, NoticeId } from '../../miniprogram/contract/ids';
import type { Reply } from '../../miniprogram/contract/protocol';
import { type By, freshRequest } from '../support/community';
import { draft, li, OTHER_YARD, openStage, owner, type Stage, staff, YARD } from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());
beforeEach(() => stage.breathe());
afterEach(() => fetch(`${stage.product.url}/control/faults`, { method: 'DELETE' }));

const BOTH = [YARD, OTHER_YARD];
const { audience: _, ...TEXT } = draft();

/** What the phone knows when the line breaks: nothing. */
const LOST = 'lost' as const;

/** One call into which a fault strikes, and then the phone's retry with the same request id. */
async function struck<T>(
  rule: { operation: string; kind: FaultKind },
  call: () => Promise<Reply<T>>,
): Promise<{ readonly first: Reply<T> | typeof LOST; readonly retry: Reply<T> }> {
  await stage.product.control('faults', { rules: [{ ...rule, count: 1 }] });
  const first = await call().catch(() => LOST);
  const { rules } = await stage.product.control<{ rules: { struck: number }[] }>('faults');
  expect(rules[0]?.struck).toBe(1);
  return { first, retry: await call() };
}

async function expectInStep(noticeId: NoticeId, yards: readonly CourtyardId[]): Promise<void> {
  const notice = await stage.database.get<NoticeDoc>('notices', noticeId);
  const { status, version, validUntil, title } = notice as NoticeDoc;
  expect(notice?.spreadPending).toBe(false);
  const open = status === 'published';
  for (const yard of yards) {
    const board = await stage.database.get<ReachDoc>('reaches', `${noticeId}.${yard}`);
    expect(board).toMatchObject({ open, version, validUntil, title });
  }
  const place = noticeDigestId(notice?.origin ?? YARD);
  const digest = await stage.database.get<NoticeDigest>('digests', place);
  expect(digest?.entries[noticeId]).toMatchObject({ version, title });
  const jobs = await stage.database.find('outbox', { topic: `${noticeId}.v${version}` });
  expect(jobs).toHaveLength(open ? yards.length : 0);
}

const KINDS: readonly FaultKind[] = ['crash', 'lost-reply', 'drop', 'error'];
const OPERATIONS = ['database.getDocument', 'database.modifyDocument', 'database.insertDocument'];
const cases = (operations: readonly string[]) =>
  operations.flatMap((operation) => KINDS.map((kind) => [kind, operation] as const));

describe('an instance that dies while it publishes', () => {
  it.each(cases(OPERATIONS))(
    'of a courtyard: %s at %s leaves a draft or a notice, and the retry makes it whole',
    async (kind, operation) => {
      const noticeId = await stage.drafted();
      const by: By = { ...owner, requestId: freshRequest() };
      const { retry } = await struck({ kind, operation }, () =>
        stage.calls.reply('notice', 'publish', by, { noticeId }),
      );
      expect(retry).toEqual({ ok: true, value: { noticeId, status: 'published', version: 1 } });
      await expectInStep(noticeId, [YARD]);
    },
  );

  it.each(cases(OPERATIONS))(
    'of the community: %s at %s is finished by the retry',
    async (kind, operation) => {
      const noticeId = await stage.drafted({ audience: BOTH }, staff);
      const by: By = { ...staff, requestId: freshRequest() };
      const { retry } = await struck({ kind, operation }, () =>
        stage.calls.reply('notice', 'publish', by, { noticeId }),
      );
      expect(retry).toEqual({ ok: true, value: { noticeId, status: 'published', version: 1 } });
      await expectInStep(noticeId, BOTH);
    },
  );

  it.each(['crash', 'drop'] as const)(
    'of the community: %s in the middle of the spread is finished by the tick when nobody retries',
    async (kind) => {
      const noticeId = await stage.drafted({ audience: BOTH }, staff);
      await stage.product.control('faults', {
        rules: [{ kind, operation: 'database.insertDocument', count: 1 }],
      });
      await stage.calls.reply('notice', 'publish', staff, { noticeId }).catch(() => LOST);
      const notice = await stage.database.get<NoticeDoc>('notices', noticeId);
      expect(notice).toMatchObject({ status: 'published', spreadPending: true });
      await stage.tick();
      await expectInStep(noticeId, BOTH);
    },
  );
});

describe('an instance that dies while it changes what is out', () => {
  it.each(cases(OPERATIONS.slice(0, 2)))(
    'revising: %s at %s makes one next version',
    async (kind, operation) => {
      const noticeId = await stage.published({ audience: BOTH }, staff);
      const by: By = { ...staff, requestId: freshRequest() };
      const { retry } = await struck({ kind, operation }, () =>
        stage.calls.reply('notice', 'revise', by, { noticeId, ...TEXT, title: '改到后天' }),
      );
      expect(retry).toEqual({ ok: true, value: { noticeId, status: 'published', version: 2 } });
      await stage.tick();
      await expectInStep(noticeId, BOTH);
    },
  );

  it.each(cases(['database.modifyDocument']))(
    'withdrawing: %s at %s closes every board',
    async (kind, operation) => {
      const noticeId = await stage.published({ audience: BOTH }, staff);
      const by: By = { ...staff, requestId: freshRequest() };
      const { retry } = await struck({ kind, operation }, () =>
        stage.calls.reply('notice', 'withdraw', by, { noticeId }),
      );
      expect(retry).toMatchObject({ ok: true, value: { status: 'withdrawn' } });
      await stage.tick();
      const boards = await stage.database.find<ReachDoc>('reaches', { noticeId });
      expect(boards.map(({ open }) => open)).toEqual([false, false]);
    },
  );
});

describe('an instance that dies while somebody confirms', () => {
  it.each(cases(['database.getDocument', 'database.modifyDocument']))(
    '%s at %s leaves one mark, and the retry is told the same',
    async (kind, operation) => {
      const noticeId = await stage.published();
      const by: By = { ...li, requestId: freshRequest() };
      const { retry } = await struck({ kind, operation }, () =>
        stage.calls.reply('notice', 'confirm', by, { noticeId, version: 1 }),
      );
      expect(retry).toMatchObject({ ok: true, value: { how: 'self', earlier: false } });
      const board = await stage.database.get<ReachDoc>('reaches', `${noticeId}.${YARD}`);
      expect(board?.counts).toEqual({ v1: { self: 1 } });
    },
  );
});
