import type { ContestId } from '../../miniprogram/contract/ids';
import { enterPot, grower, openContest, openStage, type Stage, yard } from '../contest/stage';

const INSTANTS = [
  '2020-03-11T15:59:59.999Z',
  '2020-03-11T16:00:00.000Z',
  '2020-03-12T15:59:59.999Z',
  '2020-03-12T16:00:00.000Z',
  '2020-03-14T15:59:59.999Z',
  '2020-03-14T16:00:00.000Z',
];

async function heard(stage: Stage, contestId: ContestId, at: string) {
  await stage.at(at);
  const reply = await enterPot(stage, contestId, { who: grower(1), key: stage.pot(1, 6) });
  const view = await stage.calls.done('contest', 'contest', grower(1), { contestId });
  const entered = reply.ok ? reply.value.enteredOn : reply.code;
  return [entered, view.status, view.whenText];
}

async function answersIn(tz: string): Promise<readonly unknown[]> {
  const stage = await openStage({ tz });
  try {
    const contestId = await openContest(stage, { courtyards: [yard(1)], electorate: 'courtyard' });
    const answers: unknown[] = [];
    for (const at of INSTANTS) answers.push(await heard(stage, contestId, at));
    return answers;
  } finally {
    await stage.close();
  }
}

it('T17 a contest opens, closes and is judged at the same instants, whatever zone the functions run in', async () => {
  const utc = await answersIn('UTC');
  expect(utc).toEqual([
    ['CONTEST_NOT_OPEN', 'waiting', '明天 00:00 开始报名'],
    ['2020-03-12', 'open', '今天 24:00 截止报名'],
    ['ENTRY_THERE', 'open', '今天 24:00 截止报名'],
    ['CONTEST_CLOSED', 'judging', '明天 24:00 评完'],
    ['CONTEST_CLOSED', 'judging', '今天 24:00 评完'],
    ['CONTEST_CLOSED', 'deciding', '正在定结果'],
  ]);
  for (const tz of ['Asia/Shanghai', 'America/New_York']) expect(await answersIn(tz)).toEqual(utc);
}, 180_000);
