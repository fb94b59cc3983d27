/** The inputs several actions share. */
import * as v from 'valibot';
import { CARE_LINES, CORNER_KEEPERS } from '../../../miniprogram/contract/flower-forms';
import { DOOR_OUTCOMES, PAYMENTS } from '../../../miniprogram/contract/groupbuy-forms';
import { LIMITS } from '../../../miniprogram/contract/limits';
import { FEN_MAX } from '../../../miniprogram/contract/money';
import { at, count, idOf, line, text, words } from '../../kernel/parse';

const POTS_MAX = 9_999;
const VARIETIES_MAX = 30;
const YARDS_MAX = 100;

export const forCampaign = { campaignId: idOf('fl') };
export const cursor = v.exactOptional(v.pipe(v.string(), v.maxLength(200)));
export const pots = count(POTS_MAX);
export const atLeastOne = v.pipe(pots, v.minValue(1));
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
export const party = v.union([idOf('hh'), idOf('pc')]);

const name = (max: number) =>
  v.pipe(
    words(max),
    v.transform((typed) => typed.replace(/\s+/g, ' ')),
  );

const variety = v.strictObject({
  id: v.exactOptional(itemId),
  name: name(20),
  stock: atLeastOne,
  costFen: fen,
  picture: v.exactOptional(text(300)),
  care: v.pipe(v.array(line(30)), v.maxLength(CARE_LINES)),
});

export const delivery = v.strictObject({ text: name(40), from: at, until: at });

const yard = v.strictObject({
  courtyardId: idOf('cy'),
  quota: atLeastOne,
  dropPoint: name(40),
  corner: v.exactOptional(
    v.strictObject({ cap: atLeastOne, place: name(40), caredBy: v.picklist(CORNER_KEEPERS) }),
  ),
});

/** A draft may be half finished, so its words may be empty. */
export const form = v.strictObject({
  title: name(LIMITS.titleLength),
  note: words(200),
  priceFen: fen,
  capPerHousehold: atLeastOne,
  varieties: v.pipe(v.array(variety), v.maxLength(VARIETIES_MAX)),
  opensAt: at,
  closesAt: at,
  delivery,
  collectBy: at,
  yards: v.pipe(
    v.array(yard),
    v.maxLength(YARDS_MAX),
    v.check((all) => new Set(all.map(({ courtyardId }) => courtyardId)).size === all.length),
  ),
});

const step = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(-POTS_MAX),
  v.maxValue(POTS_MAX),
  v.check((add) => add !== 0),
);
export const steps = v.pipe(
  v.array(v.strictObject({ itemId, add: step })),
  v.minLength(1),
  v.maxLength(VARIETIES_MAX),
);
/** What is given: each variety once, and at least one pot. */
export const gifts = v.pipe(
  v.record(itemId, atLeastOne),
  v.check((all) => Object.keys(all).length > 0 && Object.keys(all).length <= VARIETIES_MAX),
);
export const seen = v.exactOptional(count(1_000));

export const doorFields = {
  householdId: party,
  outcome: v.picklist(DOOR_OUTCOMES),
  lines: v.pipe(v.array(v.strictObject({ itemId, handed: pots })), v.maxLength(VARIETIES_MAX)),
  payment: v.picklist(PAYMENTS),
  receivedFen: v.exactOptional(fen),
  takenBy: v.exactOptional(line(20)),
};
