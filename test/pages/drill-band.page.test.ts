import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt, settle } from '../support/page';
import { phone } from '../support/phone';

const ROOT = join(__dirname, '../../miniprogram');
const openJoins = pageAt('packages/keeper/joins/joins');

interface App {
  readonly pages: readonly string[];
  readonly subPackages: readonly { readonly root: string; readonly pages: readonly string[] }[];
}

it('is on every page, by itself or in the band of whom one acts for', () => {
  const app = JSON.parse(readFileSync(join(ROOT, 'app.json'), 'utf8')) as App;
  const pages = [
    ...app.pages,
    ...app.subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`)),
  ];
  const without = pages.filter(
    (page) => !/<(acting|drill)-band\b/.test(readFileSync(join(ROOT, `${page}.wxml`), 'utf8')),
  );
  expect(without).toEqual([]);
});

it('follows what the phone learns while a page is open', async () => {
  keeperPhone.reset();
  session.learn({ courtyardId: 'cy_c01', roles: ['owner'], drill: false });
  phone.ok('member.joins', { courtyardName: '3巷22号院', items: [] });
  const page = await openJoins({ y: 'cy_c01' });
  expect(page.text()).not.toContain('演练中');
  session.learn({ drill: true });
  await settle();
  expect(page.text()).toContain('演练中');
  session.learn({ drill: false });
  await settle();
  expect(page.text()).not.toContain('演练中');
});
