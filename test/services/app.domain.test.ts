import { keeperPhone } from '../support/keeper-phone';
import { wxOfTests } from '../support/phone';

interface Page {
  readonly data: { readonly phase?: string; readonly ageLine?: string };
  readonly reload?: () => Promise<void>;
  readonly refresh?: () => Promise<void>;
}

let onLaunch = (): void => undefined;
let front: Page[] = [];
Object.assign(globalThis, {
  wx: wxOfTests,
  App: (app: { onLaunch(): void }) => {
    onLaunch = () => app.onLaunch();
  },
  getCurrentPages: () => front,
});

require('../../miniprogram/app');

beforeAll(() => onLaunch());

const OLD = { phase: 'ready', ageLine: '没有网，这是 20 分钟前的样子' };

it.each<[string, 'reload' | 'refresh', Page['data'], number]>([
  ['a page that shows what is old', 'refresh', OLD, 1],
  ['a page that could not be read', 'refresh', { phase: 'failed', ageLine: '' }, 1],
  ['a page that is fresh, or is being filled in', 'refresh', { phase: 'ready', ageLine: '' }, 0],
  ['a tab', 'reload', { phase: 'ready', ageLine: '' }, 1],
])('when the network is back, %s asks again or not', async (_, method, data, times) => {
  keeperPhone.reset();
  const asked = jest.fn(async () => undefined);
  front = [{ data, [method]: asked }];
  keeperPhone.goOnline();
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  expect(asked).toHaveBeenCalledTimes(times);
});
