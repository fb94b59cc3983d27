/** A per-person limit in the memory of one instance: no request, and enough against a stuck finger or a script. */
export interface RateLimit {
  /** @returns whether one more call is within bounds */
  take(who: string, now: number): boolean;
}

interface Bucket {
  tokens: number;
  at: number;
}

const KEPT = 5_000;

/** A token bucket: `burst` at once, refilled at `perSecond`. */
export function createRateLimit({
  burst,
  perSecond,
}: {
  burst: number;
  perSecond: number;
}): RateLimit {
  const buckets = new Map<string, Bucket>();
  return {
    take(who, now) {
      const bucket = buckets.get(who) ?? { tokens: burst, at: now };
      // A clock that was set back must not drain or fill anybody's bucket.
      const elapsed = Math.max(0, now - bucket.at) / 1000;
      const tokens = Math.min(burst, bucket.tokens + elapsed * perSecond);
      buckets.delete(who);
      buckets.set(who, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
      const oldest = buckets.size > KEPT ? buckets.keys().next().value : undefined;
      if (oldest !== undefined) buckets.delete(oldest);
      return tokens >= 1;
    },
  };
}
