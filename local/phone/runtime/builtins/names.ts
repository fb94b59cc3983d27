const known = new Set<string>();

/** Filled when the elements are defined; apart, so that the tree need not know every built-in. */
export function nameBuiltin(tag: string): void {
  known.add(tag);
}

export const isBuiltin = (tag: string): boolean => known.has(tag);
