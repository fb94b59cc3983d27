/** Brands for numbers and strings with a unit. They exist only for the compiler. */
declare const unit: unique symbol;
type Branded<T, U extends string> = T & { readonly [unit]?: U };

/** An instant: milliseconds since 1970-01-01T00:00Z. */
export type EpochMs = Branded<number, 'epoch ms'>;
/** A day of the Beijing calendar, `YYYY-MM-DD`. */
export type LocalDate = Branded<string, 'local date'>;
/** A time of day at +08:00, `HH:mm`. */
export type LocalTime = Branded<string, 'local time'>;
/** A whole number of things or people. */
export type Count = Branded<number, 'count'>;
/** Money: a whole number of hundredths of a yuan. Yuan exist only as text. @see ./money */
export type Fen = Branded<number, 'fen'>;
