/** Lines that break and instances that die, at the wire: the phone repeats, and everything is there once. */
import type { FundDoc, JournalDoc } from '../../cloudfunctions/fund/documents';
import type { AllotmentDoc, HandInDoc, OrderDoc } from '../../cloudfunctions/sale/documents';
import type { FaultKind } from '../../local/cloud/services/faults';
import type { RoundId } from '../../miniprogram/contract/ids';
import type { Reply } from '../../miniprogram/contract/protocol';
import { freshRequest } from '../support/community';
import {
  CLOSES,
  home,
  OWNER,
  openRound,
  openStage,
  order,
  PEAS,
  person,
  STAFF,
  type Stage,
  TREASURER,
  TUESDAY,
  VOLUNTEER,
} from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());
afterEach(() => fetch(`${stage.product.url}/control/faults`, { method: 'DELETE' }));

const KINDS: readonly FaultKind[] = ['crash', 'lost-reply', 'drop', 'error'];
const READ = 'database.getDocument';
const INSERT = 'database.insertDocument';
const MODIFY = 'database.modifyDocument';
const COMMIT = 'database.commitTransaction';
const times = (operations: readonly string[], kinds = KINDS) =>
  operations.flatMap((operation) => kinds.map((kind) => [kind, operation] as const));
/** What a dead instance held open the platform frees after half a minute; that is a test of the kernel's. */
const NO_CRASH: readonly FaultKind[] = ['lost-reply', 'drop', 'error'];

const SOON = TUESDAY + 60_000;

/** A tap whose line breaks, and the phone's copies of it until one is answered. */
async function struck<T>(
  rule: { kind: FaultKind; operation: string },
  call: () => Promise<Reply<T>>,
): Promise<T> {
  await stage.product.control('faults', { rules: [{ ...rule, count: 1 }] });
  await call().catch(() => undefined);
  const { rules } = await stage.product.control<{ rules: { struck: number }[] }>('faults');
  expect(rules[0]?.struck).toBe(1);
  await fetch(`${stage.product.url}/control/faults`, { method: 'DELETE' });
  const again = await call();
  if (!again.ok) throw new Error(again.code);
  expect(await call()).toEqual(again);
  return again.value;
}

/** A round in which one household ordered three, and its ordering is over. */
async function closed(): Promise<RoundId> {
  await stage.at(TUESDAY);
  const roundId = await openRound(stage);
  await order(stage, roundId, person(1), { [PEAS]: 3 });
  await stage.at(CLOSES);
  await stage.calls.done('groupbuy', 'totals', OWNER, { roundId });
  return roundId;
}

const visit = (roundId: RoundId) => ({
  roundId,
  householdId: home(1),
  outcome: 'handed' as const,
  payment: 'cash' as const,
  lines: [{ itemId: PEAS, handed: 3 }],
});

it.each(times([READ, MODIFY]))('order, %s at %s: once', async (kind, operation) => {
  await stage.at(TUESDAY);
  const roundId = await openRound(stage);
  const by = { ...person(2), requestId: freshRequest() };
  const lines = [{ itemId: PEAS, add: 2 }];
  const value = await struck({ kind, operation }, () =>
    stage.calls.reply('groupbuy', 'order', by, { roundId, lines }),
  );
  expect(value).toEqual({ roundId, units: 2, fen: 700 });
  const doc = await stage.database.get<AllotmentDoc>('allotments', `${roundId}.all`);
  expect(doc?.sold[PEAS]).toBe(2);
});

it.each(times([READ, INSERT, MODIFY]))(
  'closing, %s at %s: every order once',
  async (kind, operation) => {
    await stage.at(TUESDAY);
    const roundId = await openRound(stage, { closesAt: SOON });
    for (const no of [1, 2, 3]) await order(stage, roundId, person(no), { [PEAS]: no });
    // Between two ticks, so that whoever looks is the one who closes.
    await stage.at(SOON);
    await struck({ kind, operation }, () =>
      stage.calls.reply('groupbuy', 'totals', OWNER, { roundId }),
    );
    const orders = await stage.database.find<OrderDoc>('orders', { saleId: roundId });
    expect(orders.map(({ units }) => units).sort()).toEqual([1, 2, 3]);
    const [round] = await stage.database.find<{ status: string }>('rounds', { _id: roundId });
    expect(round?.status).toBe('closed');
  },
);

it.each(times([READ, MODIFY]))(
  'a door, %s at %s: visited and paid once',
  async (kind, operation) => {
    const roundId = await closed();
    const by = { ...VOLUNTEER, requestId: freshRequest() };
    const value = await struck({ kind, operation }, () =>
      stage.calls.reply('groupbuy', 'deliver', by, visit(roundId)),
    );
    expect(value).toMatchObject({ chargedFen: 1_050, receivedFen: 1_050 });
    const [one] = await stage.database.find<OrderDoc>('orders', { saleId: roundId });
    expect(Object.keys(one?.visits ?? {})).toEqual([by.requestId]);
    expect(one?.door?.rev).toBe(1);
  },
);

it.each(times([READ, INSERT, COMMIT], NO_CRASH))(
  'a hand-in and a settlement, %s at %s: one journal each',
  async (kind, operation) => {
    const roundId = await closed();
    await stage.calls.done('groupbuy', 'deliver', VOLUNTEER, visit(roundId));
    const by = { ...VOLUNTEER, requestId: freshRequest() };
    const handed = await struck({ kind, operation }, () =>
      stage.calls.reply('groupbuy', 'handIn', by, { roundId, countedFen: 1_050, explanation: '' }),
    );
    expect(handed).toMatchObject({ dueFen: 1_050, differenceFen: 0 });
    const handIns = await stage.database.find<HandInDoc>('handins', { saleId: roundId });
    expect(handIns).toHaveLength(1);
    const { profitFen } = await stage.calls.done('groupbuy', 'prepareSettlement', STAFF, {
      roundId,
      costs: [],
    });
    const signer = { ...TREASURER, requestId: freshRequest() };
    await struck({ kind, operation }, () =>
      stage.calls.reply('groupbuy', 'signSettlement', signer, { roundId, profitFen }),
    );
    const journals = await stage.database.find<JournalDoc>('journals', { about: roundId });
    expect(journals.map((one) => one.kind).sort()).toEqual(['handIn', 'settlement']);
    const [fund] = await stage.database.find<FundDoc>('funds');
    expect(fund?.balances.clearing_groupbuy).toBe(0);
    expect(await stage.database.find('journals')).toHaveLength(fund?.seq ?? -1);
  },
  60_000,
);
