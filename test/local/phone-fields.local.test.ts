/** Fields, pickers and what moves under a finger or a mouse, in a real browser. */
import { join } from 'node:path';
import {
  type OpenOptions,
  type PhonePage,
  type PhoneStand,
  standPhone,
} from './fixtures/phone-page';

let stand: PhoneStand;
let phone: PhonePage;

beforeAll(async () => {
  stand = await standPhone(join(__dirname, 'fixtures', 'features'));
}, 60_000);
afterAll(() => stand.close());
afterEach(async () => {
  expect(phone.troubles).toEqual([]);
  await phone.close();
});

async function openAt(name: string, options: OpenOptions = {}): Promise<void> {
  phone = await stand.open({ path: `pages/${name}/${name}`, ...options });
}

/** Evaluates in the mini-program; `page` is the page in front. */
const inPage = <T>(code: string): Promise<T> =>
  phone.page.evaluate(
    `(() => { const page = getCurrentPages().at(-1); return ${code}; })()`,
  ) as Promise<T>;

describe('fields', () => {
  beforeEach(() => openAt('fields'));

  it('are collected by their form and put back', async () => {
    await phone.page.getByLabel('名字').fill('老王头子多余');
    await phone.page.getByText('乙', { exact: true }).click();
    await phone.sees('选:["a","b"]');
    await phone.page.getByText('子', { exact: true }).click();
    await phone.sees('单:"x"');
    await phone.page.getByRole('switch', { name: '开关' }).click();
    await phone.sees('关:false');
    await phone.press('交');
    await phone.sees(
      '{"name":"老王头子","words":"几句","on":false,"boxes":["a","b"],"one":"x","level":4,"custom":"带着","pick":0}',
    );
    await phone.press('清');
    await phone.press('交');
    await phone.sees(
      '{"name":"老王","words":"几句","on":true,"boxes":["a"],"one":"y","level":4,"custom":"带着","pick":0}',
    );
  });

  it('confirm, focus and slide', async () => {
    await phone.press('写名字');
    await phone.page.waitForFunction(
      "document.activeElement.getAttribute('aria-label') === '名字'",
    );
    await phone.page.keyboard.press('Enter');
    await phone.sees('定:"老王"');
    await phone.page.getByLabel('多少').focus();
    await phone.page.keyboard.press('ArrowRight');
    await phone.sees('滑:6');
  });

  it('take what the listener of an input returns', async () => {
    const field = phone.page.getByLabel('大写');
    await field.pressSequentially('abC');
    await expect(field.inputValue()).resolves.toBe('ABC');
  });

  const sheet = () => phone.page.getByRole('dialog');
  const choose = async (option: string) => {
    await sheet().getByRole('option', { name: option, exact: true }).click();
    await sheet().getByRole('option', { name: option, exact: true, selected: true }).waitFor();
  };
  const confirm = () => sheet().getByText('确定').click();

  it('pick from one list, and say when nothing was picked', async () => {
    await phone.press('挑方向');
    await choose('西');
    await confirm();
    await phone.sees('挑:"2"');
    await phone.press('挑颜色');
    await sheet().getByText('取消').click();
    await phone.sees('色:undefined');
  });

  it('pick from lists that depend on each other', async () => {
    await phone.press('挑两样');
    await choose('乙');
    await sheet().getByRole('option', { name: '四' }).waitFor();
    await confirm();
    await phone.sees('多:[1,0]');
  });

  it('pick a time and a day within their bounds', async () => {
    await phone.press('挑时间');
    await expect(sheet().getByRole('option', { name: '05', exact: true }).count()).resolves.toBe(1);
    await phone.page.getByRole('listbox').first().press('ArrowDown');
    await confirm();
    await phone.sees('时:"09:30"');
    await phone.press('挑日子');
    await expect(sheet().getByRole('option', { name: '28日' }).count()).resolves.toBe(1);
    await expect(sheet().getByRole('option', { name: '29日' }).count()).resolves.toBe(0);
    await phone.page.getByRole('listbox').nth(1).press('ArrowDown');
    await confirm();
    await phone.sees('日:"2026-03-27"');
  });

  it('turn a picker-view', async () => {
    await phone.drag(phone.page.locator('wx-picker-view-column').first(), { y: -40 });
    await phone.sees('轮:[2,0]');
  });
});

describe('motion', () => {
  it.each([
    ['finger', true],
    ['mouse', false],
  ])('turns a swiper and moves a view by %s', async (_, touch) => {
    await openAt('motion', { touch });
    await phone.drag(phone.page.locator('wx-swiper'), { x: 200 });
    await phone.sees('转2touch');
    await phone.drag(phone.page.getByText('动', { exact: true }), { x: 500, y: 20 });
    await phone.sees('移160,30,touch');
  });

  it('turns a swiper from outside and plays an animation', async () => {
    await openAt('motion');
    await phone.press('转到二');
    await phone.sees('转2');
    await phone.press('开演');
    await phone.page.waitForFunction(
      "getComputedStyle(document.querySelector('.animated')).opacity === '0.5'",
    );
  });

  it('counts a tap from the page’s window', async () => {
    await openAt('motion');
    const target = phone.page.getByText('摸');
    const box = await target.boundingBox();
    await target.click({ position: { x: 5, y: 5 } });
    const finger = await inPage<{ client: number }>('page.finger');
    expect(finger).toMatchObject({ type: 'tap', detail: ['x', 'y'], user: true });
    expect(finger.client).toBe(Math.round((box?.y ?? 0) + 5 - 68));
  });
});
