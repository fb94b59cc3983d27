import type { HomeView } from '../../miniprogram/contract/home';
import {
  CLOSES,
  FORM,
  openRound,
  openStage,
  order,
  PEAS,
  person,
  VOLUNTEER,
} from '../groupbuy/stage';

const DAY = 86_400_000;
const MIDNIGHT = Date.parse('2020-03-07T00:00:00+08:00');

const said = ({ buying = [], waiting }: HomeView) => [
  ...buying.map(({ when, mine }) => [when, mine].filter(Boolean).join(' ')),
  ...waiting.flatMap((one) => {
    if (one.kind === 'parcel') return [`parcel ${one.when}`];
    return one.kind === 'buying' ? [one.todo === 'doors' ? `doors ${one.when}` : one.todo] : [];
  }),
];

/** What the tab says around the closing instant, and around midnight of the day of delivery. */
async function answersIn(tz: string): Promise<readonly unknown[]> {
  const stage = await openStage({ tz });
  try {
    const roundId = await openRound(stage);
    await order(stage, roundId, person(1), { [PEAS]: 1 });
    const answers: unknown[] = [];
    for (const now of [CLOSES - DAY, CLOSES - 1, CLOSES, MIDNIGHT - 1, MIDNIGHT, MIDNIGHT + DAY]) {
      await stage.at(now);
      await stage.tick();
      const tab = (who: typeof VOLUNTEER) => stage.calls.done('courtyard', 'home', who, {});
      answers.push([said(await tab(person(1))), said(await tab(VOLUNTEER))]);
    }
    return answers;
  } finally {
    await stage.close();
  }
}

it('T17 what closes and what comes is today’s by Beijing, whatever zone the functions run in', async () => {
  const utc = await answersIn('UTC');
  const ordered = '送到 我家订了 1 样 ¥3.50';
  expect(utc).toEqual([
    [['明天 20:00 截单'], ['明天 20:00 截单']],
    [['今天 20:00 截单'], ['今天 20:00 截单']],
    [[`后天 09:00–11:00 ${ordered}`], ['buy']],
    [[`明天 09:00–11:00 ${ordered}`], ['buy']],
    [['parcel 今天 09:00–11:00'], ['buy', 'doors 今天 09:00–11:00']],
    [[], ['doors 昨天 09:00–11:00']],
  ]);
  expect(FORM.delivery.from).toBe(MIDNIGHT + 9 * 3_600_000);
  for (const tz of ['Asia/Shanghai', 'America/New_York']) expect(await answersIn(tz)).toEqual(utc);
}, 120_000);
