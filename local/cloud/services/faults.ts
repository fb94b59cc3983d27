/** What a fault does to a request. `lost-reply` and `crash` are the ones that hurt: the write may be there. */
export type FaultKind = 'delay' | 'drop' | 'error' | 'lost-reply' | 'crash';

export interface FaultRule {
  /** `database.modifyDocument`, `database.*`, `*`, an openapi name, or the name of a function. */
  readonly operation: string;
  readonly kind: FaultKind;
  /** 0..1, default 1. */
  readonly chance?: number;
  /** The same seed strikes the same requests. */
  readonly seed?: number;
  /** Strikes at most this often. */
  readonly count?: number;
  /** Of a delay; of a crash of a function: how long it runs before. */
  readonly ms?: number;
  readonly code?: string;
  readonly message?: string;
}

export interface Strike {
  readonly delayMs: number;
  /** The first rule that does more than delay. */
  readonly rule?: FaultRule;
}

export interface Faults {
  /** Every rule that names one of these is rolled once, in the order they were added. */
  strike(names: readonly (string | undefined)[]): Strike;
  add(rules: readonly FaultRule[]): void;
  list(): readonly (FaultRule & { readonly struck: number })[];
  clear(): void;
}

const KINDS: readonly string[] = ['delay', 'drop', 'error', 'lost-reply', 'crash'];

export function createFaults(): Faults {
  let rules: Armed[] = [];

  return {
    strike(names) {
      const struck = rules.filter((entry) => strikes(entry, names)).map(({ rule }) => rule);
      const delays = struck.filter(({ kind }) => kind === 'delay');
      const rule = struck.find(({ kind }) => kind !== 'delay');
      const delayMs = delays.reduce((sum, { ms = 500 }) => sum + ms, 0);
      return rule ? { delayMs, rule } : { delayMs };
    },
    add(more) {
      for (const rule of more) {
        const trouble = ruleTrouble(rule);
        if (trouble) throw new RangeError(trouble);
      }
      rules = [
        ...rules,
        ...more.map((rule) => ({ rule, roll: random(rule.seed ?? 1), struck: 0 })),
      ];
    },
    list: () => rules.map(({ rule, struck }) => ({ ...rule, struck })),
    clear() {
      rules = [];
    },
  };
}

interface Armed {
  readonly rule: FaultRule;
  readonly roll: () => number;
  struck: number;
}

function strikes(armed: Armed, names: readonly (string | undefined)[]): boolean {
  const { rule } = armed;
  if (!names.some((name) => name !== undefined && matches(rule.operation, name))) return false;
  if (armed.struck >= (rule.count ?? Number.POSITIVE_INFINITY)) return false;
  if (armed.roll() >= (rule.chance ?? 1)) return false;
  armed.struck += 1;
  return true;
}

function ruleTrouble(rule: FaultRule): string | undefined {
  if (typeof rule?.operation !== 'string') return 'a fault needs an operation';
  if (!KINDS.includes(rule.kind)) return `kind is one of ${KINDS.join(', ')}`;
  const { chance = 1, count = 0, ms = 0, seed = 0 } = rule;
  if (!(chance >= 0 && chance <= 1)) return 'chance is between 0 and 1';
  if (!isWhole(count) || !isWhole(seed)) return 'count and seed are whole numbers';
  return isWhole(ms) && ms <= LONGEST_MS ? undefined : `ms is between 0 and ${LONGEST_MS}`;
}

const LONGEST_MS = 600_000;
const isWhole = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

function matches(pattern: string, name: string): boolean {
  if (pattern === '*' || pattern === name) return true;
  return pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -1));
}

/** mulberry32: small, fast, and the same everywhere. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
