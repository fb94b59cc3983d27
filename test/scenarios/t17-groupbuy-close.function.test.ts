import {
  CLOSES,
  OWNER,
  openRound,
  openStage,
  order,
  PEAS,
  person,
  SATURDAY,
} from '../groupbuy/stage';

/** The tick may have written the orders, or not yet. */
const OVER = expect.stringMatching(/^(closing|closed|正在汇总|已截单)$/);

/** What people hear of a round around its closing instant, and on the day of delivery. */
async function answersIn(tz: string): Promise<readonly unknown[]> {
  const stage = await openStage({ tz });
  try {
    const roundId = await openRound(stage);
    const answers: unknown[] = [];
    for (const now of [CLOSES - 86_400_000, CLOSES - 1, CLOSES, SATURDAY]) {
      await stage.at(now);
      const { ok } = await order(stage, roundId, person(1), { [PEAS]: 1 });
      const view = await stage.calls.done('groupbuy', 'round', person(1), { roundId });
      const [row] = (await stage.calls.done('groupbuy', 'list', person(1), {})).items;
      answers.push([ok, view.status, view.closesText, row?.deliveryText, row?.closesText]);
    }
    const { form } = await stage.calls.done('groupbuy', 'copyLast', OWNER, {});
    answers.push([form.opensAt, form.closesAt, form.delivery.from]);
    return answers;
  } finally {
    await stage.close();
  }
}

it('T17 a round closes at the same instant and is spoken of alike, whatever zone the functions run in', async () => {
  const utc = await answersIn('UTC');
  expect(utc).toEqual([
    [true, 'open', '明天 20:00 截单', '3月7日 周六 09:00–11:00，送到院门口', '明天 20:00 截单'],
    [true, 'open', '今天 20:00 截单', '后天 09:00–11:00，送到院门口', '今天 20:00 截单'],
    [false, OVER, OVER, '后天 09:00–11:00，送到院门口', OVER],
    [false, OVER, OVER, '今天 09:00–11:00，送到院门口', OVER],
    [
      Date.parse('2020-03-10T09:00:00+08:00'),
      CLOSES + 7 * 86_400_000,
      SATURDAY + 7 * 86_400_000 + 3_600_000,
    ],
  ]);
  expect(CLOSES).toBe(Date.parse('2020-03-05T12:00:00Z'));
  for (const tz of ['Asia/Shanghai', 'America/New_York']) {
    const plain = (answers: readonly unknown[]) =>
      JSON.stringify(answers).replace(/closed|closing|已截单|正在汇总/g, 'over');
    expect(plain(await answersIn(tz))).toBe(plain(utc));
  }
}, 120_000);
