/**
 * What every action costs in database requests, counted by the local cloud while everybody who may do it does it:
 * the same calls as the permission matrix makes, so an action cannot be left out.
 */
import { CONTRACTS } from '../miniprogram/contract/contracts';
import { ACTIONS, createCells, type Named, send } from '../test/permissions/cells';
import type { Cell, Standing } from '../test/permissions/row';
import { standingAt } from '../test/permissions/standing';
import { createThings, type Things, YEARS_MS } from '../test/permissions/things';
import { createWorld, type Place, type World } from '../test/permissions/world';
import { at, type Calls, callsOf } from '../test/support/community';
import { openDatabase } from '../test/support/database';
import { type Product, startProduct } from '../test/support/local';
import { type Cost, type Metered, metered } from '../test/support/metered';
import { median, type Row } from './support/rows';

const START = Date.parse('2020-02-03T09:00:00+08:00');
/** Long enough for a finger that taps often. */
const PAUSE_MS = 12_000;
const GOALS = { query: 3, claim: 2, refused: 3, commit: 10 } as const;

export async function calls(): Promise<readonly Row[]> {
  const product = await startProduct({ size: 'empty' });
  try {
    const { costs, claims } = await everyAction(product);
    if (process.env.BENCH_DETAIL) printDetail(costs);
    return rowsOf(costs, claims);
  } finally {
    await product.close();
  }
}

async function everyAction(product: Product): Promise<{ costs: readonly Cost[]; claims: Claims }> {
  let now = START;
  await product.setClock(now);
  const meter = metered(product);
  const everybody = callsOf(meter);
  const database = await openDatabase(product);
  const world = await createWorld(database, START);
  const things = createThings(everybody, START + YEARS_MS, database);
  const cells = createCells(world, things);
  await things.entry(world.placeOf('own'));
  const standing = await standingAt({ world, things }, 'own', { care: NO_ROSTER });
  for (const named of ACTIONS) {
    for (const cell of cells.permitted(named).filter(({ relation }) => relation === 'own')) {
      await act({ named, cell, standing, things, everybody });
      now += PAUSE_MS;
      await product.setClock(now);
    }
  }
  const costs = [...meter.costs];
  const crowd: Crowd = { meter, world, things, everybody };
  const confirmed = await confirmations(crowd);
  const bought = await boughtTogether(crowd, { now, setClock: product.setClock });
  return { costs, claims: joined(confirmed, bought) };
}

/** What many people do at once, by the kind of answer. */
interface Claims {
  readonly first: readonly Cost[];
  readonly done: readonly Cost[];
  readonly refused: readonly Cost[];
}

/** There is no roster yet; the cell makes its own card. */
const NO_ROSTER = 'cc_none';

interface Crowd {
  readonly meter: Metered;
  readonly world: World;
  readonly things: Things;
  readonly everybody: Calls;
}

const joined = (one: Claims, other: Claims): Claims => ({
  first: [...one.first, ...other.first],
  done: [...one.done, ...other.done],
  refused: [...one.refused, ...other.refused],
});

/** The first of each action finds a document without this courtyard, or an instance that knows nothing yet. */
function byKind(costs: readonly Cost[]): Claims {
  const first = costs.filter(
    ({ action }, index) => costs.findIndex((one) => one.action === action) === index,
  );
  const rest = costs.filter((cost) => !first.includes(cost));
  return {
    first,
    done: rest.filter(({ code }) => code === 'OK'),
    refused: rest.filter(({ code }) => code !== 'OK'),
  };
}

const neighboursOf = ({ yard }: Place) => [
  ...new Map(yard.residents.map((one) => [one.home.id, one])).values(),
];

/** Neighbours confirm one after the other, a keeper goes through the rest; then the same for a version that is over. */
async function confirmations({ meter, world, things, everybody }: Crowd): Promise<Claims> {
  const place = world.placeOf('own');
  const noticeId = await things.published(place);
  const keeper = things.keeper(place);
  const neighbours = neighboursOf(place);
  meter.costs.length = 0;
  for (const version of [1, 2]) {
    for (const one of neighbours.slice(0, 8)) {
      await everybody.reply('notice', 'confirm', at(one), { noticeId, version });
    }
    for (const { home } of neighbours.slice(8, 14)) {
      const met = { householdId: home.id, how: 'phone', reached: true } as const;
      await everybody.reply('notice', 'recordReach', keeper, { noticeId, version, ...met });
    }
  }
  return byKind([...meter.costs]);
}

interface Time {
  readonly now: number;
  setClock(now: number): Promise<void>;
}

/** Neighbours order, and want to give back more than they have; then each door is visited, and once more. */
async function boughtTogether(
  { meter, world, things, everybody }: Crowd,
  { now, setClock }: Time,
): Promise<Claims> {
  const place = world.placeOf('own');
  const keeper = things.keeper(place);
  const closesAt = now + PAUSE_MS;
  const delivery = { text: '', from: closesAt + 1, until: closesAt + 3_600_000 };
  const { picking: _, ...form } = { ...things.roundForm(place), closesAt, delivery };
  const { roundId } = await everybody.done('groupbuy', 'saveRound', keeper, { form });
  await everybody.done('groupbuy', 'openRound', keeper, { roundId });
  const neighbours = neighboursOf(place).slice(0, 6);
  meter.costs.length = 0;
  for (const add of [2, -9]) {
    const lines = [{ itemId: 'i1', add }];
    for (const one of neighbours) {
      await everybody.reply('groupbuy', 'order', at(one), { roundId, lines });
    }
  }
  await setClock(closesAt + 2);
  await everybody.done('groupbuy', 'manage', keeper, { roundId });
  const lines = [{ itemId: 'i1', handed: 2 }];
  for (const _visit of [1, 2]) {
    for (const { home } of neighbours) {
      const door = { householdId: home.id, outcome: 'handed', payment: 'cash' } as const;
      await everybody.reply('groupbuy', 'deliver', keeper, { roundId, ...door, lines });
    }
  }
  return byKind(meter.costs.filter(({ action }) => /[.](order|deliver)$/.test(action)));
}

interface Tap {
  readonly named: Named;
  readonly cell: Cell;
  readonly standing: Standing;
  readonly things: Things;
  readonly everybody: Calls;
}

async function act({ named, cell, standing, things, everybody }: Tap): Promise<void> {
  const { row } = named;
  const fresh = await row.fresh?.(cell, things, everybody);
  const input = fresh ?? row.input(cell, standing, things);
  const heard = await send(everybody, named, { by: cell.by, input });
  if (heard.ok) await row.after?.(cell, { things, calls: everybody, value: heard.value });
}

function rowsOf(costs: readonly Cost[], claims: Claims): readonly Row[] {
  const done = costs.filter(({ code }) => code === 'OK');
  // A refusal is cheaper than what it refuses: it measures nothing.
  const heard = new Set(done.map(({ action }) => action));
  const names = ACTIONS.map(({ fn, action }) => `${fn}.${action}`);
  const missing = names.filter((name) => !heard.has(name));
  const kind = (wanted: string) => done.filter(({ action }) => kindOf(action) === wanted);
  return [
    {
      bench: 'calls',
      what: `actions measured with a yes, of all there are${missing.length > 0 ? ` (not ${missing.join(', ')})` : ''}`,
      figure: `${ACTIONS.length - missing.length}/${ACTIONS.length}`,
      goal: 'all',
      met: missing.length === 0,
    },
    dearest('database requests of a query', usual(kind('query')), GOALS.query),
    dearest('the same, as the first call of an instance', worst(kind('query'))),
    dearest('database requests of a claim', worst(claims.done), GOALS.claim),
    dearest('the same, as the first of a courtyard', worst(claims.first)),
    dearest('database requests of a refused claim', worst(claims.refused), GOALS.refused),
    dearest('database requests of a commit', worst(kind('act')), GOALS.commit),
  ];
}

const kindOf = (name: string): string => {
  const [fn = '', action = ''] = name.split('.');
  const contract = (
    CONTRACTS as Readonly<Record<string, { actions: Record<string, { kind: string }> }>>
  )[fn];
  return contract?.actions[action]?.kind ?? '';
};

type Requests = ReadonlyMap<string, number>;

const grouped = (costs: readonly Cost[], figure: (requests: number[]) => number): Requests => {
  const byAction = new Map<string, number[]>();
  for (const { action, requests } of costs) {
    byAction.set(action, [...(byAction.get(action) ?? []), requests]);
  }
  return new Map([...byAction].map(([action, requests]) => [action, figure(requests)]));
};

/** Over everybody who may: an instance keeps the community's name and phone for a minute. */
const usual = (costs: readonly Cost[]): Requests => grouped(costs, median);
const worst = (costs: readonly Cost[]): Requests => grouped(costs, (all) => Math.max(...all));

/** Without a goal the row is only reported. */
function dearest(what: string, requests: Requests, goal?: number): Row {
  const most = Math.max(0, ...requests.values());
  const named = [...requests].filter(([, one]) => (goal === undefined ? one === most : one > goal));
  const who = named.map(([action, one]) => `${action} ${one}`).join(', ');
  return {
    bench: 'calls',
    what: who === '' ? `${what}, at most` : `${what}, at most (${who})`,
    figure: String(most),
    goal: goal === undefined ? '' : `≤ ${goal}`,
    ...(goal === undefined ? {} : { met: requests.size > 0 && most <= goal }),
  };
}

/** Fewest and most requests of every action, for whoever looks for the dear ones. */
function printDetail(costs: readonly Cost[]): void {
  const byAction = new Map<string, number[]>();
  for (const { action, code, requests } of costs) {
    const key = code === 'OK' ? action : `${action} ${code}`;
    byAction.set(key, [...(byAction.get(key) ?? []), requests]);
  }
  for (const [action, requests] of [...byAction].sort()) {
    process.stderr.write(`${action}: ${Math.min(...requests)}–${Math.max(...requests)}\n`);
  }
}
