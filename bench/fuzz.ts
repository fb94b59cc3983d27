/**
 * Every action as somebody who may, with inputs nobody thought of: half of them anything at all, half the action's own
 * input with one part of it turned into anything. Whatever comes is answered by a yes or a refusal the phone knows;
 * nothing of the inside is told, and what is refused changes nothing.
 */
import fc from 'fast-check';
import { instant } from '../miniprogram/contract/calendar';
import { ERRORS } from '../miniprogram/contract/errors';
import type { Reply } from '../miniprogram/contract/protocol';
import { ACTIONS, createCells, type Named, send } from '../test/permissions/cells';
import type { Cell, Standing } from '../test/permissions/row';
import { standingAt } from '../test/permissions/standing';
import { createThings, YEARS_MS } from '../test/permissions/things';
import { createWorld } from '../test/permissions/world';
import { type Calls, callsOf, item } from '../test/support/community';
import { type Database, openDatabase } from '../test/support/database';
import { type Product, startProduct } from '../test/support/local';
import type { Row } from './support/rows';

const START = instant('2020-02-03', '09:00');
const INPUTS = Number(process.env.BENCH_FUZZ ?? 40);
const SEED = 20_200_203;
/** The rate limit lets sixty calls of a person through at once; by then it has all of them back. */
const BREATH_MS = 20_000;

/** Stacks, paths of the machine, somebody else's openid. */
const INSIDE = /\n\s+at |node_modules|\/dist\/|\bo_[a-z0-9]+_|ECONN|E11000|Error:/;

interface Found {
  inputs: number;
  let: number;
  refused: number;
  readonly unhandled: string[];
  readonly told: string[];
  readonly sideEffects: string[];
}

export async function fuzz(): Promise<readonly Row[]> {
  const product = await startProduct({ size: 'empty' });
  try {
    const found: Found = {
      ...{ inputs: 0, let: 0, refused: 0 },
      ...{ unhandled: [], told: [], sideEffects: [] },
    };
    const control: Found = { ...found, unhandled: [], told: [], sideEffects: [] };
    await throwAll(product, found, control);
    for (const one of [...found.unhandled, ...found.told, ...found.sideEffects]) {
      process.stderr.write(`${one}\n`);
    }
    return rowsOf(found, control);
  } finally {
    await product.close();
  }
}

function rowsOf(found: Found, control: Found): readonly Row[] {
  const zero = (what: string, all: readonly string[]): Row => ({
    bench: 'fuzz',
    what: `${what}, of ${found.inputs} inputs to ${ACTIONS.length} actions (${found.let} let, ${found.refused} refused)`,
    figure: String(all.length),
    goal: '0',
    met: all.length === 0,
  });
  return [
    zero('not handled', found.unhandled),
    zero('answers that tell of the inside', found.told),
    zero('documents a refused input changed', found.sideEffects),
    {
      bench: 'fuzz',
      what: `control: not handled, of ${control.inputs} good inputs with a database that breaks`,
      figure: String(control.unhandled.length),
      goal: '> 0',
      met: control.unhandled.length > 0,
    },
  ];
}

async function throwAll(product: Product, found: Found, control: Found): Promise<void> {
  let now = START;
  const wait = async (ms: number) => {
    now += ms;
    await product.setClock(now);
  };
  await wait(0);
  const calls = callsOf(product);
  const database = await openDatabase(product);
  const world = await createWorld(database, START);
  const things = createThings(calls, START + YEARS_MS, database);
  const cells = createCells(world, things);
  await things.entry(world.placeOf('own'));
  await things.roster(world.placeOf('own'));
  const standing = await standingAt({ world, things }, 'own');
  const thrower = { calls, database, standing, things, wait, names: await namesIn(product) };
  for (const [index, named] of ACTIONS.entries()) {
    const cell = cells.permitted(named).find(({ relation }) => relation === 'own');
    if (!cell) throw new Error(`nobody may ${named.fn}.${named.action}`);
    await throwAt({ ...thrower, named, cell, seed: SEED + index }, found);
  }
  await product.control('faults', {
    rules: [{ kind: 'error', operation: 'database.*', chance: 1 }],
  });
  for (const named of ACTIONS) {
    const cell = item(cells.permitted(named));
    const input: unknown = named.row.input(cell, standing, things);
    note(control, { named, input, reply: await send(calls, named, { by: cell.by, input }) });
  }
}

interface Thrower {
  readonly calls: Calls;
  readonly database: Database;
  readonly standing: Standing;
  readonly things: Parameters<Named['row']['input']>[2];
  readonly names: readonly string[];
  readonly named: Named;
  readonly cell: Cell;
  readonly seed: number;
  wait(ms: number): Promise<void>;
}

async function throwAt(thrower: Thrower, found: Found): Promise<void> {
  const { named, cell, standing, things, seed } = thrower;
  const own: unknown = named.row.input(cell, standing, things);
  await thrower.wait(BREATH_MS);
  const before = await revisionsOf(thrower);
  let wasLet = 0;
  for (const input of inputsLike(own, seed)) {
    const reply = await send(thrower.calls, named, { by: cell.by, input });
    wasLet += note(found, { named, input, reply });
  }
  if (wasLet > 0) return;
  const after = await revisionsOf(thrower);
  const name = `${named.fn}.${named.action}`;
  for (const [id, rev] of after) {
    const isMeant = WRONG_TRIES[name]?.test(id) ?? false;
    if (before.get(id) !== rev && !isMeant) found.sideEffects.push(`${name}: ${id}`);
  }
}

/** @returns 1 when it was let */
function note(
  found: Found,
  { named, input, reply }: { named: Named; input: unknown; reply: Reply<unknown> },
): 0 | 1 {
  found.inputs += 1;
  const what = `${named.fn}.${named.action} ${JSON.stringify(input).slice(0, 300)}`;
  if (reply.ok) {
    found.let += 1;
    return 1;
  }
  found.refused += 1;
  const isKnown = Object.hasOwn(ERRORS, reply.code) && reply.code !== 'INTERNAL';
  if (!isKnown) found.unhandled.push(`${what}: ${reply.code}`);
  if (INSIDE.test(JSON.stringify(reply))) found.told.push(`${what}: ${JSON.stringify(reply)}`);
  return 0;
}

/** Anything, and what the action takes with one part of it anything; the same for the same seed. */
function inputsLike(own: unknown, seed: number): readonly unknown[] {
  const odd = fc.oneof(
    fc.constantFrom(...ODD),
    fc.anything({ maxDepth: 3, withNullPrototype: false }),
  );
  const anything = fc.sample(odd, { seed, numRuns: INPUTS });
  return anything.map((value, index) =>
    told(index % 2 === 0 ? value : partReplaced(own, value, index)),
  );
}

const ODD: readonly unknown[] = [
  ...[
    '',
    ' ',
    '\u0000',
    '\u202e反',
    '👨‍👩‍👧‍👦',
    '长'.repeat(20_000),
    '$where',
    'a.b.c',
    '__proto__',
  ],
  ...[0, -1, 1.5, 2 ** 53, -(2 ** 53), 1e308, true, null, [], {}],
  ...[{ $ne: null }, { $gt: '' }, { constructor: { prototype: 1 } }, Array(2_000).fill('a')],
  JSON.parse('{"__proto__":{"isAdmin":true}}') as unknown,
];

/** As it travels: what JSON cannot say is not sent. */
function told(value: unknown): unknown {
  try {
    return JSON.parse(
      JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? 0 : one)) ?? 'null',
    );
  } catch {
    return null;
  }
}

function partReplaced(own: unknown, value: unknown, index: number): unknown {
  if (own === null || typeof own !== 'object') return value;
  const fields = Object.keys(own);
  const field = fields[index % (fields.length + 1)] ?? 'unheard_of';
  const inner: unknown = (own as Record<string, unknown>)[field];
  const goesIn = typeof inner === 'object' && index % 3 === 0;
  return { ...own, [field]: goesIn ? partReplaced(inner, value, index + 1) : value };
}

/** Codes that somebody may be guessing: wrong ones are counted. */
const WRONG_TRIES: Readonly<Record<string, RegExp>> = {
  'courtyard.acceptStaffInvite': /^communities\//,
  'roster.takeKey': /^keys\//,
};

/** Remembered requests, messages on their way and lines of the audit are made by refusals too, and by time. */
const BY_ITSELF = /^(requests|outbox|audits)$/;

async function namesIn(product: Product): Promise<readonly string[]> {
  const { collections } = await product.control<{ collections: { name: string }[] }>('collections');
  return collections.map(({ name }) => name).filter((name) => !BY_ITSELF.test(name));
}

async function revisionsOf({ database, names }: Thrower): Promise<Map<string, number>> {
  const seen = new Map<string, number>();
  for (const name of names) {
    for (const { _id, rev } of await database.find<{ _id: string; rev: number }>(name)) {
      seen.set(`${name}/${_id}`, rev);
    }
  }
  return seen;
}
