/** Who is told what at which hour, once, and also when the tick comes late. The clock's moves run the tick. */
import type { OutboxDoc } from '../../cloudfunctions/kernel/outbox';
import { memberIdOf } from '../support/factories';
import {
  FORM,
  handOver,
  home,
  KEY,
  OWNER,
  openStage,
  person,
  publish,
  type Stage,
  TOWN,
} from './stage';

let stage: Stage;
let seen = new Set<string>();
beforeAll(async () => {
  stage = await openStage();
  for (const openid of ['o_owner', 'o_other']) {
    await stage.database.change('accounts', `${TOWN.id}.${openid}`, { credits: { duty: 20 } });
  }
  for (let no = 1; no <= 6; no += 1) {
    await stage.database.change('accounts', `${TOWN.id}.o_t${no}`, { credits: { duty: 20 } });
  }
}, 120_000);
afterAll(() => stage?.product.close());

interface Said {
  readonly to: string;
  readonly title: string;
  readonly hint: string;
}

const nameOf = (member: string): string => member.replace('mb_', 'o_').replace('o_o', 'o_');

/** What has been queued since it was last asked, by whom it is for. */
async function news(): Promise<readonly Said[]> {
  const jobs = await stage.database.find<OutboxDoc>('outbox', { kind: 'duty' });
  const fresh = jobs.filter(({ _id }) => !seen.has(_id));
  seen = new Set(jobs.map(({ _id }) => _id));
  return fresh
    .map(({ to, values }) => ({
      to: 'memberId' in to ? nameOf(to.memberId) : '',
      title: values.title ?? '',
      hint: values.hint ?? '',
    }))
    .sort((a, b) => (a.to < b.to ? -1 : 1));
}
const at = async (day: string, time: string) => {
  await stage.at(day, time);
  return news();
};
const who = nameOf(memberIdOf('o_t1'));

it('tells every household its first day when a roster begins', async () => {
  await publish(stage.calls);
  await stage.database.callFunction('tick');
  const said = await news();
  expect(said).toHaveLength(24);
  expect(said.find(({ to }) => to === who)?.title).toBe('您家新排在明天值守');
});

it('reminds an hour before the gate closes on the evening before, and both sides of the key at half an hour', async () => {
  expect(await at('2020-01-28', '18:55')).toEqual([]);
  expect(await at('2020-01-28', '19:00')).toEqual([
    { to: who, title: '明天轮到您家守大门', hint: '08:00–20:00，点开看看' },
  ]);
  const key = await at('2020-01-28', '19:30');
  expect(key.map(({ to, title }) => [to, title])).toEqual([
    [nameOf(memberIdOf('o_owner')), '大门钥匙交给1单元 101 李家'],
    [who, '去院委会接大门钥匙'],
  ]);
});

it('offers whoever still has the key to give it to the next a quarter of an hour late', async () => {
  const late = await at('2020-01-28', '20:15');
  expect(late.map(({ title }) => title)).toEqual(['没人应门？可以交给下一家']);
  expect(await at('2020-01-28', '20:30')).toEqual([]);
});

it('reminds in the morning, and tells the keepers when the gate opens without its key', async () => {
  expect(await at('2020-01-29', '07:00')).toEqual([
    { to: who, title: '今天轮到您家守大门', hint: '08:00–20:00，点开看看' },
  ]);
  expect(await at('2020-01-29', '08:00')).toEqual([
    {
      to: nameOf(memberIdOf('o_owner')),
      title: '大门钥匙不在值守的人手里',
      hint: '钥匙在院委会',
    },
  ]);
});

it('says nothing of a key that is where it should be', async () => {
  const now = await stage.at('2020-01-29', '08:10');
  await stage.calls.done('roster', 'recordKey', OWNER, { keyId: KEY, to: home(1), at: now });
  await stage.at('2020-01-29', '20:00');
  await handOver(stage, {
    from: person(1),
    to: person(2),
    at: await stage.at('2020-01-29', '20:00'),
  });
  await news();
  expect(await at('2020-01-29', '20:15')).toEqual([]);
  expect((await at('2020-01-30', '07:00')).map(({ to }) => to)).toEqual([
    nameOf(memberIdOf('o_t2')),
  ]);
  expect(await at('2020-01-30', '08:00')).toEqual([]);
});

it('is right when the tick is late: what has lost its sense is not said any more', async () => {
  await stage.database.change('digests', 'dg.cy_t1.duty', {
    saidAt: Date.parse('2020-01-30T08:00:00+08:00'),
  });
  // From 08:00 straight to the next morning: the evening, the handover and its delay have passed.
  const late = await at('2020-01-31', '07:10');
  expect(late.map(({ to, title }) => [to, title])).toEqual([
    [nameOf(memberIdOf('o_t3')), '今天轮到您家守大门'],
  ]);
});

it('says nothing twice, however often the tick runs', async () => {
  await Promise.all([1, 2, 3].map(() => stage.database.callFunction('tick')));
  await stage.database.change('digests', 'dg.cy_t1.duty', {
    saidAt: Date.parse('2020-01-31T06:00:00+08:00'),
    dueAt: 0,
  });
  await stage.database.callFunction('tick');
  expect(await news()).toEqual([]);
});

it('reminds whoever helps a household in the words of its door', async () => {
  await stage.database.change('members', memberIdOf('o_other'), {
    actingFor: [
      {
        householdId: home(4),
        courtyardId: 'cy_t1',
        label: '1单元 104 刘家',
        personName: '刘婆婆',
        status: 'active',
        since: 0,
      },
    ],
  });
  await at('2020-01-31', '08:00');
  const said = await at('2020-01-31', '19:00');
  expect(said.map(({ to, title }) => [to, title])).toEqual([
    [nameOf(memberIdOf('o_other')), '明天轮到1单元 104 刘家守大门'],
    [nameOf(memberIdOf('o_t4')), '明天轮到您家守大门'],
  ]);
});

it('takes its times from the hours of the post', async () => {
  const posts = [{ gate: '后门', opensAt: '06:00', closesAt: '18:00' }];
  await publish(stage.calls, { ...FORM, posts });
  await stage.database.callFunction('tick');
  await news();
  const early = await at('2020-02-01', '16:55');
  expect(early.filter(({ title }) => title.includes('轮到'))).toEqual([]);
  const evening = await at('2020-02-01', '17:00');
  expect(evening.map(({ title }) => title)).toContain('明天轮到您家守后门');
  await at('2020-02-02', '05:00');
  // An hour before six is too early for anybody's telephone, so the evening has to do.
  expect((await at('2020-02-02', '05:55')).map(({ title }) => title)).toEqual([]);
  const next = await at('2020-02-02', '17:00');
  expect(next.map(({ title }) => title)).toContain('明天轮到您家守后门');
});

it('queues no message for a change that has waited two days: it could not be sent any more', async () => {
  const now = await stage.at('2020-02-04', '12:00');
  await news();
  const change = (hours: number) => ({
    was: [],
    is: ['2020-02-20'],
    at: now - hours * 3_600_000,
  });
  await stage.database.change('rosters', 'rs_t1', {
    tellPending: true,
    changed: { [home(9)]: change(48), [home(10)]: change(47) },
  });
  await stage.database.callFunction('tick');
  expect((await news()).map(({ to }) => to)).toEqual([nameOf(memberIdOf('o_t10'))]);
});

it('queues nothing for whoever allows no message', async () => {
  await stage.database.change('accounts', `${TOWN.id}.o_t7`, { credits: { duty: 0 } });
  const evening = await at('2020-02-03', '17:00');
  expect(evening.filter(({ to }) => to === 'o_t7')).toEqual([]);
  await stage.database.change('accounts', `${TOWN.id}.o_t7`, { credits: { duty: 1 } });
  await stage.database.change('digests', 'dg.cy_t1.duty', {
    saidAt: Date.parse('2020-02-03T16:00:00+08:00'),
    dueAt: 0,
  });
  await stage.database.callFunction('tick');
  expect((await news()).map(({ to }) => to)).toContain('o_t7');
});

it('tells those whose days a pause or a stand-down moves', async () => {
  await stage.at('2020-02-04', '09:00');
  for (let no = 5; no <= 8; no += 1) {
    await stage.database.change('accounts', `${TOWN.id}.o_t${no}`, { credits: { duty: 20 } });
  }
  await news();
  await stage.calls.done('roster', 'pause', OWNER, { from: '2020-02-05', until: '2020-02-05' });
  await stage.database.callFunction('tick');
  const paused = await news();
  expect(paused.find(({ to }) => to === 'o_t8')?.title).toBe(
    '您家的值守从明天改到后天，往后 2 次也有变动',
  );
  await stage.at('2020-02-04', '09:10');
  await stage.calls.done('roster', 'standDown', OWNER, { on: '2020-02-06' });
  await stage.database.callFunction('tick');
  const ended = await news();
  expect(ended.find(({ to }) => to === 'o_t8')?.title).toContain('不用值守了');
});

it('goes on with the others when one courtyard is in trouble', async () => {
  const digest = await stage.database.get<{ _id: string }>('digests', 'dg.cy_t1.duty');
  if (!digest) throw new Error('no digest');
  const broken = { ...digest, _id: 'dg.cy_t2.duty', courtyardId: 'cy_t2', dueAt: 1, keys: null };
  await stage.database.add('digests', [broken]);
  await stage.database.change('digests', 'dg.cy_t1.duty', {
    saidAt: Date.parse('2020-02-04T08:00:00+08:00'),
    dueAt: 2,
  });
  expect(
    await stage.database.callFunction<{ value: { failed: readonly string[] } }>('tick'),
  ).toMatchObject({ value: { failed: [] } });
  const after = await stage.database.get<{ dueAt: number }>('digests', 'dg.cy_t1.duty');
  expect(after?.dueAt).toBeGreaterThan(2);
});
