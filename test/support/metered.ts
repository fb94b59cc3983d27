/** Calls as a phone makes them, with what each cost as the local cloud counted it. */
import type { Counters } from '../../local/cloud/wire';
import { type By, callsOf } from './community';
import type { Product } from './local';

export interface Cost extends Counters {
  readonly action: string;
  /** `OK`, or the code of a refusal. */
  readonly code: string;
}

export interface Metered extends Pick<Product, 'call'> {
  readonly costs: Cost[];
}

export function metered({ url }: Pick<Product, 'url'>): Metered {
  const costs: Cost[] = [];
  return {
    costs,
    async call<T>(fn: string, data: object, who: { openid: string; opengid?: string }): Promise<T> {
      const group: Record<string, string> =
        who.opengid === undefined ? {} : { 'x-opengid': who.opengid };
      const response = await fetch(`${url}/call/${fn}`, {
        method: 'POST',
        headers: { 'x-openid': who.openid, ...group },
        body: JSON.stringify(data),
      });
      const reply = (await response.json()) as { ok?: boolean; code?: string };
      if (!response.ok) throw new Error(`/call/${fn} ${response.status}: ${JSON.stringify(reply)}`);
      const counters = JSON.parse(response.headers.get('x-cost') ?? '{}') as Counters;
      const action = `${fn}.${(data as { action: string }).action}`;
      costs.push({ ...counters, action, code: reply.ok ? 'OK' : (reply.code ?? '') });
      return reply as T;
    },
  };
}

/** How many requests of the database one call makes. */
export interface Meter {
  /** Of an answer. A refusal is cheap and proves nothing: it fails the test. */
  costOf(fn: string, action: string, by: By, input: object): Promise<number>;
  /** Of a refusal, with its code. */
  refusalOf(fn: string, action: string, by: By, input: object): Promise<readonly [string, number]>;
}

export function meterOf(product: Pick<Product, 'url'>): Meter {
  async function heard(fn: string, action: string, by: By, input: object): Promise<Cost> {
    // One meter for each call, so that calls at the same time do not read each other's cost.
    const meter = metered(product);
    await callsOf(meter).reply(fn as 'notice', action as 'view', by, input as never);
    const [cost] = meter.costs;
    if (!cost) throw new Error(`${fn}.${action} was not counted`);
    return cost;
  }
  return {
    async costOf(fn, action, by, input) {
      const { code, requests } = await heard(fn, action, by, input);
      expect([`${fn}.${action}`, code]).toEqual([`${fn}.${action}`, 'OK']);
      return requests;
    },
    async refusalOf(fn, action, by, input) {
      const { code, requests } = await heard(fn, action, by, input);
      return [code, requests];
    },
  };
}
