/** T17: an entry belongs to the month it has in Chengdu, wherever the functions run. */
import { gift, openStage, type Stage } from '../fund/stage';

const EVENING = Date.parse('2020-03-12T20:00:00+08:00');
const LAST_OF_MARCH = Date.parse('2020-03-31T23:59:59.999+08:00');

describe.each(['UTC', 'Asia/Shanghai', 'America/New_York'])('T17 with functions in %s', (tz) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ tz });
  }, 120_000);
  afterAll(() => stage?.close());

  const month = (name: string) =>
    stage.calls.done(
      'fund',
      'statement',
      { openid: 'o_li', community: 'cm_test' },
      { month: name },
    );

  it('the last instant of March is March, the next one April', async () => {
    await stage.breathe(LAST_OF_MARCH - EVENING);
    await stage.posted(gift(300));
    await stage.breathe(1);
    await stage.posted(gift(500));
    expect(await month('2020-03')).toMatchObject({ openingFen: 0, closingFen: 300, closed: true });
    expect(await month('2020-04')).toMatchObject({
      openingFen: 300,
      closingFen: 800,
      closed: false,
    });
    const { items } = await stage.calls.done(
      'fund',
      'journals',
      { openid: 'o_li', community: 'cm_test' },
      { month: '2020-04' },
    );
    expect(items.map(({ changeFen }) => changeFen)).toEqual([500]);
  });
});
