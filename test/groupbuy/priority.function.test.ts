/** Who is served first: the register says it, the committee puts it right, and why stays with the keepers. */
import type { RoundDoc } from '../../cloudfunctions/groupbuy/documents';
import type { PriorityReasonDoc } from '../../cloudfunctions/groupbuy/priority';
import type { AuditDoc } from '../../cloudfunctions/kernel/audit';
import type { AgeBand } from '../../miniprogram/contract/member';
import {
  CLOSES,
  home,
  OWNER,
  openRound,
  openStage,
  order,
  ordersIn,
  PEAS,
  person,
  SATURDAY,
  type Stage,
  TUESDAY,
  VOLUNTEER,
} from './stage';

let stage: Stage;
let roundId: `gb_${string}`;
const HOMES = 6;

beforeEach(async () => {
  stage = await openStage();
  // 2: an old person alone; 3: two old people; 4: somebody young alone; 5: very old and alone.
  await lives(2, '60-79');
  await lives(3, '60-79', '80+');
  await lives(4, '18-59');
  await lives(5, '80+');
  roundId = await openRound(stage);
  for (let no = 1; no <= HOMES; no += 1) {
    await stage.at(TUESDAY + no * 1_000);
    await order(stage, roundId, person(no), { [PEAS]: 3 });
  }
  await stage.at(CLOSES);
  await stage.tick();
  await stage.at(SATURDAY);
  const items = [{ itemId: PEAS, units: 8 }];
  await stage.calls.done('groupbuy', 'pick', OWNER, { roundId, items });
}, 120_000);
afterEach(() => stage?.close());

async function lives(no: number, ...bands: readonly AgeBand[]): Promise<void> {
  const all = await stage.database.find<{ _id: string }>('households');
  const household = all.find(({ _id }) => _id === home(no));
  if (!household) throw new Error(`no household ${no}`);
  const people = bands.map((ageBand, i) => ({
    ...{ id: `p${i}`, name: `邻居${i}`, ageBand, phoneOnly: false },
  }));
  await stage.database.remove('households', home(no));
  await stage.database.add('households', [{ ...household, people }]);
}

const look = (who: typeof OWNER, more: object = {}) =>
  stage.calls.done('groupbuy', 'shortage', who, { roundId, rule: 'priority', ...more });
const decide = (who: typeof OWNER, more: object = {}) =>
  stage.calls.reply('groupbuy', 'applyShortage', who, { roundId, rule: 'priority', ...more });
const allotted = async () =>
  Object.fromEntries(
    (await ordersIn(stage)).map(({ householdId, lines }) => [householdId, lines[PEAS]?.allotted]),
  );
const first = (view: Awaited<ReturnType<typeof look>>) =>
  (view.priority?.households ?? [])
    .filter((one) => one.first)
    .map(({ householdId, alone, reason }) => [householdId, alone, reason ?? '']);

it('old people who live alone come first by the register; keepers see who, volunteers only how many', async () => {
  const view = await look(OWNER);
  expect(view.priority?.count).toBe(2);
  expect(first(view)).toEqual([
    [home(2), true, ''],
    [home(5), true, ''],
  ]);
  expect(view.priority?.households?.[0]?.label).toMatch(/家$/);
  expect(view.priority?.others).toHaveLength(HOMES - 2);
  const audits = await stage.database.find<AuditDoc>('audits');
  expect(audits.filter(({ what }) => what === 'groupbuy.shortage')).toMatchObject([
    { subject: roundId },
  ]);

  const plain = await look(VOLUNTEER);
  expect(plain.priority).toEqual({ count: 2 });
  expect(JSON.stringify(plain)).not.toContain(home(2));
  expect((await look(OWNER, { rule: 'fcfs' })).priority).toBeUndefined();

  expect(await decide(VOLUNTEER)).toMatchObject({ ok: true });
  // Two in full, and two units for four others: to whoever ordered first.
  expect(await allotted()).toEqual({
    [home(1)]: 1,
    [home(2)]: 3,
    [home(3)]: 1,
    [home(4)]: 0,
    [home(5)]: 3,
    [home(6)]: 0,
  });
});

it('the committee adds one and takes one out, each with a reason only keepers read', async () => {
  const changes = [
    { householdId: home(6), first: true, reason: '在隔离' },
    { householdId: home(2), first: false, reason: '女儿送来了' },
  ];
  expect(await decide(VOLUNTEER, { changes })).toMatchObject({ code: 'NOT_ALLOWED' });
  const elsewhere = [{ householdId: 'hh_k1', first: true, reason: '隔壁' }];
  expect(await decide(OWNER, { changes: elsewhere })).toMatchObject({ code: 'NOT_FOUND' });
  const wanted = await look(OWNER, { changes });
  expect(first(wanted)).toEqual([
    [home(5), true, ''],
    [home(6), false, '在隔离'],
  ]);
  expect(await stage.database.find('private_spans')).toEqual([]);

  expect(await decide(OWNER, { changes })).toMatchObject({ ok: true });
  expect(await allotted()).toMatchObject({ [home(5)]: 3, [home(6)]: 3, [home(2)]: 1 });
  expect(await stage.database.find<PriorityReasonDoc>('private_spans')).toMatchObject([
    { householdId: home(6), reason: '在隔离', asKeeper: true },
    { householdId: home(2), reason: '女儿送来了', asKeeper: true },
  ]);
  const [round] = await stage.database.find<RoundDoc>('rounds');
  expect(JSON.stringify(round)).not.toMatch(/隔离|女儿/);

  // Whoever looks again sees what was decided and why; a volunteer still only how many.
  const again = await look(OWNER);
  expect(first(again)).toEqual(first(wanted));
  expect(again.priority?.households?.find(({ householdId }) => householdId === home(2))).toEqual(
    expect.objectContaining({ first: false, marked: true, reason: '女儿送来了' }),
  );
  expect((await look(VOLUNTEER)).priority).toEqual({ count: 2 });

  // Taken back: what the register says needs no reason any more.
  const back = [{ householdId: home(2), first: true, reason: '女儿没来成' }];
  expect(await decide(OWNER, { changes: back })).toMatchObject({ ok: true });
  expect(await allotted()).toMatchObject({ [home(2)]: 3, [home(5)]: 3, [home(6)]: 2 });
});

it('the same decision twice is one, and its reasons stand once', async () => {
  const changes = [{ householdId: home(6), first: true, reason: '在隔离' }];
  const tap = { ...OWNER, requestId: 'shortage-once' };
  const [one, two] = await Promise.all([decide(tap, { changes }), decide(tap, { changes })]);
  const three = await decide(tap, { changes });
  expect([one.ok || two.ok, three.ok]).toEqual([true, true]);
  expect(await stage.database.find('private_spans')).toHaveLength(1);
});

it('reasons are gone after a month', async () => {
  const changes = [{ householdId: home(6), first: true, reason: '在隔离' }];
  await decide(OWNER, { changes });
  await stage.at(SATURDAY + 31 * 86_400_000);
  await stage.tick();
  expect(await stage.database.find('private_spans')).toEqual([]);
});
