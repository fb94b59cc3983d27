/** The `main` of the function the platform pushes its messages to. */
import type { Cloud } from './cloud';
import { log } from './log';
import { readVerdict, receiveVerdict, type Settled } from './safety';
import { storeOf } from './store';

/** What WeChat wants to hear; anything else is pushed again. */
const HEARD = 'success';

/**
 * Nobody taps here. A trace id is known to the platform and to us alone, so a verdict cannot be made up either.
 * Other kinds of messages are heard and left alone.
 */
export function servePush(
  cloud: Cloud,
  settled: Settled,
): (event: unknown, context: unknown) => Promise<unknown> {
  const store = storeOf(cloud);
  return async (event, context) => {
    const startedAt = cloud.now();
    if (cloud.identity(context).tapped) {
      log({ level: 'info', fn: 'push', action: '', code: 'FORGED_IDENTITY', ms: 0 });
      return { ok: false, code: 'FORGED_IDENTITY' };
    }
    const verdict = readVerdict(event);
    if (!verdict) return HEARD;
    const known = await receiveVerdict(store, verdict, settled);
    const ms = cloud.now() - startedAt;
    const code = known ? 'OK' : 'NOT_FOUND';
    log({ level: 'info', fn: 'push', action: 'verdict', code, ms });
    return HEARD;
  };
}
