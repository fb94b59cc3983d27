import {
  adopt,
  CLOSES,
  MONDAY,
  openCampaign,
  openStage,
  person,
  RANUNCULUS,
  SATURDAY,
} from '../flower/stage';

/** The tick may have written the orders, or not yet. */
const OVER = expect.stringMatching(/^(closing|closed|正在汇总|认领结束)$/);

/** What people hear of a campaign around its first and last instant, and on the day of delivery. */
async function answersIn(tz: string): Promise<readonly unknown[]> {
  const stage = await openStage({ tz });
  try {
    const campaignId = await openCampaign(stage, { opensAt: MONDAY + 3_600_000 });
    const answers: unknown[] = [];
    for (const now of [MONDAY + 3_599_999, MONDAY + 3_600_000, CLOSES - 1, CLOSES, SATURDAY]) {
      await stage.at(now);
      const { ok } = await adopt(stage, campaignId, person(1), { [RANUNCULUS]: 1 });
      const view = await stage.view(campaignId);
      answers.push([ok, view.status, view.closesText, view.deliveryText]);
    }
    return answers;
  } finally {
    await stage.close();
  }
}

it('T17 adopting opens and closes at the same instants and is spoken of alike, whatever zone the functions run in', async () => {
  const utc = await answersIn('UTC');
  const saturday = '3月7日 周六 09:00–12:00，送到院里';
  expect(utc).toEqual([
    [false, 'waiting', '今天 10:00 开始认领', saturday],
    [true, 'open', '后天 20:00 截止', saturday],
    [true, 'open', '今天 20:00 截止', saturday],
    [false, OVER, OVER, saturday],
    [false, OVER, OVER, '今天 09:00–12:00，送到院里'],
  ]);
  expect(CLOSES).toBe(Date.parse('2020-03-04T12:00:00Z'));
  for (const tz of ['Asia/Shanghai', 'America/New_York']) {
    const plain = (answers: readonly unknown[]) =>
      JSON.stringify(answers).replace(/closed|closing|正在汇总|认领结束/g, 'over');
    expect(plain(await answersIn(tz))).toBe(plain(utc));
  }
}, 120_000);
