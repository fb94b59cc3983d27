/**
 * The few conditions and changes the product uses, as plain data: pure decisions can say them without a database.
 * `cloud.ts` turns them into the SDK's commands.
 */
export interface Condition {
  readonly is:
    | 'after'
    | 'before'
    | 'atLeast'
    | 'notAtLeast'
    | 'oneOf'
    | 'absent'
    | 'present'
    | 'contains'
    | 'not';
  readonly value?: unknown;
}

/** Greater than; for instants: later. */
export const after = (value: number | string): Condition => ({ is: 'after', value });
/** Less than; for instants: earlier. */
export const before = (value: number | string): Condition => ({ is: 'before', value });
export const atLeast = (value: number): Condition => ({ is: 'atLeast', value });
/** Less than, or not there at all. */
export const notAtLeast = (value: number): Condition => ({ is: 'notAtLeast', value });
export const oneOf = (value: readonly unknown[]): Condition => ({ is: 'oneOf', value });
export const absent = (): Condition => ({ is: 'absent' });
export const present = (): Condition => ({ is: 'present' });
export const not = (value: unknown): Condition => ({ is: 'not', value });

/** Field path → a value it must equal, or a condition. */
export type Where = Readonly<Record<string, unknown>>;

export interface Change {
  readonly does: 'put' | 'plus' | 'gone' | 'append';
  readonly value?: unknown;
}

/** Replaces the field, also when it holds an object. */
export const put = (value: unknown): Change => ({ does: 'put', value });
export const plus = (value: number): Change => ({ does: 'plus', value });
export const gone = (): Change => ({ does: 'gone' });
export const append = (value: unknown): Change => ({ does: 'append', value });

/** Field path → a change. */
export type Changes = Readonly<Record<string, Change>>;

export const isCondition = (value: unknown): value is Condition =>
  typeof value === 'object' && value !== null && 'is' in value;
