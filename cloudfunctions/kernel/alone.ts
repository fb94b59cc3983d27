import { log } from './log';

/**
 * One courtyard, household or community in trouble does not keep the others from theirs; what is due stays due.
 * @returns nothing done when it failed
 */
export async function alone(action: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log({ level: 'error', fn: 'tick', action, code: 'INTERNAL', ms: 0, stack });
    return 0;
  }
}
