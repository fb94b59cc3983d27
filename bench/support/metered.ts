/** Calls as a phone makes them, with what each cost as the local cloud counted it. */
import type { Counters } from '../../local/cloud/wire';
import type { Product } from '../../test/support/local';

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
