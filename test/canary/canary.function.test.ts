import type { HouseholdDoc } from '../../cloudfunctions/directory/documents';
import { instant } from '../../miniprogram/contract/calendar';
import { CONTRACTS } from '../../miniprogram/contract/contracts';
import type { NoticeId, VoucherId } from '../../miniprogram/contract/ids';
import type { Reply } from '../../miniprogram/contract/protocol';
import { ACTIONS, type Cells, createCells, type Named, send } from '../permissions/cells';
import type { Standing } from '../permissions/row';
import { standingAt } from '../permissions/standing';
import { createThings, type Things, YEARS_MS } from '../permissions/things';
import { createWorld, openidOf, ROLES, type World } from '../permissions/world';
import { at, type By, type Calls, callsOf, inParallel, item } from '../support/community';
import { type Database, openDatabase } from '../support/database';
import { type Product, startProduct } from '../support/local';
import { plantAtTheDoors, plantAtTheGate, plantInContests, plantOnPots } from './plants';
import { CANARIES, type Canary, KEEPERS, READERS } from './readers';

const START = instant('2020-02-03', '09:00');

let product: Product;
let calls: Calls;
let database: Database;
let world: World;
let things: Things;
let cells: Cells;
let standing: Standing;
let privateNotice: NoticeId;
let draft: NoticeId;
let paid: VoucherId;
let family: By;
let far: By;
let now = START;

beforeAll(async () => {
  product = await startProduct({ size: 'empty' });
  await product.setClock(START);
  calls = callsOf(product);
  database = await openDatabase(product);
  world = await createWorld(database, START);
  things = createThings(calls, START + YEARS_MS, database);
  cells = createCells(world, things);
  await plantCanaries();
  const planting = { product, calls, things, world, family };
  now = await plantAtTheGate(planting);
  await plantAtTheDoors(planting, standing);
  await plantOnPots(planting, standing);
  await plantInContests(planting, standing);
}, 120_000);
afterAll(() => product?.close());

const main = () => world.placeOf('courtyard');
const canaryHome = () => world.other('courtyard').id;

/** Each secret is put where the product itself puts such a thing, by an act wherever there is one. */
async function plantCanaries(): Promise<void> {
  const householdId = canaryHome();
  const keeper = () => things.keeper(main());
  const { personId } = await calls.done('member', 'savePerson', keeper(), {
    householdId,
    name: CANARIES.registeredName,
    ageBand: '80+',
    phoneOnly: true,
  });
  const phones = [{ personId, name: CANARIES.registeredName, phone: CANARIES.phone }];
  await database.change('contacts', householdId, { phones });
  family = { openid: 'o_canary_family', courtyard: main().yard.courtyard.id };
  const join = {
    householdId,
    name: CANARIES.memberName,
    ageBand: '18-59',
    privacyVersion: '1',
  } as const;
  const { joinId } = await calls.done('member', 'join', family, join);
  await calls.done('member', 'answerJoin', keeper(), { joinId, accept: true });
  far = at(item(world.placeOf('group').yard.residents));

  const waiting = { ...family, openid: 'o_canary_waiting' };
  await calls.done('member', 'join', waiting, { ...join, name: CANARIES.waitingName });
  const asks = { householdId, personName: CANARIES.helpedName };
  await calls.done('member', 'askToHelp', at(things.neighbour(main())), asks);

  privateNotice = await things.published(main());
  const { questionId } = await calls.done('notice', 'ask', family, {
    noticeId: privateNotice,
    text: CANARIES.question,
  });
  await calls.done('notice', 'answer', keeper(), {
    questionId,
    text: CANARIES.answer,
    toAll: false,
  });
  const text = { ...things.draftInput(main()), title: CANARIES.draft };
  draft = (await calls.done('notice', 'saveDraft', keeper(), text)).noticeId;
  await things.entry(main());
  await things.roster(main());
  const gift = { kind: 'donation', fen: 100, till: 'cash', pictures: [] } as const;
  const asked = await calls.done('fund', 'propose', at(item(main().yard.committee)), {
    form: { ...gift, words: CANARIES.voucherWords },
  });
  const toPay = { ...gift, kind: 'supplierPaid', words: '', payee: CANARIES.payee } as const;
  paid = (await calls.done('fund', 'propose', keeper(), { form: toPay })).voucherId;
  standing = await standingAt({ world, things }, 'courtyard', {
    ...{ draft, published: privateNotice, question: questionId, join: joinId, person: personId },
    helper: things.neighbour(main()).memberId,
    voucher: asked.voucherId,
    care: await things.careCard(main(), item(main().yard.homes, 9).id),
  });
}

const QUERIES = ACTIONS.filter(({ fn, action }) => {
  const actions = CONTRACTS[fn as 'notice'].actions as Readonly<Record<string, { kind: string }>>;
  return actions[action]?.kind === 'query';
});

const openidBy: Record<string, string> = {};

interface Heard {
  readonly who: string;
  readonly what: string;
  readonly text: string;
}

/** Everything anybody hears when asking everything there is to ask about this courtyard. */
async function everythingHeard(): Promise<readonly Heard[]> {
  const people = [...ROLES.map((role) => [role, { openid: openidOf(role) }] as const)];
  const here = { courtyard: main().yard.courtyard.id };
  const askers: readonly (readonly [who: string, by: By])[] = [
    ...people.map(([who, by]) => [who, { ...by, ...here }] as const),
    ['family', family],
    ['far', { ...far, ...here }],
    ['far at home', far],
  ];
  const heard: Heard[] = [];
  for (const [who, by] of askers) {
    openidBy[who] = by.openid;
    const answers = await inParallel(
      QUERIES.flatMap((named) =>
        inputsOf(named).map((input) => async () => ({
          named,
          reply: await send(calls, named, { by, input }),
        })),
      ),
    );
    for (const { named, reply } of answers) heard.push(heardBy(who, named, reply));
    now += 60_000;
    await product.setClock(now);
  }
  return heard;
}

const heardBy = (who: string, { fn, action }: Named, reply: Reply<unknown>): Heard => ({
  who,
  what: `${fn}.${action}`,
  text: JSON.stringify(reply),
});

function inputsOf(named: Named): readonly unknown[] {
  const cell = cells.cellOf(named, 'owner', 'courtyard');
  const usual = named.row.input(cell, standing, things) as object;
  const name = `${named.fn}.${named.action}`;
  if (name === 'notice.list') return [usual, { box: 'drafts' }];
  if (name === 'notice.view') return [usual, { noticeId: draft }];
  if (name === 'fund.voucher') return [usual, { voucherId: paid }];
  if (name === 'directory.search') return [usual, { text: CANARIES.memberName.slice(0, 2) }];
  return [usual];
}

const mentions = (text: string, canary: string): boolean => text.includes(canary);

describe('planted personal data', () => {
  let heard: readonly Heard[];
  beforeAll(async () => {
    heard = await everythingHeard();
  }, 120_000);

  it('is asked for by every query of every contract, in every role', () => {
    expect(new Set(heard.map(({ what }) => what)).size).toBe(QUERIES.length);
    expect(new Set(heard.map(({ who }) => who)).size).toBe(ROLES.length + 3);
  });

  it.each(Object.keys(CANARIES) as Canary[])(
    '%s: is heard by its readers and by nobody else',
    (canary) => {
      const readers = READERS[canary];
      const found = heard.filter(({ text }) => mentions(text, CANARIES[canary]));
      const leaks = found.filter(({ who, what }) => !readers[what]?.includes(who));
      expect(leaks.map(({ who, what }) => `${what} told ${who}`)).toEqual([]);
      for (const [what, whos] of Object.entries(readers)) {
        const told = found.filter((one) => one.what === what).map(({ who }) => who);
        expect([what, [...new Set(told)].sort()]).toEqual([what, [...whos].sort()]);
      }
    },
  );

  it('no reply tells an openid, except one’s own to whoever takes everything along', () => {
    const openids = [...ROLES.map(openidOf), family.openid, far.openid, 'o_canary_waiting'];
    const told = heard.flatMap(({ who, what, text }) =>
      openids.filter((openid) => mentions(text, openid)).map((openid) => ({ who, what, openid })),
    );
    expect(new Set(told.map(({ what }) => what))).toEqual(new Set(['member.exportMine']));
    expect(told.filter(({ who, openid }) => openidBy[who] !== openid)).toEqual([]);
  });

  it('a keeper hears the door of whoever asked, a neighbour does not', () => {
    const views = heard.filter(
      ({ what, text }) => what === 'notice.view' && text.includes('"asker"'),
    );
    const named = views.filter(({ text }) => !text.includes('一位邻居') && !text.includes('我家'));
    expect([...new Set(named.map(({ who }) => who))].sort()).toEqual([...KEEPERS].sort());
  });

  it('is in no log line', async () => {
    const lines = await logLines();
    expect(lines.length).toBeGreaterThan(100);
    const secrets = [...Object.values(CANARIES), 'o_canary', 'o_cell', 'o_c01', 'o_staff'];
    const leaks = lines.filter((line) => secrets.some((secret) => line.includes(secret)));
    expect(leaks).toEqual([]);
  });

  it('is in no log line of a function that breaks in the middle', async () => {
    await product.control('faults', {
      rules: [{ operation: 'database.*', kind: 'error', count: 9 }],
    });
    const by = family;
    const input = { noticeId: privateNotice, text: CANARIES.question };
    const reply = await calls.reply('notice', 'ask', by, input);
    await fetch(`${product.url}/control/faults`, { method: 'DELETE' });
    expect(reply).toMatchObject({ ok: false, code: 'INTERNAL' });
    expect(JSON.stringify(reply)).not.toContain(CANARIES.question);
    const lines = (await logLines()).filter((line) => line.includes('"INTERNAL"'));
    expect(lines).toHaveLength(1);
    const secrets = [...Object.values(CANARIES), family.openid];
    expect(lines.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);
  });
});

async function logLines(): Promise<readonly string[]> {
  const { invocations } = await product.control<{ invocations: { logs: string[] }[] }>(
    'metrics?limit=500',
  );
  return invocations.flatMap(({ logs }) => logs);
}

describe('after somebody has erased everything', () => {
  it('no document mentions the name, the words or the openid', async () => {
    const traces = [
      ...[CANARIES.memberName, CANARIES.question, family.openid],
      ...[CANARIES.diaryWords, CANARIES.giftCard, CANARIES.hands],
    ];
    expect(await mentioning(traces)).not.toEqual([]);
    await calls.done('member', 'erase', family, { word: '删除' });
    expect(await mentioning(traces)).toEqual([]);
  });

  it('and the household keeps its people who are still there', async () => {
    const home = await database.get<HouseholdDoc>('households', canaryHome());
    expect(home?.people.map(({ name }) => name)).toContain(CANARIES.registeredName);
  });
});

async function mentioning(words: readonly string[]): Promise<readonly string[]> {
  const { collections } = await product.control<{ collections: { name: string }[] }>('collections');
  const found: string[] = [];
  for (const { name } of collections) {
    for (const doc of await database.find(name)) {
      const text = JSON.stringify(doc);
      if (words.some((word) => text.includes(word))) found.push(`${name}/${String(doc._id)}`);
    }
  }
  return found;
}
