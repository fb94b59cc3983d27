import type { Reply } from '../../miniprogram/contract/protocol';
import type * as Load from '../../miniprogram/services/load';
import { phone, wxOfTests } from '../support/phone';

Object.assign(globalThis, { wx: wxOfTests });

const { load, loading } = require('../../miniprogram/services/load') as typeof Load;

/** A page as far as loading goes. */
function screen() {
  const page = {
    data: { ...loading, shown: '' },
    setData(change: object) {
      Object.assign(page.data, change);
    },
  };
  return page;
}

const source = (ask: () => Promise<Reply<string>>, key = 'home') => ({
  key,
  ask,
  show: (shown: string) => ({ shown }),
});
const says = (value: string) => () => Promise.resolve<Reply<string>>({ ok: true, value });
const offline = () => Promise.resolve<Reply<string>>({ ok: false, code: 'OFFLINE' });

beforeEach(() => {
  phone.reset();
  jest.useFakeTimers({ now: Date.parse('2020-02-09T10:00:00+08:00') });
});
afterEach(() => jest.useRealTimers());

it('shows the kept view with its age when there is no network', async () => {
  await load(screen(), source(says('开门')));
  jest.advanceTimersByTime(20 * 60_000);
  const page = screen();
  expect(await load(page, source(offline))).toBeUndefined();
  expect(page.data).toMatchObject({
    phase: 'ready',
    shown: '开门',
    ageLine: '没有网，这是 20 分钟前的样子',
  });
});

it('says that an old view is being renewed while the answer is on its way', async () => {
  await load(screen(), source(says('开门')));
  jest.advanceTimersByTime(5 * 60_000);
  const page = screen();
  const loadingNow = load(page, source(says('关门')));
  expect(page.data.ageLine).toBe('这是 5 分钟前的样子，正在更新');
  await loadingNow;
  expect(page.data).toMatchObject({ shown: '关门', ageLine: '' });
});

it('shows the last answer when an earlier one comes late', async () => {
  const page = screen();
  let late: (reply: Reply<string>) => void = () => undefined;
  const first = load(
    page,
    source(() => new Promise((resolve) => (late = resolve))),
  );
  await load(page, source(says('第二个院子')));
  late({ ok: true, value: '第一个院子' });
  expect(await first).toBeUndefined();
  expect(page.data.shown).toBe('第二个院子');
});

it('keeps showing what it has when only the moment was wrong', async () => {
  await load(screen(), source(says('开门')));
  const page = screen();
  await load(
    page,
    source(() => Promise.resolve({ ok: false, code: 'INTERNAL' })),
  );
  expect(page.data).toMatchObject({
    phase: 'ready',
    shown: '开门',
    ageLine: '没刷新成，这是刚才的样子',
  });
});

it('does not show a kept view when the cloud says no', async () => {
  await load(screen(), source(says('开门')));
  const page = screen();
  await load(
    page,
    source(() => Promise.resolve({ ok: false, code: 'NOT_MEMBER' })),
  );
  expect(page.data).toMatchObject({ phase: 'failed', failCode: 'NOT_MEMBER' });
});

it('does not show on what belongs to another key, and shows what was kept of this one', async () => {
  await load(screen(), source(says('自己家'), 'mine'));
  const page = screen();
  await load(page, source(says('罗婆婆家'), 'hers'));
  await load(page, source(offline, 'mine'));
  expect(page.data).toMatchObject({ phase: 'ready', shown: '自己家' });
  await load(page, { ...source(offline, 'nobody'), blank: { shown: '' } });
  expect(page.data).toMatchObject({ phase: 'failed', shown: '' });
});

it('keeps at most 40 views, the latest ones', async () => {
  for (let at = 0; at < 45; at += 1)
    await load(screen(), source(says(`第 ${at} 页`), `page.${at}`));
  const oldest = screen();
  await load(oldest, source(offline, 'page.4'));
  expect(oldest.data.phase).toBe('failed');
  const kept = screen();
  await load(kept, source(offline, 'page.5'));
  expect(kept.data.shown).toBe('第 5 页');
});
