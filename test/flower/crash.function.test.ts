/** Lines that break and instances that die, at the wire: the phone repeats, and every pot is somebody's once. */
import type { FundDoc, JournalDoc } from '../../cloudfunctions/fund/documents';
import type { HandInDoc } from '../../cloudfunctions/sale/documents';
import type { FaultKind } from '../../local/cloud/services/faults';
import type { CampaignId } from '../../miniprogram/contract/ids';
import type { Reply } from '../../miniprogram/contract/protocol';
import { freshRequest } from '../support/community';
import {
  adopt,
  allotmentIn,
  CLOSES,
  COLLECT_BY,
  home,
  MONDAY,
  OWNER,
  oneVariety,
  openCampaign,
  openStage,
  ordersIn,
  person,
  RANUNCULUS,
  SATURDAY,
  STAFF,
  type Stage,
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

/** Ten pots: one household has five, one three; two wait for more. */
async function adopted(closesAt = CLOSES): Promise<CampaignId> {
  await stage.at(MONDAY);
  const campaignId = await openCampaign(stage, { ...oneVariety(10), closesAt });
  for (const [no, pots] of [
    [1, 5],
    [2, 3],
    [3, 2],
  ] as const) {
    await adopt(stage, campaignId, person(no), { [RANUNCULUS]: pots });
  }
  for (const no of [4, 5]) {
    await stage.at(MONDAY + no);
    await stage.calls.done('flower', 'joinWait', person(no), { campaignId, pots: 2 });
  }
  await adopt(stage, campaignId, person(1), { [RANUNCULUS]: -3 });
  return campaignId;
}

const unitsIn = async (campaignId: CampaignId) =>
  (await ordersIn(stage, campaignId)).map(({ householdId, units }) => [householdId, units]);
const SERVED = [
  [home(1), 2],
  [home(2), 3],
  [home(3), 2],
  [home(4), 2],
  [home(5), 1],
];

it.each(times([READ, MODIFY]))('adopting, %s at %s: once', async (kind, operation) => {
  await stage.at(MONDAY);
  const campaignId = await openCampaign(stage, oneVariety(10));
  const by = { ...person(2), requestId: freshRequest() };
  const lines = [{ itemId: RANUNCULUS, add: 2 }];
  const value = await struck({ kind, operation }, () =>
    stage.calls.reply('flower', 'adopt', by, { campaignId, lines }),
  );
  expect(value).toEqual({ campaignId, pots: 2, fen: 600 });
  const { sold, room } = await allotmentIn(stage, campaignId);
  expect([sold[RANUNCULUS], Object.values(room ?? {})]).toEqual([2, [8]]);
});

it.each([...times([READ, INSERT, MODIFY]), ...times([COMMIT], NO_CRASH)])(
  'closing, %s at %s: those who wait are served once, and every order is there',
  async (kind, operation) => {
    const closesAt = MONDAY + 60_000;
    const campaignId = await adopted(closesAt);
    // Between two ticks, so that whoever looks is the one who closes.
    await stage.at(closesAt);
    await struck({ kind, operation }, () =>
      stage.calls.reply('flower', 'manage', STAFF, { campaignId }),
    );
    expect(await unitsIn(campaignId)).toEqual(SERVED);
    const { remaining } = await allotmentIn(stage, campaignId);
    expect(remaining).toEqual({ [RANUNCULUS]: 0 });
  },
  60_000,
);

it.each(times([INSERT, COMMIT], NO_CRASH))(
  'a hand-in, and what nobody took home, %s at %s: one journal, every pot once',
  async (kind, operation) => {
    const campaignId = await adopted();
    await stage.at(CLOSES);
    await stage.calls.done('flower', 'manage', STAFF, { campaignId });
    await stage.at(SATURDAY);
    const visit = (no: number, pots: number) =>
      stage.calls.done('flower', 'deliver', VOLUNTEER, {
        campaignId,
        householdId: home(no),
        outcome: 'handed',
        payment: 'cash',
        lines: [{ itemId: RANUNCULUS, handed: pots }],
      });
    await visit(1, 2);
    const by = { ...VOLUNTEER, requestId: freshRequest() };
    const handed = await struck({ kind, operation }, () =>
      stage.calls.reply('flower', 'handIn', by, { campaignId, countedFen: 600, explanation: '' }),
    );
    expect(handed).toMatchObject({ dueFen: 600, differenceFen: 0 });
    expect(await stage.database.find<HandInDoc>('handins', { saleId: campaignId })).toHaveLength(1);
    expect(await stage.database.find<JournalDoc>('journals', { about: campaignId })).toHaveLength(
      1,
    );

    // 3 + 2 + 2 + 1 stayed behind; whoever waited for one more gets it on a second visit.
    await visit(5, 1);
    await stage.at(COLLECT_BY);
    const again = { ...STAFF, requestId: freshRequest() };
    await struck({ kind, operation }, () =>
      stage.calls.reply('flower', 'reoffer', again, { campaignId }),
    );
    await stage.tick();
    await stage.tick();
    expect(await unitsIn(campaignId)).toEqual([
      [home(1), 2],
      [home(2), 0],
      [home(3), 0],
      [home(4), 0],
      [home(5), 2],
    ]);
    const { remaining, sold } = await allotmentIn(stage, campaignId);
    expect([remaining[RANUNCULUS], sold[RANUNCULUS]]).toEqual([6, 4]);
    const give = { ...OWNER, requestId: freshRequest() };
    await struck({ kind, operation: COMMIT }, () =>
      stage.calls.reply('flower', 'giveLeftover', give, {
        campaignId,
        householdId: home(2),
        counts: { [RANUNCULUS]: 6 },
        reason: '补给晚回来的一家。',
      }),
    );
    expect((await allotmentIn(stage, campaignId)).remaining[RANUNCULUS]).toBe(0);
    const [fund] = await stage.database.find<FundDoc>('funds');
    expect(await stage.database.find('journals')).toHaveLength(fund?.seq ?? -1);
  },
  60_000,
);
