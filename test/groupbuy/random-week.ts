/** Weeks nobody would think of. */
import fc from 'fast-check';
import type { RoundDoc } from '../../cloudfunctions/groupbuy/documents';
import {
  DOOR_OUTCOMES,
  type DoorOutcome,
  type LossRule,
  PAYMENTS,
  type Payment,
  SHORTAGE_RULES,
  type ShortageRule,
} from '../../miniprogram/contract/groupbuy-forms';
import type { CourtyardId } from '../../miniprogram/contract/ids';

export const COMMUNITY = 'cm_week';
export const ROUND = 'gb_week';
export const YARDS: readonly CourtyardId[] = ['cy_w1', 'cy_w2'];
/** The instant ordering ends. */
export const CLOSES = 10_000;

export interface OrderTap {
  readonly home: number;
  readonly item: number;
  readonly add: number;
  readonly at: number;
}
export interface DoorTap {
  readonly home: number;
  readonly member: number;
  readonly outcome: DoorOutcome;
  readonly payment: Payment;
  /** Of what is allotted, in tenths. */
  readonly tenths: number;
  /** Paid more or less than charged. */
  readonly off: number;
  readonly copies: number;
  readonly corrects: boolean;
}
export interface CashTap {
  readonly yard: number;
  readonly member: number;
  readonly off: number;
}
/** Money that was taken at one door and belongs to another of the courtyard. */
export interface SwapTap {
  readonly yard: number;
  readonly swap: true;
}
export type Tap = DoorTap | CashTap | SwapTap;
export interface Week {
  readonly taps: readonly OrderTap[];
  /** Picked of what was ordered, in tenths, by item; 11 is more than ordered. */
  readonly harvest: readonly number[];
  readonly rule: ShortageRule;
  readonly lossRule: LossRule;
  readonly doors: readonly Tap[];
  readonly later: readonly Tap[];
}

const home = fc.integer({ min: 0, max: 9 });
const doorTap: fc.Arbitrary<DoorTap> = fc.record({
  home,
  member: fc.integer({ min: 0, max: 1 }),
  outcome: fc.constantFrom<DoorOutcome>('handed', 'handed', 'handed', ...DOOR_OUTCOMES),
  payment: fc.constantFrom<Payment>('cash', 'cash', ...PAYMENTS),
  tenths: fc.constantFrom(10, 10, 10, 10, 10, 10, 5, 0),
  off: fc.constantFrom(0, 0, 0, -30, 50),
  copies: fc.integer({ min: 1, max: 3 }),
  corrects: fc.boolean(),
});
const cashTap: fc.Arbitrary<CashTap> = fc.record({
  yard: fc.integer({ min: 0, max: 1 }),
  member: fc.integer({ min: 0, max: 1 }),
  off: fc.constantFrom(0, 0, -100, 70),
});
const swapTap: fc.Arbitrary<SwapTap> = fc.record({
  yard: fc.integer({ min: 0, max: 1 }),
  swap: fc.constant(true as const),
});
const afternoon = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: doorTap },
    { weight: 2, arbitrary: cashTap },
    { weight: 1, arbitrary: swapTap },
  ),
  { maxLength: 40, size: 'max' },
);

const bothYards = [0, 1] as const;
/** Everybody hands in, and then goods go out that are paid later: charged, and no cash of it. */
const onCredit = fc
  .array(
    doorTap.map((tap): DoorTap => ({ ...tap, outcome: 'handed', payment: 'later', tenths: 10 })),
    { maxLength: 6 },
  )
  .map((taps): readonly Tap[] => [
    ...bothYards.flatMap((yard) => bothYards.map((member) => ({ yard, member, off: 0 }))),
    ...taps,
  ]);
const swaps: readonly Tap[] = bothYards.map((yard) => ({ yard, swap: true }));
const evening = fc
  .tuple(afternoon, fc.oneof(fc.constant<readonly Tap[]>([]), onCredit))
  .map(([taps, more]) => [...taps, ...more]);
const nextDay = fc
  .tuple(fc.constantFrom<readonly Tap[]>([], swaps), afternoon)
  .map(([before, taps]) => [...before, ...taps]);

export const anyWeek: fc.Arbitrary<Week> = fc.record({
  taps: fc.array(
    fc.record({
      home,
      item: fc.integer({ min: 0, max: 2 }),
      add: fc.integer({ min: -2, max: 4 }),
      at: fc.integer({ min: 0, max: CLOSES + 500 }),
    }),
    { minLength: 5, maxLength: 60, size: 'max' },
  ),
  harvest: fc.array(fc.constantFrom(10, 10, 11, 7, 4, 0), { minLength: 3, maxLength: 3 }),
  rule: fc.constantFrom(...SHORTAGE_RULES),
  lossRule: fc.constantFrom<LossRule>('fund', 'supplier'),
  doors: evening,
  later: nextDay,
});

export const roundOf = ({ lossRule }: Week): RoundDoc => ({
  _id: ROUND,
  communityId: COMMUNITY,
  rev: 1,
  origin: COMMUNITY,
  courtyards: YARDS,
  pictures: [],
  pictureStates: {},
  form: {
    title: '菜',
    note: '',
    items: [
      { id: 'i1', name: '豌豆尖', unit: '份', spec: '', costFen: 300, saleFen: 350, stock: 12 },
      {
        id: 'i2',
        name: '萝卜',
        unit: '根',
        spec: '',
        costFen: 120,
        saleFen: 150,
        capPerHousehold: 5,
      },
      {
        id: 'i3',
        name: '肉',
        unit: '份',
        spec: '',
        costFen: 1_501,
        saleFen: 1_833,
        weighed: { gramsEach: 480 },
      },
    ],
    capPerHousehold: 9,
    opensAt: 0,
    closesAt: CLOSES,
    delivery: { text: '', from: CLOSES + 1, until: CLOSES + 2 },
    courtyards: YARDS,
    dropPoints: {},
    shortageRule: 'equal',
    lossRule,
  },
  opensAt: 0,
  closesAt: CLOSES,
  status: 'distributing',
  listed: true,
  by: 'mb_a',
  editedAt: 0,
  extended: 0,
  pickers: [],
  picked: {},
  arrivals: {},
  tell: [],
  pending: false,
});
