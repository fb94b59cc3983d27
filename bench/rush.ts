/**
 * Two thousand people order from a stock of five hundred within two seconds, each through the real function host, the
 * real SDK and the local cloud. What is sold, what is sold twice, and what a household has at most. The two people of
 * a household tap right after each other, and half of these pairs want more than the cap. Then families of eight, all of
 * whom tap at the same moment, under a cap of three; the same without a cap shows that a household would have too much.
 */
import type { AllotmentDoc } from '../cloudfunctions/sale/public';
import type { HouseholdId } from '../miniprogram/contract/ids';
import { callsOf, freshRequest } from '../test/support/community';
import { type Database, openDatabase } from '../test/support/database';
import { settle, type TownSpec } from '../test/support/factories';
import { type Product, startProduct } from '../test/support/local';
import { metered } from '../test/support/metered';
import { median, type Row } from './support/rows';

const PEOPLE = Number(process.env.BENCH_PEOPLE ?? 2_000);
const STOCK = PEOPLE / 4;
const CAP = 3;
/** Families whose members all tap at the same moment. */
const FAMILIES = Math.max(5, Math.floor(PEOPLE / 40));
const FAMILY = 8;
const WITHIN_MS = 2_000;
const YARDS = 20;
const START = Date.parse('2020-03-09T09:00:00+08:00');
const CLOSES = Date.parse('2020-03-11T20:00:00+08:00');

/** Two people of one household each, who tap one right after the other. */
const households = PEOPLE / 2;
const homeOf = (person: number): HouseholdId => `hh_r${person >> 1}`;
const yardOf = (person: number) => `cy_r${(person >> 1) % YARDS}` as const;
const familyHome = (one: number): HouseholdId => `hh_r${Math.floor(one / FAMILY)}`;
const familyYard = (one: number) => `cy_r${Math.floor(one / FAMILY) % YARDS}` as const;

const TOWN: TownSpec = {
  id: 'cm_rush',
  name: '东环路社区',
  phone: '028-83000000',
  yards: Array.from({ length: YARDS }, (_, yard) => ({
    id: `cy_r${yard}` as const,
    name: `${yard + 1}号院`,
    homes: Object.fromEntries(
      Array.from({ length: households }, (_, i) => i)
        .filter((i) => i % YARDS === yard)
        .map((i) => [homeOf(2 * i), { unit: '1单元', door: String(100 + i), family: '' }]),
    ),
  })),
  people: [
    ...Array.from({ length: PEOPLE }, (_, i) => ({
      openid: `o_r${i}`,
      name: `邻居${i}`,
      lives: [homeOf(i)],
    })),
    ...Array.from({ length: FAMILIES * FAMILY }, (_, i) => ({
      openid: `o_f${i}`,
      name: `家人${i}`,
      lives: [familyHome(i)],
    })),
    { openid: 'o_staff', name: '社工', roles: [{ role: 'staff' as const }] },
  ],
};

export async function rush(): Promise<readonly Row[]> {
  const product = await startProduct({ size: 'empty' });
  try {
    await product.setClock(START);
    const database = await openDatabase(product);
    await settle(database, TOWN, START);
    const open = { product, database };
    const people = Array.from({ length: PEOPLE }, (_, person) => ({
      openid: `o_r${person}`,
      courtyard: yardOf(person),
      afterMs: (person * 7_919) % WITHIN_MS,
      add: 1 + ((person >> 1) % 2),
    }));
    const families = Array.from({ length: FAMILIES * FAMILY }, (_, one) => ({
      openid: `o_f${one}`,
      courtyard: familyYard(one),
      afterMs: 0,
      add: 1,
    }));
    const stock = families.length;
    const rush = await sale(open, { people, stock: STOCK, cap: CAP });
    const crowd = await sale(open, { people: families, stock, cap: CAP });
    const free = await sale(open, { people: families, stock });
    return [...rowsOf(rush), ...familyRows(crowd, free)];
  } finally {
    await product.close();
  }
}

interface Person {
  readonly openid: string;
  readonly courtyard: `cy_${string}`;
  readonly afterMs: number;
  readonly add: number;
}

interface Wanted {
  readonly people: readonly Person[];
  readonly stock: number;
  readonly cap?: number;
}

interface Sale {
  readonly doc: AllotmentDoc | undefined;
  readonly yes: number;
  /** How many were told that their household has as much as it may have. */
  readonly capped: number;
}

async function sale(
  { product, database }: { readonly product: Product; readonly database: Database },
  wanted: Wanted,
): Promise<Sale> {
  const meter = metered(product);
  const calls = callsOf(meter);
  const roundId = await openRound(calls, wanted);
  meter.costs.length = 0;
  const startedAt = Date.now();
  const replies = await Promise.all(wanted.people.map((person) => tap(calls, { roundId, person })));
  const tookMs = Date.now() - startedAt;
  const codes = replies.map((one) => (one.ok ? 'OK' : one.code));
  const tally = [...new Set(codes)].map((code) => `${code} ${count(codes, code)}`).join(', ');
  const done = meter.costs.filter(({ code }) => code === 'OK').map(({ requests }) => requests);
  process.stderr.write(`${tally}, ${tookMs} ms; requests of a yes ${median(done)}\n`);
  return {
    doc: await database.get<AllotmentDoc>('allotments', `${roundId}.all`),
    yes: count(codes, 'OK'),
    capped: count(codes, 'SALE_CAP'),
  };
}

const count = (codes: readonly string[], code: string): number =>
  codes.filter((one) => one === code).length;

async function openRound(
  calls: ReturnType<typeof callsOf>,
  { stock, cap }: Wanted,
): Promise<`gb_${string}`> {
  const staff = { openid: 'o_staff', community: TOWN.id };
  const capped = cap === undefined ? {} : { capPerHousehold: cap };
  const item = { name: '花苗', unit: '盆', spec: '', costFen: 0, saleFen: 300, stock };
  const form = {
    title: '花苗',
    note: '',
    items: [{ ...item, ...capped }],
    opensAt: START,
    closesAt: CLOSES,
    delivery: { text: '', from: CLOSES + 1, until: CLOSES + 3_600_000 },
    courtyards: TOWN.yards.map(({ id }) => id),
    dropPoints: {},
    shortageRule: 'equal' as const,
    lossRule: 'fund' as const,
  };
  const { roundId } = await calls.done('groupbuy', 'saveRound', staff, { form });
  await calls.done('groupbuy', 'openRound', staff, { roundId });
  return roundId;
}

interface Tap {
  readonly roundId: `gb_${string}`;
  readonly person: Person;
}

/** Somewhere within the two seconds; a phone whose tap was told to come again does so. */
async function tap(calls: ReturnType<typeof callsOf>, { roundId, person }: Tap) {
  const { openid, courtyard, afterMs, add } = person;
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  const who = { openid, courtyard, community: TOWN.id, requestId: freshRequest() };
  const lines = [{ itemId: 'i1', add }];
  for (let attempt = 1; ; attempt += 1) {
    const reply = await calls.reply('groupbuy', 'order', who, { roundId, lines });
    if (reply.ok || reply.code !== 'BUSY' || attempt === 5) return reply;
  }
}

const held = (doc: AllotmentDoc | undefined): readonly number[] =>
  Object.values(doc?.claims ?? {}).flatMap((yard) => Object.values(yard).map(({ total }) => total));

const row = (what: string, figure: string | number, goal: string, met: boolean): Row => ({
  bench: 'rush',
  what,
  figure: String(figure),
  goal,
  met,
});

const overCap = ({ doc }: Sale): number => held(doc).filter((total) => total > CAP).length;

/** Every family wants more than it may have, and there is enough for all. */
function familyRows(crowd: Sale, free: Sale): readonly Row[] {
  const full = held(crowd.doc).filter((total) => total === CAP).length;
  const what = `of ${FAMILIES} families whose ${FAMILY} people tapped at the same moment`;
  return [
    row(
      `caps broken, ${what}; ${full} have all they may, ${crowd.capped} orders were refused`,
      overCap(crowd),
      '0',
      overCap(crowd) === 0 && full === FAMILIES && crowd.capped === FAMILIES * (FAMILY - CAP),
    ),
    row(`control: without a cap, caps broken, ${what}`, overCap(free), '> 0', overCap(free) > 0),
  ];
}

function rowsOf({ doc, yes, capped }: Sale): readonly Row[] {
  const sold = held(doc).reduce((sum, total) => sum + total, 0);
  const most = Math.max(0, ...held(doc));
  const isEven = sold + (doc?.remaining.i1 ?? -1) === STOCK && yes > 0;
  return [
    row(
      `of ${STOCK} in stock sold to ${PEOPLE} people who tapped within two seconds`,
      `${((100 * sold) / STOCK).toFixed(1)} %`,
      '100 %',
      sold === STOCK && isEven,
    ),
    row('sold more than there was', Math.max(0, sold - STOCK), '0', sold <= STOCK),
    row(
      `most a household has, of at most ${CAP}, after ${capped} orders beyond it were refused`,
      most,
      `≤ ${CAP}`,
      most <= CAP && capped > 0,
    ),
  ];
}
