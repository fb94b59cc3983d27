import { log } from '../kernel/log';

/** One courtyard or household in trouble does not keep the others from theirs; it is tried again at the next run. */
export async function alone(action: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log({ level: 'error', fn: 'roster', action, code: 'INTERNAL', ms: 0, stack });
    return 0;
  }
}
