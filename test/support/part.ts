/** Long tables over all functions are worked off in parts, side by side; together the parts are all of them. */
import type { FunctionName } from '../../miniprogram/contract/contracts';

export const PARTS = {
  people: ['courtyard', 'directory', 'member', 'notice', 'report'],
  keys: ['fund', 'groupbuy', 'roster'],
  flowers: ['contest', 'flower'],
} as const satisfies Readonly<Record<string, readonly FunctionName[]>>;

let taken: readonly string[] = [];

/** Before the table is read. */
export function takePart(part: keyof typeof PARTS): void {
  taken = PARTS[part];
}

export const isInPart = ({ fn }: { readonly fn: string }): boolean => taken.includes(fn);
