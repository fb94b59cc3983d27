import { setTimeout as sleep } from 'node:timers/promises';
import type { CourtyardPlaceDigest } from '../../cloudfunctions/courtyard/public';
import type { HouseholdDoc } from '../../cloudfunctions/directory/public';
import { openidHash } from '../../cloudfunctions/kernel/ids';
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import type { FaultKind } from '../../local/cloud/services/faults';
import type { Reply } from '../../miniprogram/contract/protocol';
import { freshRequest } from '../support/community';
import { inYard, MORNING, openStage, owner, type Stage, TOWN, wish, YARD } from './stage';

let stage: Stage;
let now = MORNING;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());
afterEach(() => fetch(`${stage.product.url}/control/faults`, { method: 'DELETE' }));

const KINDS: readonly FaultKind[] = ['crash', 'lost-reply', 'drop', 'error'];
const OPERATIONS = [
  'database.getDocument',
  'database.insertDocument',
  'database.modifyDocument',
  'database.commitTransaction',
];
/** An instance that dies with its hands on the documents is a case of its own: see below. */
const holds = (kind: FaultKind, operation: string): boolean =>
  kind === 'crash' && /modify|commit/.test(operation);
const cases = OPERATIONS.flatMap((operation) =>
  KINDS.filter((kind) => !holds(kind, operation)).map((kind) => [kind, operation] as const),
);
/** After this long the platform itself ends a transaction nobody finishes. */
const TRANSACTION_MS = 30_000;

/** A tap whose line breaks, and the phone's copies of it until one is answered. */
async function struck<T>(
  rule: { kind: FaultKind; operation: string },
  call: () => Promise<Reply<T>>,
): Promise<Reply<T>> {
  await stage.product.control('faults', { rules: [{ ...rule, count: 1 }] });
  await call().catch(() => undefined);
  const { rules } = await stage.product.control<{ rules: { struck: number }[] }>('faults');
  expect(rules[0]?.struck).toBe(1);
  await fetch(`${stage.product.url}/control/faults`, { method: 'DELETE' });
  now += 15_000;
  await stage.product.setClock(now);
  return call();
}

const membersOf = (openid: string) =>
  stage.database.find<MemberDoc>('members', { openidHash: openidHash(TOWN.id, openid) });

describe('joining while the line breaks', () => {
  it('says 请再点一次 while the platform holds what a dead instance had touched, and then goes through', async () => {
    const by = { ...inYard('o_died'), requestId: freshRequest() };
    const call = () => stage.calls.reply('member', 'join', by, wish('hh_a7'));
    const rule = { kind: 'crash', operation: 'database.commitTransaction' } as const;
    expect(await struck(rule, call)).toMatchObject({ ok: false, code: 'BUSY' });
    expect(await membersOf('o_died')).toEqual([]);
    await sleep(TRANSACTION_MS);
    expect(await call()).toMatchObject({ ok: true, value: { status: 'waiting' } });
    expect(await membersOf('o_died')).toHaveLength(1);
  }, 60_000);

  it.each(cases)('%s at %s: one person, one request, one yes', async (kind, operation) => {
    const openid = `o_${kind.replace('-', '')}_${operation.replace(/\W/g, '')}`;
    const by = { ...inYard(openid), requestId: freshRequest() };
    const place = () => stage.read<CourtyardPlaceDigest>('digests', `dg.${YARD}.place`);
    const before = await place();
    const joined = await struck({ kind, operation }, () =>
      stage.calls.reply('member', 'join', by, wish('hh_a6', { name: openid.slice(0, 12) })),
    );
    expect(joined).toMatchObject({ ok: true, value: { status: 'waiting' } });
    if (!joined.ok) return;
    const { joinId } = joined.value;
    expect(await membersOf(openid)).toMatchObject([{ waiting: [{ householdId: 'hh_a6' }] }]);
    expect(await stage.database.find('accounts', { _id: `${TOWN.id}.${openid}` })).toHaveLength(1);
    expect((await place()).waitingJoins).toBe(before.waitingJoins + 1);

    const yes = { ...owner, requestId: freshRequest() };
    const answered = await struck({ kind, operation: operation.replace('insert', 'get') }, () =>
      stage.calls.reply('member', 'answerJoin', yes, { joinId, accept: true }),
    );
    expect(answered).toMatchObject({ ok: true });
    const [member] = await membersOf(openid);
    expect(member).toMatchObject({ waiting: [], households: [{ householdId: 'hh_a6' }] });
    const { people } = await stage.read<HouseholdDoc>('households', 'hh_a6');
    expect(people.filter(({ memberId }) => memberId === member?._id)).toHaveLength(1);
    expect((await place()).waitingJoins).toBe(before.waitingJoins);

    const out = { ...inYard(openid), requestId: freshRequest() };
    await stage.calls.done('member', 'moveOut', out, { householdId: 'hh_a6' });
  });
});
