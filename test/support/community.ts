/** The small demo community in a running product: who is who, and typed calls in their name. */

import type { Neighbourhood, Resident } from '../../local/demo/cast';
import { communitiesOf } from '../../local/demo/places';
import { neighbourhoodAt, type Town, townOf } from '../../local/demo/town';
import type { ActionName, CONTRACTS, FunctionName } from '../../miniprogram/contract/contracts';
import type { CommunityId, CourtyardId, HouseholdId } from '../../miniprogram/contract/ids';
import type { InputOf, OutputOf, Reply } from '../../miniprogram/contract/protocol';
import type { Product } from './local';

export type ActionOf<
  F extends FunctionName,
  A extends ActionName<F>,
> = (typeof CONTRACTS)[F]['actions'][A];
export type InputFor<F extends FunctionName, A extends ActionName<F>> = InputOf<ActionOf<F, A>>;
export type OutputFor<F extends FunctionName, A extends ActionName<F>> = OutputOf<ActionOf<F, A>>;

/** Who taps, and where. */
export interface By {
  readonly openid: string;
  readonly courtyard?: CourtyardId;
  readonly community?: CommunityId;
  /** The household acted for. */
  readonly subject?: HouseholdId;
  readonly opengid?: string;
  /** Made afresh for each call when absent. */
  readonly requestId?: string;
}

export interface Calls {
  /** The function's reply, a refusal included. */
  reply<F extends FunctionName, A extends ActionName<F>>(
    fn: F,
    action: A,
    by: By,
    input: InputFor<F, A>,
  ): Promise<Reply<OutputFor<F, A>>>;
  /** The value of a reply. @throws Error with the code of a refusal */
  done<F extends FunctionName, A extends ActionName<F>>(
    fn: F,
    action: A,
    by: By,
    input: InputFor<F, A>,
  ): Promise<OutputFor<F, A>>;
}

export const HOME: CommunityId = 'cm_donghuan';

let made = 0;
export const freshRequest = (): string => {
  made += 1;
  return `test-${process.pid}-${String(made).padStart(6, '0')}`;
};

export function callsOf(product: Pick<Product, 'call'>): Calls {
  const reply: Calls['reply'] = (fn, action, by, input) =>
    product.call(
      fn,
      {
        action,
        input,
        communityId: by.community ?? HOME,
        requestId: by.requestId ?? freshRequest(),
        ...(by.courtyard === undefined ? {} : { courtyardId: by.courtyard }),
        ...(by.subject === undefined ? {} : { subject: by.subject }),
      },
      { openid: by.openid, ...(by.opengid === undefined ? {} : { opengid: by.opengid }) },
    );
  return {
    reply,
    async done(fn, action, by, input) {
      const answer = await reply(fn, action, by, input);
      if (answer.ok) return answer.value;
      throw new Error(`${fn}.${action}: ${answer.code} ${JSON.stringify(answer.details ?? {})}`);
    },
  };
}

/** The demo's small community as its generator knows it. */
export function smallTown(): Town {
  const [home] = communitiesOf('small');
  if (!home) throw new Error('the demo has no community');
  return townOf(home);
}

export const yardAt = (index: number): Neighbourhood => neighbourhoodAt(smallTown(), index);

/** Somebody at home. */
export const at = ({ openid, courtyard }: Resident): By => ({ openid, courtyard: courtyard.id });

/** @throws Error for a list that is too short: the test's own mistake */
export function item<T>(list: readonly T[], index = 0): T {
  const found = list[index];
  if (found === undefined) throw new Error(`no item ${index} in a list of ${list.length}`);
  return found;
}

/** Runs independent calls, a few at a time. */
export async function inParallel<T>(
  jobs: readonly (() => Promise<T>)[],
  hands = 6,
): Promise<readonly T[]> {
  const results: T[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < jobs.length; index = next++) {
      results[index] = await item(jobs, index)();
    }
  };
  await Promise.all(Array.from({ length: hands }, work));
  return results;
}
