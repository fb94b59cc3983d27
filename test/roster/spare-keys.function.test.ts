/** Keys that do not follow the duty, and the history of every key. */
import type { KeyDoc, KeyMoveDoc } from '../../cloudfunctions/roster/documents';
import type { KeyId } from '../../miniprogram/contract/ids';
import { item } from '../support/community';
import { home, KEY, OWNER, openStage, person, publish, STAFF, type Stage } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  await publish(stage.calls);
}, 120_000);
afterEach(() => stage?.product.close());

const add = (name: string, to: `hh_${string}` | 'committee' = 'committee', gate = '大门') =>
  stage.calls.reply('roster', 'addKey', OWNER, { gate, name, to });
const added = async (name: string, to: `hh_${string}` | 'committee' = 'committee') =>
  (await stage.calls.done('roster', 'addKey', OWNER, { gate: '大门', name, to })).keyId;
const keys = async (by = OWNER) => (await stage.calls.done('roster', 'today', by, {})).keys;
const spares = async () => (await keys()).filter(({ spare }) => spare);
const code = (reply: { readonly ok: boolean; readonly code?: string }) =>
  reply.ok ? 'OK' : reply.code;
const history = (keyId: KeyId, before?: number) =>
  stage.calls.done('roster', 'keyHistory', OWNER, {
    keyId,
    ...(before === undefined ? {} : { before }),
  });

it('a spare key has a name and a holder, moves by record only, and never follows the duty', async () => {
  const at = await stage.at('2020-02-09', '20:05');
  const spare = await added('门卫备用');
  expect(await spares()).toMatchObject([
    { keyId: spare, name: '门卫备用', gate: '大门', holderLabel: '院委会', heldByMe: true },
  ]);
  expect(item(await spares()).next).toBeUndefined();
  expect(item(await spares()).may).toEqual({
    give: false,
    take: false,
    passOn: false,
    record: true,
  });
  for (const action of ['giveKey', 'takeKey'] as const) {
    const reply = await stage.calls.reply('roster', action, OWNER, { keyId: spare, at });
    expect(code(reply)).toBe('KEY_NOT_DUE');
  }
  expect(code(await stage.calls.reply('roster', 'passOn', OWNER, { keyId: spare }))).toBe(
    'KEY_NOT_DUE',
  );
  await stage.calls.done('roster', 'recordKey', OWNER, { keyId: spare, to: home(3), at });
  const own = item((await keys(person(3))).filter(({ spare: is }) => is));
  expect(own).toMatchObject({ heldByMe: true, may: { record: true, give: false } });
  const record = (no: number, to: `hh_${string}` | 'committee') =>
    stage.calls.reply('roster', 'recordKey', person(no), { keyId: spare, to, at });
  expect(code(await record(5, 'committee'))).toBe('KEY_NOT_YOURS');
  expect(code(await record(5, home(5)))).toBe('KEY_NOT_YOURS');
  expect(code(await record(3, home(5)))).toBe('KEY_NOT_YOURS');
  expect(code(await record(3, 'committee'))).toBe('OK');
}, 60_000);

it('a gate has at most five at a time, however many are added at once, and no number twice', async () => {
  const replies = await Promise.all(
    ['甲', '乙', '丙', '丁', '戊', '己', '庚'].map((one) => add(one)),
  );
  expect(replies.filter(({ ok }) => ok)).toHaveLength(5);
  expect(replies.filter((reply) => code(reply) === 'KEYS_ENOUGH')).toHaveLength(2);
  const [first] = await spares();
  await stage.calls.done('roster', 'retireKey', OWNER, { keyId: first?.keyId ?? KEY });
  expect(code(await add('新的'))).toBe('OK');
  const all = await stage.database.find<KeyDoc>('keys');
  expect(all.map(({ _id }) => _id).sort()).toEqual([
    KEY,
    ...[1, 2, 3, 4, 5, 6].map((no) => `${KEY}s${no}`),
  ]);
  // New rules look for gates without a key: a spare one is none, and makes none.
  await publish(stage.calls);
  expect((await keys()).filter(({ spare }) => !spare)).toHaveLength(1);
}, 60_000);

it.each([
  ['a gate that is not there', { gate: '后门', name: '备用', to: 'committee' }, 'NOT_FOUND'],
  ['a household of elsewhere', { gate: '大门', name: '备用', to: 'hh_u1' }, 'NOT_FOUND'],
  ['no name', { gate: '大门', name: ' \n ', to: 'committee' }, 'INVALID'],
  ['a name without end', { gate: '大门', name: '长'.repeat(50), to: 'committee' }, 'TOO_LONG'],
  ['nobody', { gate: '大门', name: '备用', to: '' }, 'INVALID'],
  ['a number', { gate: 7, name: '备用', to: 'committee' }, 'INVALID'],
])('is not added for %s', async (_, input, expected) => {
  expect(code(await stage.calls.reply('roster', 'addKey', OWNER, input as never))).toBe(expected);
});

it('is taken out of use when it is back or lost; a gate’s own key never is', async () => {
  const spare = await added('备用', home(3));
  const retire = (keyId: KeyId) => stage.calls.reply('roster', 'retireKey', OWNER, { keyId });
  expect(code(await retire(KEY))).toBe('KEY_NOT_SPARE');
  expect(code(await retire(spare))).toBe('KEY_STILL_OUT');
  await stage.calls.done('roster', 'loseKey', person(3), { keyId: spare });
  expect(code(await stage.calls.reply('roster', 'loseKey', person(3), { keyId: spare }))).toBe(
    'KEY_LOST',
  );
  const replies = await Promise.all([retire(spare), retire(spare), retire(spare)]);
  expect(replies.map(code).sort()).toEqual(['NOT_FOUND', 'NOT_FOUND', 'OK']);
  expect(await spares()).toEqual([]);
  const at = await stage.at('2020-02-09', '20:05');
  const input = { keyId: spare, to: home(4), at };
  expect(code(await stage.calls.reply('roster', 'recordKey', OWNER, input))).toBe('NOT_FOUND');
  expect((await history(spare)).items.map(({ how }) => how)).toEqual(['retired', 'lost', 'added']);
}, 60_000);

it('every line of a history says when, from whom to whom, how, and for whom it was written', async () => {
  const at = await stage.at('2020-02-09', '20:03');
  await stage.calls.done('roster', 'recordKey', OWNER, { keyId: KEY, to: home(12), at });
  await stage.calls.done('roster', 'passOn', person(12), { keyId: KEY });
  await stage.calls.done('roster', 'giveKey', person(12), { keyId: KEY, at });
  await stage.calls.done('roster', 'takeKey', person(14), { keyId: KEY, at });
  await stage.calls.done('roster', 'loseKey', person(14), { keyId: KEY });
  await stage.calls.done('roster', 'replaceKey', STAFF, { keyId: KEY, to: home(14) });
  const { items, next } = await history(KEY);
  expect(items.map(({ no, how, by }) => [no, how, by])).toEqual([
    [5, 'replaced', '院委会'],
    [4, 'lost', '1单元 114 朱家'],
    [3, 'taps', '1单元 114 朱家'],
    [2, 'passedOn', '1单元 112 孙家'],
    [1, 'recorded', '院委会'],
  ]);
  expect(items.map(({ text }) => text)).toEqual([
    '2月9日 20:03 在1单元 114 朱家',
    '2月9日 20:03 在1单元 114 朱家',
    '2月9日 20:03 从1单元 112 孙家到1单元 114 朱家',
    '2月9日 20:03 在1单元 112 孙家',
    '2月9日 20:03 从院委会到1单元 112 孙家',
  ]);
  expect(next).toBeUndefined();
  // Whose door stayed closed is in no line, and no neighbour reads any.
  expect(JSON.stringify(items)).not.toContain('113');
  expect(code(await stage.calls.reply('roster', 'keyHistory', person(13), { keyId: KEY }))).toBe(
    'NOT_ALLOWED',
  );
}, 60_000);

it('a long history comes in pages, each line once', async () => {
  const at = await stage.at('2020-02-09', '20:03');
  for (let no = 1; no <= 23; no += 1) {
    await stage.calls.done('roster', 'recordKey', OWNER, { keyId: KEY, to: home(no), at });
  }
  const first = await history(KEY);
  const second = await history(KEY, first.next);
  expect([...first.items, ...second.items].map(({ no }) => no)).toEqual(
    Array.from({ length: 23 }, (_, i) => 23 - i),
  );
  expect(second.next).toBeUndefined();
}, 60_000);

it('of a handover, a closed door and a loss at once, each is decided on what the other left', async () => {
  const at = await stage.at('2020-02-09', '20:05');
  await stage.calls.done('roster', 'recordKey', OWNER, { keyId: KEY, to: home(12), at });
  await stage.calls.done('roster', 'giveKey', person(12), { keyId: KEY, at });
  await Promise.all([
    stage.calls.reply('roster', 'passOn', OWNER, { keyId: KEY }),
    stage.calls.reply('roster', 'takeKey', person(13), { keyId: KEY, at }),
    stage.calls.reply('roster', 'loseKey', person(12), { keyId: KEY }),
    stage.calls.reply('roster', 'recordKey', OWNER, { keyId: KEY, to: home(20), at }),
  ]);
  const moves = [...(await stage.database.find<KeyMoveDoc>('key_moves'))].sort(
    (a, b) => a.no - b.no,
  );
  expect(moves.map(({ no }) => no)).toEqual(moves.map((_, i) => i + 1));
  expect(moves.map(({ from }) => from)).toEqual([
    'committee',
    ...moves.slice(0, -1).map(({ to }) => to),
  ]);
  const key = item(await stage.database.find<KeyDoc>('keys'));
  expect(key).toMatchObject({ holder: moves.at(-1)?.to, moveCount: moves.length });
}, 60_000);
