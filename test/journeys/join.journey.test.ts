import { type Journey, LOOKS, startJourney } from '../support/journey';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
}, 180_000);
afterAll(() => journey.close());

/** Two newcomers, two doors: a household that has answered has nothing left to answer. */
const NEWCOMERS = {
  'normal text': { as: 'o_c02_new_c', called: '桂枝', door: '101', label: '1单元 101 余家' },
  'the largest text': { as: 'o_c02_new_d', called: '小满', door: '201', label: '1单元 201 姜家' },
} as const;
const OWNER = 'o_c02_u3_301_a';
const GROUP = 'og_c02';

describe.each(LOOKS)('a newcomer from the group card, in %s', (name, { text }) => {
  const { as, called, door, label } = NEWCOMERS[name];

  it('finds the door, is let in by the owner, and answers the notice', async () => {
    const newcomer = await journey.phone({ as, group: GROUP, text });
    await newcomer.see('东环路3巷5号院');
    await newcomer.look('join-1-card');
    await newcomer.tap('找到您家的门牌');
    await newcomer.tap('1单元');
    await newcomer.tap(door);
    await newcomer.fill(/怎么称呼|李嬢嬢/, called);
    await newcomer.tap('60–79 岁');
    await newcomer.look('join-2-door');
    await newcomer.tap(/同意/);
    await newcomer.see('等群主点个头');
    await newcomer.look('join-3-waiting');

    const owner = await journey.phone({ as: OWNER, text });
    await owner.tap(/想加入院坝/);
    await owner.see(called);
    await owner.look('join-4-owner');
    await owner.tap(`是这家的，进来：${called}，${label}`);
    await owner.see('请进来了');
    await owner.close();

    await newcomer.close();
    const neighbour = await journey.phone({ as, group: GROUP, text });
    await neighbour.see('等我办');
    await neighbour.look('join-5-home');
    await neighbour.tap('回一声');
    await neighbour.tap(/收到/);
    await neighbour.see(/回了收到/);
    await neighbour.look('join-6-confirmed');
    await neighbour.close();
  }, 90_000);
});
