/**
 * Two thousand people order from a stock of five hundred within two seconds, each through the real function host, the
 * real SDK and the local cloud. What is sold, what is sold twice, and what a household has at most.
 */
import type { AllotmentDoc } from '../cloudfunctions/sale/public';
import type { HouseholdId } from '../miniprogram/contract/ids';
import { callsOf, freshRequest } from '../test/support/community';
import { openDatabase } from '../test/support/database';
import { settle, type TownSpec } from '../test/support/factories';
import { startProduct } from '../test/support/local';
import { metered } from './support/metered';
import { median, type Row } from './support/rows';

const PEOPLE = Number(process.env.BENCH_PEOPLE ?? 2_000);
const STOCK = PEOPLE / 4;
const CAP = 3;
const WITHIN_MS = 2_000;
const YARDS = 20;
const START = Date.parse('2020-03-09T09:00:00+08:00');
const CLOSES = Date.parse('2020-03-11T20:00:00+08:00');

/** Two people of one household each. */
const households = PEOPLE / 2;
const homeOf = (person: number): HouseholdId => `hh_r${person % households}`;
const yardOf = (person: number) => `cy_r${(person % households) % YARDS}` as const;

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
        .map((i) => [homeOf(i), { unit: '1单元', door: String(100 + i), family: '' }]),
    ),
  })),
  people: [
    ...Array.from({ length: PEOPLE }, (_, i) => ({
      openid: `o_r${i}`,
      name: `邻居${i}`,
      lives: [homeOf(i)],
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
    const meter = metered(product);
    const calls = callsOf(meter);
    const roundId = await openRound(calls);
    meter.costs.length = 0;
    const startedAt = Date.now();
    const replies = await Promise.all(
      Array.from({ length: PEOPLE }, (_, i) => tap(calls, { roundId, person: i })),
    );
    const tookMs = Date.now() - startedAt;
    const doc = await database.get<AllotmentDoc>('allotments', `${roundId}.all`);
    const yes = replies.filter(({ ok }) => ok).length;
    const codes = new Set(replies.flatMap((one) => (one.ok ? [] : [one.code])));
    process.stderr.write(
      `${yes} yes, refusals ${[...codes].join(' ')}, ${tookMs} ms; requests of a yes ${median(
        meter.costs.filter(({ code }) => code === 'OK').map(({ requests }) => requests),
      )}\n`,
    );
    return rowsOf(doc, yes);
  } finally {
    await product.close();
  }
}

async function openRound(calls: ReturnType<typeof callsOf>): Promise<`gb_${string}`> {
  const staff = { openid: 'o_staff', community: TOWN.id };
  const form = {
    title: '花苗',
    note: '',
    items: [
      {
        name: '花苗',
        unit: '盆',
        spec: '',
        costFen: 0,
        saleFen: 300,
        stock: STOCK,
        capPerHousehold: CAP,
      },
    ],
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
  readonly person: number;
}

/** Somewhere within the two seconds; a phone whose tap was told to come again does so. */
async function tap(calls: ReturnType<typeof callsOf>, { roundId, person }: Tap) {
  await new Promise((resolve) => setTimeout(resolve, (person * 7_919) % WITHIN_MS));
  const who = {
    openid: `o_r${person}`,
    community: TOWN.id,
    courtyard: yardOf(person),
    requestId: freshRequest(),
  };
  const lines = [{ itemId: 'i1', add: 1 + (person % 2) }];
  for (let attempt = 1; ; attempt += 1) {
    const reply = await calls.reply('groupbuy', 'order', who, { roundId, lines });
    if (reply.ok || reply.code !== 'BUSY' || attempt === 5) return reply;
  }
}

function rowsOf(doc: AllotmentDoc | undefined, yes: number): readonly Row[] {
  const claims = Object.values(doc?.claims ?? {}).flatMap((yard) => Object.values(yard));
  const sold = claims.reduce((sum, { total }) => sum + total, 0);
  const most = Math.max(0, ...claims.map(({ total }) => total));
  const isEven = sold + (doc?.remaining.i1 ?? -1) === STOCK && yes > 0;
  return [
    {
      bench: 'rush',
      what: `of ${STOCK} in stock sold to ${PEOPLE} people who tapped within two seconds`,
      figure: `${((100 * sold) / STOCK).toFixed(1)} %`,
      goal: '100 %',
      met: sold === STOCK && isEven,
    },
    {
      bench: 'rush',
      what: 'sold more than there was',
      figure: String(Math.max(0, sold - STOCK)),
      goal: '0',
      met: sold <= STOCK,
    },
    {
      bench: 'rush',
      what: `most a household has, of at most ${CAP}`,
      figure: String(most),
      goal: `≤ ${CAP}`,
      met: most <= CAP,
    },
  ];
}
