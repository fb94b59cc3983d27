/** The matrix of rights, over one part of the functions. */
import { CONTRACTS } from '../../miniprogram/contract/contracts';
import { type By, type Calls, callsOf, inParallel, item } from '../support/community';
import { type Database, openDatabase } from '../support/database';
import { type Product, startProduct } from '../support/local';
import { isInPart, PARTS } from '../support/part';
import {
  ACTIONS,
  alone,
  type Cells,
  createCells,
  FAR,
  isWorker,
  type Named,
  send,
  unexpected,
} from './cells';
import type { Cell, Standing } from './row';
import { ROWS } from './rows';
import { standingAt } from './standing';
import { createThings, type Things, YEARS_MS } from './things';
import { createWorld, openidOf, RELATIONS, type Relation, ROLES, type World } from './world';

const START = Date.parse('2020-02-03T09:00:00+08:00');
const MINUTE_MS = 60_000;
/** Long enough for a finger that taps often. */
const PAUSE_MS = 12_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const DENIALS = ['NOT_MEMBER', 'NOT_ALLOWED', 'NOT_FOUND', 'NOT_ACTING_FOR'];
/** What somebody hears about a courtyard that is not theirs: the same as about one that does not exist. */
const SECRETS = ['NOT_MEMBER', 'NOT_FOUND'];
/** Months of duty that are over are put away, and orders of campaigns followed, by the clock alone. */
const BY_THE_CLOCK = /^(roster_months|pot_runs)$/;
/** These are forgotten by themselves after some days of the clock. */
const FORGOTTEN = /^(outbox|requests) /;
const PART = ACTIONS.filter(isInPart);
const NAMES = PART.map((one) => [`${one.fn}.${one.action}`, one] as const);
const namesOf = (...about: readonly string[]) =>
  NAMES.filter(([, { row }]) => about.includes(row.about));

let product: Product;
let calls: Calls;
let database: Database;
let world: World;
let things: Things;
let cells: Cells;
let standing: Readonly<Record<Relation, Standing>>;
let now = START;
let asserted = 0;

beforeAll(async () => {
  product = await startProduct({ size: 'empty' });
  await product.setClock(START);
  calls = callsOf(product);
  database = await openDatabase(product);
  world = await createWorld(database, START);
  things = createThings(calls, START + YEARS_MS, database);
  cells = createCells(world, things);
  const own = await settledAt('own');
  const [group, community, none] = [
    await settledAt('group'),
    await settledAt('community'),
    await settledAt('none'),
  ];
  standing = { own, courtyard: own, group, community, none };
}, 120_000);
afterAll(() => product?.close());
/** Buckets of taps are full again. */
beforeEach(() => wait(MINUTE_MS));

async function wait(ms: number): Promise<void> {
  now += ms;
  await product.setClock(now);
}

async function settledAt(relation: Relation): Promise<Standing> {
  const place = world.placeOf(relation);
  await things.roster(place);
  await things.entry(place);
  return standingAt({ world, things }, relation);
}

/**
 * Every document of both communities, and how often it was written.
 * What the clock rebuilds from the facts is compared field by field.
 */
async function revisions(): Promise<ReadonlyMap<string, unknown>> {
  const { collections } = await product.control<{
    collections: { name: string; count: number }[];
  }>('collections');
  const seen = new Map<string, unknown>();
  for (const { name, count } of collections) {
    const docs = await database.find<{ _id: string; rev: number }>(name);
    expect(docs).toHaveLength(count);
    if (BY_THE_CLOCK.test(name)) continue;
    for (const doc of docs) {
      for (const [path, fact] of whatStands(name, doc)) seen.set(`${name} ${doc._id}${path}`, fact);
    }
  }
  return seen;
}

function whatStands(name: string, doc: { readonly _id: string; readonly rev: number }) {
  if (name === 'digests' && doc._id.endsWith('.buying')) return factsOf(withoutLooks(doc));
  const isRebuilt = /^(digests|rosters)$/.test(name) || doc._id.endsWith('.recount');
  return isRebuilt ? factsOf(doc) : [['', doc.rev] as const];
}

/** When the tick looked at doors, and when it looks next: on a slow machine it comes by. */
const withoutLooks = (doc: object) => ({ ...doc, rev: 0, dueAt: 0, lookedAt: 0 });

/** What a digest or a roster says, value by value: no run of the clock lies between the two looks. */
function factsOf(value: unknown, path = ''): readonly (readonly [path: string, fact: unknown])[] {
  if (value === null || typeof value !== 'object') return [[path, value]];
  const fields = Object.entries(value);
  if (fields.length === 0) return [[path, Array.isArray(value) ? '[]' : '{}']];
  return fields.flatMap(([field, one]) => factsOf(one, `${path} ${field}`));
}

const reply = (
  named: Named,
  cell: Cell,
  by: By = cell.by,
): Promise<Awaited<ReturnType<typeof send>>> =>
  send(calls, named, { by, input: named.row.input(cell, standing[cell.relation], things) });

describe('who may not', () => {
  let before: ReadonlyMap<string, unknown>;
  beforeAll(async () => {
    // What the clock puts right by itself is put right before.
    await wait(DAY_MS);
    await wait(DAY_MS);
    before = await revisions();
  }, 60_000);

  it.each(NAMES)('%s: every cell without a right is refused', async (_, named) => {
    const wrong = await inParallel(
      cells.refused(named).map((cell) => async () => {
        asserted += 1;
        const isSecret = FAR.includes(cell.relation) && !isWorker(cell.role);
        return unexpected(cell, await reply(named, cell), isSecret ? SECRETS : DENIALS);
      }),
    );
    expect(wrong.flat()).toEqual([]);
  });

  it.each(namesOf('thing'))(
    '%s: a thing of elsewhere is not there for somebody who names the own courtyard',
    async (_, named) => {
      const rightful = cells.permitted(named).filter(({ relation }) => relation === 'own');
      const tries = rightful.flatMap(({ role, by }) =>
        FAR.filter((relation) => relation === 'none' || !isWorker(role)).map((relation) => ({
          by: alone(by),
          cell: cells.cellOf(named, role, relation),
        })),
      );
      const wrong = await inParallel(
        tries.map(
          ({ by, cell }) =>
            async () =>
              unexpected(cell, await reply(named, cell, by), DENIALS),
        ),
      );
      expect(wrong.flat()).toEqual([]);
    },
  );

  it.each(namesOf('thing').filter(([, { rule }]) => rule.resident === 'own'))(
    '%s: a neighbour’s household is not there for a resident who names nobody',
    async (_, named) => {
      const cell = cells.cellOf(named, 'resident', 'courtyard');
      const input = named.row.input(cell, standing.courtyard, things) as object;
      const speaksOfHousehold = 'householdId' in input;
      const heard = speaksOfHousehold ? await reply(named, cell, alone(cell.by)) : undefined;
      expect(heard === undefined ? [] : unexpected(cell, heard, DENIALS)).toEqual([]);
    },
  );

  it.each(namesOf('thing', 'courtyard'))(
    '%s: staff of one community do not reach a courtyard of another by naming it',
    async (_, named) => {
      const { town } = world.placeOf('none');
      const by: By = {
        openid: item(town.staff).openid,
        community: town.community.id,
        courtyard: world.placeOf('own').yard.courtyard.id,
        ...(named.row.inGroup ? { opengid: 'og_cell_foreign' } : {}),
      };
      const cell = cells.cellOf(named, 'admin', 'courtyard');
      const heard = await reply(named, cell, by);
      const isEmpty = heard.ok && JSON.stringify(heard.value) === '{"items":[]}';
      expect(isEmpty ? [] : unexpected(cell, heard, DENIALS)).toEqual([]);
    },
  );

  it('a payload that says who is calling is refused', async () => {
    const by = { openid: openidOf('stranger'), courtyard: world.placeOf('own').yard.courtyard.id };
    const forged = { openid: openidOf('owner') };
    expect(await calls.reply('courtyard', 'saveGate', by, forged as never)).toMatchObject({
      ok: false,
      code: 'FORGED_IDENTITY',
    });
  });

  it('and every document is as it was', async () => {
    const after = await revisions();
    const changed = [...after].filter(([id, rev]) => before.get(id) !== rev).map(([id]) => id);
    expect(changed).toEqual([]);
    const gone = [...before.keys()].filter((id) => !after.has(id) && !FORGOTTEN.test(id));
    expect(gone).toEqual([]);
  }, 60_000);
});

describe('who may', () => {
  /** A day's joining requests are another day's. */
  beforeEach(() => wait(DAY_MS));

  it.each(NAMES)(
    '%s: every cell with a right is let',
    async (_, named) => {
      const wrong: string[] = [];
      // One after the other: the cells of an action are about the same courtyard.
      for (const cell of cells.permitted(named)) wrong.push(...(await isLet(named, cell)));
      expect(wrong).toEqual([]);
    },
    60_000,
  );

  async function isLet(named: Named, cell: Cell): Promise<readonly string[]> {
    asserted += 1;
    const { row } = named;
    const input =
      (await row.fresh?.(cell, things, calls)) ?? row.input(cell, standing[cell.relation], things);
    const heard = await send(calls, named, { by: cell.by, input });
    if (heard.ok) await row.after?.(cell, { things, calls, value: heard.value });
    await wait(PAUSE_MS);
    const isUnknown = cell.relation === 'none' || cell.role === 'stranger';
    const unknown = isUnknown && row.unknownMayHear ? [row.unknownMayHear] : [];
    return unexpected(cell, heard, ['OK', ...(row.mayHear ?? []), ...unknown]);
  }
});

describe('somebody who only helps', () => {
  it.each(['me', 'kept', 'exportMine'] as const)(
    'may ask %s without naming a household',
    async (action) => {
      const by = { openid: openidOf('helper') };
      expect(await calls.reply('member', action, by, {})).toMatchObject({ ok: true });
      const { courtyard } = world.placeOf('own').yard;
      const there = { ...by, courtyard: courtyard.id };
      expect(await calls.reply('member', action, there, {})).toMatchObject({ ok: true });
    },
  );

  it('does not answer for a household without naming it', async () => {
    const by = { openid: openidOf('helper'), courtyard: world.placeOf('own').yard.courtyard.id };
    const input = { noticeId: standing.own.published, version: 1 };
    expect(await calls.reply('notice', 'confirm', by, input)).toMatchObject({
      ok: false,
      code: 'NOT_MEMBER',
    });
  });
});

describe('the matrix', () => {
  it('has a row for every action of the table and no other', () => {
    const rows = Object.entries(ROWS).flatMap(([fn, actions]) =>
      Object.keys(actions).map((action) => `${fn}.${action}`),
    );
    expect(rows.sort()).toEqual(ACTIONS.map(({ fn, action }) => `${fn}.${action}`).sort());
    expect(Object.values(PARTS).flat().sort()).toEqual(Object.keys(CONTRACTS).sort());
  });

  it('asserted every cell: action × role × relation', () => {
    expect(asserted).toBe(PART.length * ROLES.length * RELATIONS.length);
  });
});
