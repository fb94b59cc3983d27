/** Reads what came over the wire. Identity in a payload is refused, not ignored. */
import * as v from 'valibot';
import { isId, type Prefix } from '../../miniprogram/contract/ids';
import type { Call } from '../../miniprogram/contract/protocol';
import { AppError } from './errors';

export const idOf = <P extends Prefix>(prefix: P) =>
  v.custom<`${P}_${string}`>((value) => typeof value === 'string' && isId(prefix, value));

const callSchema = v.object({
  action: v.pipe(v.string(), v.maxLength(40)),
  input: v.optional(v.unknown(), {}),
  communityId: idOf('cm'),
  courtyardId: v.optional(idOf('cy')),
  requestId: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/))),
  subject: v.optional(idOf('hh')),
  group: v.optional(v.unknown()),
});

const IDENTITY_FIELDS = ['openid', 'openId', 'OPENID', '_openid', 'unionid', 'memberId'] as const;

/** @throws AppError `FORGED_IDENTITY` when the payload says who is calling; `INVALID` when it is no call */
export function parseCall(event: unknown): Call {
  const parsed = v.safeParse(callSchema, event);
  if (!parsed.success) throw new AppError('INVALID', { field: pathOf(parsed.issues[0]) });
  const forged = IDENTITY_FIELDS.some((field) => field in (event as object));
  const { input } = parsed.output;
  const inside =
    typeof input === 'object' &&
    input !== null &&
    IDENTITY_FIELDS.some((f) => f !== 'memberId' && f in input);
  if (forged || inside) throw new AppError('FORGED_IDENTITY');
  return parsed.output as Call;
}

type Schema<T> = v.GenericSchema<unknown, T>;

/** Ties a schema to the contract's type, so that neither can drift. */
export const schemaOf =
  <T>() =>
  <S extends Schema<T>>(schema: S): Schema<T> =>
    schema;

/** @throws AppError `TOO_LONG` with the limit, or `INVALID` with the field */
export function parseInput<T>(schema: Schema<T>, input: unknown): T {
  const parsed = v.safeParse(schema, input ?? {});
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  if (issue?.type === 'max_length' && typeof issue.input === 'string') {
    throw new AppError('TOO_LONG', { max: Number(issue.requirement), field: pathOf(issue) });
  }
  throw new AppError('INVALID', { field: pathOf(issue) });
}

const pathOf = (issue: v.BaseIssue<unknown> | undefined): string =>
  issue?.path?.map(({ key }) => String(key)).join('.') ?? '';

/**
 * What nobody sees and what plays tricks on a reader: control marks, halves of characters, marks that turn the
 * writing round, blanks without width, letters that are blank. Line breaks stay, and what joins an emoji.
 */
const UNSEEN =
  /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|\u00ad|\u115f|\u1160|\u200b|\u200e|\u200f|[\u202a-\u202e]|[\u2060-\u206f]|\u2800|\u3164|\ufeff|\uffa0/gu;
const SEEN = /[^\s\p{Cf}\p{M}]/u;

function readable(typed: string): string {
  const shown = typed.replace(/\r\n?/g, '\n').replace(UNSEEN, '').trim();
  return SEEN.test(shown) ? shown : '';
}

/** What a person typed, trimmed and bounded, without what nobody sees; may be empty. */
export const words = (max: number) => v.pipe(v.string(), v.transform(readable), v.maxLength(max));
/** The same, with at least one character one can see. */
export const text = (max: number) => v.pipe(words(max), v.minLength(1));
/** A name: a text on one line. */
export const line = (max: number) =>
  v.pipe(
    v.string(),
    v.transform((typed) => readable(typed).replace(/\s+/g, ' ')),
    v.minLength(1),
    v.maxLength(max),
  );
export const count = (max: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(max));
/** The last instant that is a day with a year of four digits, in every zone. */
const LAST_MS = Date.UTC(9999, 11, 31);
/** Epoch milliseconds. */
export const at = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(LAST_MS));
export const nothing = v.strictObject({});
