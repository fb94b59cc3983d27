/** The inputs several actions share. */
import * as v from 'valibot';
import {
  DOOR_OUTCOMES,
  LOSS_RULES,
  PAYMENTS,
  SHORTAGE_RULES,
} from '../../../miniprogram/contract/groupbuy-forms';
import { LIMITS } from '../../../miniprogram/contract/limits';
import { FEN_MAX } from '../../../miniprogram/contract/money';
import { at, count, idOf, line, words } from '../../kernel/parse';

const UNITS_MAX = 9_999;
const GRAMS_MAX = 9_999_999;
const ITEMS_MAX = 30;
const YARDS_MAX = 100;

export const forRound = { roundId: idOf('gb') };
export const cursor = v.exactOptional(v.pipe(v.string(), v.maxLength(200)));
export const units = count(UNITS_MAX);
export const grams = count(GRAMS_MAX);
export const fen = count(FEN_MAX);
/** Less than nothing where money was given back at doors. */
export const signedFen = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(-FEN_MAX),
  v.maxValue(FEN_MAX),
);
/** It is a map key. */
export const itemId = v.pipe(v.string(), v.regex(/^i\d{1,3}$/));
export const counts = v.pipe(
  v.record(itemId, units),
  v.check((all) => Object.keys(all).length <= ITEMS_MAX),
);
export const rule = v.picklist(SHORTAGE_RULES);
/** Each with its reason in the same commit, which has room for five. */
export const priorityChanges = v.exactOptional(
  v.pipe(
    v.array(
      v.strictObject({
        householdId: idOf('hh'),
        first: v.boolean(),
        reason: line(LIMITS.reasonLength),
      }),
    ),
    v.maxLength(5),
    v.check((all) => new Set(all.map(({ householdId }) => householdId)).size === all.length),
  ),
);

const name = (max: number) =>
  v.pipe(
    words(max),
    v.transform((text) => text.replace(/\s+/g, ' ')),
  );

const item = v.strictObject({
  id: v.exactOptional(itemId),
  name: name(20),
  unit: name(6),
  spec: name(30),
  costFen: fen,
  saleFen: fen,
  stock: v.exactOptional(v.pipe(units, v.minValue(1))),
  capPerHousehold: v.exactOptional(v.pipe(units, v.minValue(1))),
  weighed: v.exactOptional(v.strictObject({ gramsEach: v.pipe(count(100_000), v.minValue(1)) })),
  picture: v.exactOptional(v.pipe(v.string(), v.startsWith('cloud://'), v.maxLength(300))),
});

export const delivery = v.strictObject({ text: name(40), from: at, until: at });

export const dropPoints = v.pipe(
  v.record(v.pipe(v.string(), v.regex(/^cy_[0-9a-z]{1,32}$/)), name(40)),
  v.check((all) => Object.keys(all).length <= YARDS_MAX),
);

export const picking = v.strictObject({
  at,
  place: name(40),
  places: v.pipe(count(200), v.minValue(1)),
  note: v.exactOptional(name(60)),
});

/** A draft may be half finished, so its words may be empty. */
export const form = v.strictObject({
  title: name(LIMITS.titleLength),
  note: words(200),
  supplierId: v.exactOptional(idOf('su')),
  items: v.pipe(v.array(item), v.maxLength(ITEMS_MAX)),
  capPerHousehold: v.exactOptional(v.pipe(units, v.minValue(1))),
  minimum: v.exactOptional(
    v.strictObject({
      of: v.picklist(['units', 'fen']),
      amount: v.pipe(count(FEN_MAX), v.minValue(1)),
      otherwise: v.picklist(['extend', 'cancel']),
      extendHours: v.pipe(count(24 * 14), v.minValue(1)),
    }),
  ),
  opensAt: at,
  closesAt: at,
  delivery,
  courtyards: v.pipe(v.array(idOf('cy')), v.maxLength(YARDS_MAX)),
  dropPoints,
  shortageRule: rule,
  lossRule: v.picklist(LOSS_RULES),
  picking: v.exactOptional(picking),
});

const step = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(-UNITS_MAX),
  v.maxValue(UNITS_MAX),
  v.check((add) => add !== 0),
);
export const steps = v.pipe(
  v.array(v.strictObject({ itemId, add: step })),
  v.minLength(1),
  v.maxLength(ITEMS_MAX),
);
export const seen = v.exactOptional(count(1_000));

export const doorFields = {
  householdId: idOf('hh'),
  outcome: v.picklist(DOOR_OUTCOMES),
  lines: v.pipe(
    v.array(v.strictObject({ itemId, handed: units, grams: v.exactOptional(grams) })),
    v.maxLength(ITEMS_MAX),
  ),
  payment: v.picklist(PAYMENTS),
  receivedFen: v.exactOptional(fen),
  takenBy: v.exactOptional(line(20)),
};

export const costs = v.pipe(
  v.array(v.strictObject({ what: line(20), fen, from: v.picklist(['cash', 'payable']) })),
  v.maxLength(20),
);
