import { openStage, person, publish, turn } from '../roster/stage';

/** Duty days as people in Chengdu hear of them, asked around midnight and around the handover. */
async function answersIn(tz: string): Promise<unknown> {
  const stage = await openStage({ tz });
  try {
    await publish(stage.calls);
    const answers: unknown[] = [];
    for (const [day, time] of [
      ['2020-02-29', '23:59'],
      ['2020-03-01', '00:01'],
      ['2020-03-01', '07:59'],
      ['2020-03-01', '19:59'],
      ['2020-03-01', '20:00'],
    ] as const) {
      await stage.at(day, time);
      answers.push(await stage.calls.done('roster', 'today', person(8), {}));
      answers.push(await stage.calls.done('roster', 'mine', person(9), {}));
    }
    return answers;
  } finally {
    await stage.product.close();
  }
}

it('T17 the duty day is the Beijing day, whatever zone the functions run in', async () => {
  const utc = (await answersIn('UTC')) as { today?: string; turns?: { turnId: string }[] }[];
  const onDuty = utc
    .filter(({ today }) => today)
    .map(({ today, turns }) => [today, turns?.[0]?.turnId]);
  expect(onDuty).toEqual([
    ['2020-02-29', turn(2, 8)],
    ['2020-03-01', turn(2, 9)],
    ['2020-03-01', turn(2, 9)],
    ['2020-03-01', turn(2, 9)],
    ['2020-03-01', turn(2, 9)],
  ]);
  expect(utc[7]).toMatchObject({ servedMinutes: 720 });
  expect(utc[9]).toMatchObject({ servedMinutes: 1440 });
  const plain = (answers: unknown) => JSON.stringify(answers).replace(/"code":"\d{4}"/g, '');
  for (const tz of ['Asia/Shanghai', 'America/New_York']) {
    expect(plain(await answersIn(tz))).toBe(plain(utc));
  }
}, 120_000);
