import type * as Notice from '../../miniprogram/services/notice';
import type * as Queue from '../../miniprogram/services/queue';
import { phone, wxOfTests } from '../support/phone';

Object.assign(globalThis, { wx: wxOfTests });

const { doOrKeep, dropped, flush, takeOut, waiting } =
  require('../../miniprogram/services/queue') as typeof Queue;
const { noticeContract } = require('../../miniprogram/services/notice') as typeof Notice;

const confirm = (noticeId: `nt_${string}`, label: string = noticeId) =>
  doOrKeep(noticeContract, 'confirm', { noticeId, version: 1 }, label);
const DONE = { noticeId: 'nt_a', how: 'self', at: 1, earlier: false };

beforeEach(() => {
  phone.reset();
  phone.ok('notice.confirm', DONE);
});

it('does at once what there is network for', async () => {
  expect(await confirm('nt_a')).toEqual({ state: 'done', value: DONE });
  expect(waiting()).toEqual([]);
});

it('keeps one thing once, however often it is tapped without network', async () => {
  phone.online = false;
  await confirm('nt_a');
  await confirm('nt_a');
  await confirm('nt_b');
  expect(waiting().map(({ label }) => label)).toEqual(['nt_a', 'nt_b']);
});

it('gives things that are not the same different request ids', async () => {
  phone.online = false;
  await confirm('nt_a');
  await confirm('nt_b');
  const ids = waiting().map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
});

it('sends in the order in which things were done, each once, with the id it was kept under', async () => {
  phone.online = false;
  await confirm('nt_a');
  await confirm('nt_b');
  const kept = waiting().map(({ id }) => id);
  phone.asked = [];
  phone.online = true;
  expect(await flush()).toBe(2);
  expect(phone.asked.map(({ data }) => data.requestId)).toEqual(kept);
  expect(await flush()).toBe(0);
});

it('stops at the first thing that does not get through and loses nothing', async () => {
  phone.online = false;
  await confirm('nt_a');
  await confirm('nt_b');
  expect(await flush()).toBe(0);
  expect(waiting()).toHaveLength(2);
});

it('keeps what met a busy moment', async () => {
  phone.online = false;
  await confirm('nt_a');
  phone.online = true;
  phone.answer('notice.confirm', { ok: false, code: 'BUSY' });
  await flush();
  expect(waiting()).toHaveLength(1);
});

it('takes out what is refused and says why, and goes on with the rest', async () => {
  phone.online = false;
  await confirm('nt_a', '收到：停水');
  await confirm('nt_b');
  phone.online = true;
  phone.answer('notice.confirm', ({ input }) =>
    (input as { noticeId: string }).noticeId === 'nt_a'
      ? { ok: false, code: 'NOTICE_EXPIRED' }
      : { ok: true, value: DONE },
  );
  expect(await flush()).toBe(1);
  expect(waiting()).toEqual([]);
  expect(dropped()).toEqual([
    expect.objectContaining({ label: '收到：停水', why: '这条通知已经过了有效时间' }),
  ]);
});

it('gives up what others have changed meanwhile, says so, and goes on with the rest', async () => {
  phone.online = false;
  await confirm('nt_a', '收到：停水');
  await confirm('nt_b');
  phone.online = true;
  phone.answer('notice.confirm', ({ input }) =>
    (input as { noticeId: string }).noticeId === 'nt_a'
      ? { ok: false, code: 'STALE' }
      : { ok: true, value: DONE },
  );
  expect(await flush()).toBe(1);
  expect(waiting()).toEqual([]);
  expect(dropped()[0]).toMatchObject({ label: '收到：停水', why: expect.stringContaining('改过') });
});

it('does not give up because a neighbour was faster by a moment', async () => {
  phone.online = false;
  await confirm('nt_a');
  phone.online = true;
  let times = 0;
  phone.answer('notice.confirm', () => {
    times += 1;
    return times === 1 ? { ok: false, code: 'STALE' } : { ok: true, value: DONE };
  });
  expect(await flush()).toBe(1);
  expect(dropped()).toEqual([]);
});

it('does not send what was taken out while another one was on its way', async () => {
  phone.online = false;
  await confirm('nt_a');
  await confirm('nt_b');
  const last = waiting()[1]?.id ?? '';
  phone.online = true;
  phone.answer('notice.confirm', () => {
    takeOut(last);
    return { ok: true, value: DONE };
  });
  expect(await flush()).toBe(1);
});

it('does not keep what was refused in the first place', async () => {
  phone.answer('notice.confirm', { ok: false, code: 'NOTICE_WITHDRAWN' });
  expect(await confirm('nt_a')).toMatchObject({
    state: 'failed',
    failure: { code: 'NOTICE_WITHDRAWN' },
  });
  expect(waiting()).toEqual([]);
});
