import { settings } from '../../miniprogram/services/settings';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt } from '../support/page';

const open = pageAt('packages/self/reading/reading');

beforeEach(() => keeperPhone.reset());

it('keeps the chosen size and shows it at once', async () => {
  const page = await open();
  expect(page.data()).toMatchObject({ large: false, rootFontSize: 'system' });
  await page.run('choose', { currentTarget: { dataset: { id: 'largest' } } });
  expect(settings().textSize).toBe('largest');
  expect(page.data()).toMatchObject({ large: true, rootFontSize: '25px' });
});

it('offers the voice only where the phone has one, and another way where it has none', async () => {
  const text = (await open()).text();
  expect(text).not.toContain('读给我听');
  expect(text).toContain('可以请家里人或邻居读一读');
});
