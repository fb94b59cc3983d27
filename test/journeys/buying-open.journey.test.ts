/** Opening a round as last time, and what neighbours find there: in normal text and in the largest. */
import type { Locator } from 'playwright-core';
import { type Journey, LOOKS, type Phone, startJourney } from '../support/journey';

let journey: Journey;
let copied = 'gb_';

const RESIDENT = 'o_c01_u1_101_a';
const STAFF = 'o_staff_02';

beforeAll(async () => {
  journey = await startJourney();
}, 180_000);
afterAll(() => journey?.close());

describe.each(LOOKS)('in %s', (_, { text }) => {
  const place = text > 1 ? '花台边' : '车棚';
  const open = (as: string, page: string, query: string): Promise<Phone> =>
    journey.phone({ as, text, path: `packages/buying/${page}/${page}?${query}` });

  it('an organiser opens the next round by copying the last, with a picture of its own and hands for the field', async () => {
    const phone = await open(STAFF, 'working', 'from=community');
    await phone.tap('照上一团再开一团');
    await phone.see('照上一团抄好了');
    await phone.tap(/^萝卜，卖/);
    await phone.tap('不要图片了');
    await phone.tap('加一张图片');
    await choosePicture(phone);
    await phone.see('换一张图片');
    await phone.look('opening-1-goods');
    await phone.tap('好了');
    await phone.see('要，请大家报名');
    await phone.tap('要几个人加一');
    await phone.fill('带什么、注意什么', '带小锄头');
    await phone.tap('存好，下一步开团');
    await phone.see(/已有 0 人报名，还要 \d+ 人/);
    await phone.tap('开团，发给大家');
    await phone.tap('开团');
    await phone.see('正在接龙');
    await phone.look('opening-2-opened');
    copied = await roundIn(phone);
    await phone.close();
  }, 60_000);

  it('a neighbour sees what it looks like and comes along to the field; the delivery moves, and it is said where to', async () => {
    const phone = await open(RESIDENT, 'round', `id=${copied}&y=cy_c01`);
    await phone.see('带小锄头');
    const picture = phone.page.getByRole('button', { name: '萝卜的图片，点开看大图' });
    expect(await widthOf(picture.locator('img'))).toBeGreaterThan(0);
    await picture.tap();
    const large = phone.page.getByRole('dialog', { name: '查看图片' });
    expect(await widthOf(large.locator('img'))).toBeGreaterThan(0);
    await large.getByRole('button', { name: '关闭' }).tap();
    await phone.tap('我去');
    // Whoever gets up at five wants to hear when it rains.
    await phone.tap('允许');
    await phone.see('有您一个');
    await phone.look('opening-3-field');

    const desk = await open(STAFF, 'manage', `id=${copied}&from=community`);
    await desk.see(/已有 1 人报名，还要 \d+ 人/);
    await desk.tap('改时间、地点');
    await desk.tap('改，告诉大家');
    await desk.see('还没有改什么');
    await desk.fill(/3巷22号院放在哪儿/, place);
    await desk.look('opening-4-move');
    await desk.tap('改，告诉大家');
    await desk.see(`改放${place}`);
    await desk.tap('改');
    await desk.see('改好了，会告诉大家');
    await desk.close();

    await phone.pullUntil(`送到${place}`);
    await phone.close();
  }, 90_000);
});

/** As a person chooses one: WeChat asks whether it may, then from where. */
async function choosePicture({ page }: Phone): Promise<void> {
  const agree = page.getByRole('button', { name: '同意', exact: true });
  const album = page.getByRole('button', { name: '从相册选择' });
  await agree.or(album).first().waitFor();
  if (await agree.isVisible()) await agree.tap();
  const chooser = page.waitForEvent('filechooser');
  await album.tap();
  await (await chooser).setFiles('local/demo/goods/radish.jpg');
}

/** The round of the page in front. */
const roundIn = ({ page }: Phone): Promise<string> =>
  page.evaluate(() => {
    const { getCurrentPages } = globalThis as unknown as {
      getCurrentPages(): readonly { readonly options: { readonly id: string } }[];
    };
    return getCurrentPages().at(-1)?.options.id ?? '';
  });

/** Of a picture, once it has come. */
async function widthOf(image: Locator): Promise<number> {
  await image.scrollIntoViewIfNeeded();
  for (let look = 0; look < 40; look += 1) {
    const width = await image.evaluate((one) => (one as HTMLImageElement).naturalWidth);
    if (width > 0) return width;
    await image.page().waitForTimeout(100);
  }
  return 0;
}
