import { type Journey, LOOKS, startJourney } from '../support/journey';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
}, 180_000);
afterAll(() => journey.close());

const OWNER = 'o_c01_u2_401_b';
const NEIGHBOUR = 'o_c01_u1_101_a';
const COURTYARD = 'cy_c01';

describe.each(LOOKS)('the owner, in %s', (name, { text }) => {
  it('writes a notice, publishes it, and reads who has not heard', async () => {
    const title = name === 'normal text' ? '明天上午停气' : '周六大扫除';
    const owner = await journey.phone({ as: OWNER, text, path: 'pages/errands/errands' });
    await owner.look('publish-1-errands');
    await owner.tap('发通知');
    await owner.fill('标题', title);
    await owner.fill('内容', '时间：明天 9:00 到 11:00\n请提前关好阀门。');
    await owner.tap('要每家回一声');
    await owner.look('publish-2-write');
    await owner.tap('看看发出去的样子');
    await owner.look('publish-3-preview');
    await owner.tap('发出去');
    await owner.see('发出去了');
    await owner.look('publish-4-out');

    const neighbour = await journey.phone({ as: NEIGHBOUR, text });
    await neighbour.see(title);
    await neighbour.close();

    await owner.tap('看谁收到了');
    await owner.see(/还有 \d+ 家要说一声/);
    await owner.look('publish-5-board');
    await owner.close();
  }, 120_000);

  it('loses nothing of what was typed when the network goes, and publishes once it is back', async () => {
    const title = name === 'normal text' ? '楼道灯修好了' : '门锁换好了';
    const owner = await journey.phone({
      as: OWNER,
      text,
      path: `packages/keeper/notice-edit/notice-edit?y=${COURTYARD}`,
    });
    await owner.fill('标题', title);
    await owner.fill('内容', '大家晚上走路放心。');
    await owner.tap('看看发出去的样子');
    await owner.see('发出去');
    await owner.network('offline');
    await owner.tap('发出去');
    await owner.see(/没有网|网络|存在手机|待发/);
    await owner.look('publish-6-offline');
    await owner.network('good');

    const neighbour = await journey.phone({ as: NEIGHBOUR, text });
    await neighbour.pullUntil(title);
    expect(await neighbour.page.getByText(title).filter({ visible: true }).count()).toBe(1);
    await neighbour.close();
    await owner.close();
  }, 120_000);
});
