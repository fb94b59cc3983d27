/** What somebody else's mini-program does that ours does not. */
import { join } from 'node:path';
import { type PhonePage, type PhoneStand, standPhone } from './fixtures/phone-page';

let stand: PhoneStand;
let phone: PhonePage;

beforeAll(async () => {
  stand = await standPhone(join(__dirname, 'fixtures', 'foreign'));
}, 60_000);
afterAll(() => stand.close());
beforeEach(async () => {
  phone = await stand.open();
  await phone.sees('第 1 行');
  await phone.page.waitForTimeout(200);
});
afterEach(async () => {
  expect(phone.troubles).toEqual([]);
  await phone.close();
});

const inPage = <T>(code: string): Promise<T> =>
  phone.page.evaluate(
    `(async () => { const page = getCurrentPages().at(-1);
      const wait = (ms) => new Promise((done) => setTimeout(done, ms)); ${code} })()`,
  ) as Promise<T>;

it('a script inside a template requires modules, which require others', async () => {
  await phone.sees('四分之一 2');
});

it('an observer tells only of what is in view at first, then of what comes and goes', async () => {
  const first = await inPage<string[]>('return page.told.splice(0)');
  expect(first).toContain('row0');
  expect(first).not.toContain('row11');
  const later = await inPage<string[]>(
    'await wx.pageScrollTo({ scrollTop: 600, duration: 0 }); await wait(200); return page.told',
  );
  expect(later).toEqual(expect.arrayContaining(['row0', 'row11']));
});

it('the bottom is reached again after the page has grown', async () => {
  const down = 'await wx.pageScrollTo({ scrollTop: 99999, duration: 0 }); await wait(200);';
  expect(await inPage(`${down} ${down} return [page.reached, page.data.count]`)).toEqual([2, 22]);
});

it('a page animates a node by key frames, and takes it back', async () => {
  const left = "document.querySelector('#top').getBoundingClientRect().left";
  const moved = await inPage(
    `const before = ${left};
     const frames = [{ translate: [0, 0] }, { translate: [40, 0], opacity: 0.5, ease: 'linear' }];
     await new Promise((done) => page.animate('#top', frames, 60, done));
     const after = ${left};
     await new Promise((done) => page.clearAnimation('#top', done));
     return [after - before, ${left} - before];`,
  );
  expect(moved).toEqual([40, 0]);
});

it('a video is steered by its context', async () => {
  const rate = await inPage(
    `const film = wx.createVideoContext('film', page);
     film.playbackRate(1.5); film.pause(); film.seek(0);
     return document.querySelector('video').playbackRate;`,
  );
  expect(rate).toBe(1.5);
});
