import { type Journey, LOOKS, startJourney } from '../support/journey';
import { askingNotice } from '../support/visits';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
}, 180_000);
afterAll(() => journey.close());

const STAFF = 'o_staff_02';

describe.each(LOOKS)('a member of staff, in %s', (_, { text }) => {
  it('sees which courtyard heard least, and goes through its call list', async () => {
    const staff = await journey.phone({
      as: STAFF,
      text,
      path: 'packages/keeper/overview/overview',
    });
    await staff.see('东环路社区');
    await staff.look('calls-1-overview');
    await staff.close();

    const board = await communityBoard(text);
    await board.see(/全社区|家里/);
    await board.look('calls-2-community');
    await board.tap(/东环路3巷4号院/);
    await board.see(/还有 \d+ 家要说一声/);
    const before = await restOf(board.page);
    await board.look('calls-3-courtyard');
    await board.tap('挨家走');
    await board.page
      .getByRole('button', { name: /上门说到了/ })
      .first()
      .tap();
    await board.see(`还有 ${before - 1} 家要说一声`);
    await board.look('calls-4-told');
    await board.tap(/撤回|撤销|点错了/);
    await board.see(`还有 ${before} 家要说一声`);
    await board.page
      .getByRole('button', { name: /上门说到了/ })
      .first()
      .tap();
    await board.see(`还有 ${before - 1} 家要说一声`);
    // Undo is over after ten seconds; then the cloud has been told.
    await board.page.waitForTimeout(11_500);
    await board.close();

    const again = await communityBoard(text);
    await again.tap(/东环路3巷4号院/);
    await again.see(`还有 ${before - 1} 家要说一声`);
    await again.close();
  }, 150_000);
});

async function communityBoard(text: number) {
  const notice = await askingNotice(journey.product.control);
  return journey.phone({
    as: STAFF,
    text,
    path: `packages/keeper/community-board/community-board?id=${notice}`,
  });
}

async function restOf(page: { innerText(selector: string): Promise<string> }): Promise<number> {
  const [, count] = /还有 (\d+) 家要说一声/.exec(await page.innerText('body')) ?? [];
  return Number(count);
}
