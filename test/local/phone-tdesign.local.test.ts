/** TDesign's components, unmodified, from its package: what somebody does with each, and that nothing complains. */
import { join } from 'node:path';
import { type PhonePage, type PhoneStand, standPhone } from './fixtures/phone-page';

let stand: PhoneStand;
let phone: PhonePage;

beforeAll(async () => {
  stand = await standPhone(join(__dirname, 'fixtures', 'tdesign'));
}, 60_000);
afterAll(() => stand.close());

async function openAt(name: string, touch: boolean): Promise<void> {
  phone = await stand.open({ path: `pages/${name}/${name}`, touch });
}

const part = (name: string) => phone.page.locator(`[class*="${name}"]`).filter({ visible: true });

/** Sheets slide in; a tap before they stand misses. */
const settle = () => phone.page.waitForTimeout(700);

afterEach(async () => {
  expect(phone.troubles).toEqual([]);
  await phone.close();
});

const HANDS = [
  ['finger', true],
  ['mouse', false],
] as const;

describe('a person', () => {
  it('fills in fields', async () => {
    await openAt('fields', true);
    await phone.page.getByPlaceholder('请输入').fill('王芳');
    await phone.sees('王芳||3|false|30|2|a|1||2026-03-05 08:30');
    await phone.page.getByPlaceholder('多写几句').fill('三个字');
    await phone.sees('3 / 50');
    await phone.press(part('t-switch__body').first());
    await phone.press(part('t-stepper__plus').first());
    await phone.press('乙');
    await phone.press('二');
    await phone.press(part('t-icon-star').nth(3));
    await phone.sees('王芳|三个字|4|true|30|4|a,b|2||2026-03-05 08:30');
  });

  it.each(HANDS)('slides, picks and sets a time by %s', async (_, touch) => {
    await openAt('fields', touch);
    await phone.drag(part('t-slider__dot').first(), { x: 62 });
    await phone.sees('||3|false|50|2|a|1||2026-03-05 08:30');
    await phone.press('哪里');
    await settle();
    await phone.drag(phone.page.getByText('成都'), { y: -40 });
    await settle();
    await phone.press('确认');
    await phone.sees('||3|false|50|2|a|1|绵阳|2026-03-05 08:30');
    await settle();
    await phone.press(phone.page.getByText('哪天').first());
    await settle();
    await phone.press(phone.page.getByText('确定').filter({ visible: true }));
    await phone.sees('||3|false|50|2|a|1|绵阳|2026-03-05 08:30');
  });

  it('shows what it is given', async () => {
    await openAt('shown', true);
    await phone.sees('二号院');
    await phone.sees('60%');
    await phone.press('折叠');
    await phone.sees('里面的话');
    const drawn = await phone.page.evaluate("document.querySelector('canvas').width");
    expect(drawn).toBeGreaterThan(100);
  });

  it('chooses a day and a place', async () => {
    await openAt('shown', true);
    await phone.press(phone.page.locator('.day'));
    await settle();
    await phone.press(phone.page.getByText('15', { exact: true }).first());
    await phone.press(phone.page.getByText('确认').filter({ visible: true }).last());
    await phone.sees('哪天：1768435200000');
    await settle();
    await phone.press(phone.page.locator('.place'));
    await settle();
    await phone.press(phone.page.getByText('四川').filter({ visible: true }).first());
    await settle();
    await phone.press(phone.page.getByText('绵阳').filter({ visible: true }).first());
    await phone.sees('哪里：四川/绵阳');
  });

  it('opens and closes what lies over the page', async () => {
    await openAt('moving', true);
    await phone.press('弹层');
    await settle();
    await phone.sees('弹层里');
    await phone.page.touchscreen.tap(187, 150);
    await phone.page.getByText('弹层里').waitFor({ state: 'hidden' });
    await phone.press('确认框');
    await settle();
    await phone.press(phone.page.getByText('真的', { exact: true }).last());
    await phone.sees('说：真的 类：all 页：0');
    await settle();
    await phone.press('提示');
    await phone.sees('好了');
    await phone.page.getByText('好了').waitFor({ state: 'hidden' });
    await phone.press('菜单');
    await settle();
    await phone.press('相册');
    await phone.sees('说：相册 类：all 页：0');
  });

  it.each(HANDS)('turns tabs, drops down and swipes a cell by %s', async (_, touch) => {
    await openAt('moving', touch);
    await phone.press('乙');
    await phone.sees('说： 类：all 页：1');
    await phone.press(phone.page.getByText('全部').first());
    await settle();
    await phone.press(phone.page.getByText('我的').first());
    await phone.sees('说： 类：mine 页：1');
    await settle();
    await phone.press('水果');
    await phone.sees('边上：1');
    await phone.drag(phone.page.getByText('往左划'), { x: -120 });
    await settle();
    await phone.press(phone.page.getByText('删掉').first());
    await phone.sees('说：删掉 类：mine 页：1');
  });
});
