/** A month of buying together in counts and sums. @see docs/domain/report.md §4 */
import type { CourtyardId } from '../../miniprogram/contract/ids';
import { sumOf } from '../../miniprogram/contract/money';
import type { MonthPart } from '../../miniprogram/contract/report';
import type { Count, EpochMs, Fen } from '../../miniprogram/contract/units';
import {
  counted,
  endOf,
  everyFrom,
  inGroupsOf,
  type MonthReader,
  type MonthSpan,
  money,
  row,
  tabled,
} from '../kernel/month';
import { type OrderDoc, ordersOf } from '../sale/public';
import type { RoundDoc } from './documents';

const COLUMNS = [
  counted('下单', '户次'),
  counted('订到', '份'),
  money('货款'),
  counted('送过的门', '户次'),
  money('还没收到的钱'),
] as const;
const [HOUSEHOLDS, UNITS, TAKINGS, DOORS, OWED] = [0, 1, 2, 3, 4] as const;

const PAGES = 5;
/** Every courtyard may have a round each week. */
const AT_ONCE = 5;

/** Rounds whose ordering ended within the month, with their doors and settlement as they stood at the last midnight. */
export async function buyingInMonth(store: MonthReader, span: MonthSpan): Promise<MonthPart> {
  const rounds = await roundsIn(store, span);
  const yards = new Map<CourtyardId, number[]>(
    span.courtyards.map(({ id }) => [id, COLUMNS.map(() => 0)]),
  );
  const orders = await inGroupsOf(AT_ONCE, rounds, async (some) =>
    (await Promise.all(some.map(({ _id }) => ordersOf(store, _id)))).flat(),
  );
  for (const order of orders) {
    const figures = yards.get(order.courtyardId);
    if (!figures) continue;
    for (const [column, figure] of figuresOf(order, span.until).entries()) {
      figures[column] = (figures[column] ?? 0) + figure;
    }
  }
  const { table, sum } = tabled(COLUMNS, yards);
  const settled = rounds.filter((round) => isPosted(round, span.until));
  return {
    ...table,
    rows: [
      row(counted('截单团购', '轮'), rounds.length, { said: true }),
      row(COLUMNS[HOUSEHOLDS], sum(HOUSEHOLDS), { said: true }),
      row(COLUMNS[UNITS], sum(UNITS)),
      row(COLUMNS[TAKINGS], sum(TAKINGS), { said: true }),
      row(COLUMNS[DOORS], sum(DOORS)),
      row(COLUMNS[OWED], sum(OWED)),
      row(counted('已经结算', '轮'), settled.length, { of: rounds.length }),
      row(money('结余进微基金'), sumOf(settled.map(resultOf)), {
        said: true,
      }),
    ],
  };
}

const ORDERED: readonly RoundDoc['status'][] = [
  'closed',
  'purchased',
  'arrived',
  'distributing',
  'settled',
];

async function roundsIn(store: MonthReader, span: MonthSpan): Promise<readonly RoundDoc[]> {
  const found = await everyFrom<RoundDoc>(
    store,
    {
      collection: 'rounds',
      where: { communityId: span.communityId },
      fields: ['closesAt', 'status', 'form.lossRule', 'settlement'],
    },
    { key: 'closesAt', from: span.from, pages: PAGES },
  );
  return found.filter(({ closesAt, status }) => closesAt < endOf(span) && ORDERED.includes(status));
}

/** In the order of the columns. Every visit says what was charged by then, so an earlier day is told by its last one. */
function figuresOf({ units, visits }: OrderDoc, until: EpochMs): readonly (Count | Fen)[] {
  const made = Object.values(visits).filter(({ at }) => at < until);
  const last = made.reduce((a, b) => (b.at >= a.at ? b : a), made[0] ?? { chargedFen: 0, at: 0 });
  const receivedFen = sumOf(made.flatMap(({ moves }) => moves.map(({ fen }) => fen)));
  return [
    1,
    units,
    last.chargedFen,
    made.length > 0 ? 1 : 0,
    Math.max(0, last.chargedFen - receivedFen),
  ];
}

const isPosted = ({ settlement }: RoundDoc, until: EpochMs): boolean =>
  (settlement?.posted?.at ?? Infinity) < until;

/** What went into the fund, or out of it for a loss that nobody else carries. */
function resultOf({ settlement, form }: RoundDoc): Fen {
  if (!settlement) return 0;
  const { profitFen, purchaseFen } = settlement;
  const carried = form.lossRule === 'supplier' ? Math.min(Math.max(0, -profitFen), purchaseFen) : 0;
  return profitFen + carried;
}
