/** Somebody who lives elsewhere comes to work for the community: from an administrator's card to the overview. */
import { type Journey, LOOKS, startJourney } from '../support/journey';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
}, 180_000);
afterAll(() => journey.close());

const ADMIN = 'o_staff_01';
const OVERVIEW = 'packages/keeper/overview/overview';

describe.each(LOOKS)('in %s', (name, { text }) => {
  const as = name === 'normal text' ? 'o_new_worker_a' : 'o_new_worker_b';
  const called = name === 'normal text' ? '小林' : '小秦';

  it('is invited, says a name, and works; the administrator sees who came and ends it', async () => {
    const admin = await journey.phone({ as: ADMIN, text, path: OVERVIEW });
    await admin.tap('工作人员');
    await admin.tap('请一位工作人员');
    await admin.tap('做一张邀请卡');
    await admin.see('发给对方');
    await admin.look('staff-1-card');
    const { docs } = (await journey.product.control('documents?collection=communities')) as {
      docs: readonly { staffInvites?: readonly { code: string }[] }[];
    };
    const code = docs[0]?.staffInvites?.at(-1)?.code ?? '';

    const path = `packages/keeper/staff-accept/staff-accept?c=cm_donghuan&s=${code}`;
    const worker = await journey.phone({ as, text, path });
    await worker.see(/请您当工作人员/);
    await worker.fill(/怎么称呼|小林/, called);
    await worker.look('staff-2-name');
    await worker.tap('同意并加入');
    await worker.see(/工作人员了/);
    await worker.look('staff-3-done');
    await worker.tap('去社区总览');
    await worker.see('用上小程序的住户');
    await worker.close();
    await admin.close();

    const again = await journey.phone({ as: ADMIN, text, path: 'packages/keeper/staff/staff' });
    await again.tap(new RegExp(`^${called}`));
    await again.see('到此为止');
    await again.look('staff-4-sheet');
    await again.tap('到此为止');
    await again.close();
  }, 90_000);
});
