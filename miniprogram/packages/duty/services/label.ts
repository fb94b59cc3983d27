/** How a household is written on a plate. Pure. */

export interface PlateWords {
  /** `2单元 101`; empty when the household took its door off. */
  readonly where: string;
  /** `李家`, or whatever there is when the name is off. */
  readonly who: string;
}

/** `2单元 101 李家` is written in two lines, the family in the larger one. */
export function plateWords(label: string): PlateWords {
  const parts = label.split(' ').filter(Boolean);
  const who = parts.at(-1) ?? '';
  return { where: parts.slice(0, -1).join(' '), who };
}

/** The family as one calls it in a sentence: `李家`, `101`, `院委会`. */
export const callName = (label: string): string => plateWords(label).who || label;
