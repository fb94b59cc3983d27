/** Documents that have outlived what the schema says of them. @see cloudfunctions/schema/collections.json */
import { DAY_MS } from '../../miniprogram/contract/calendar';
import { before } from '../kernel/conditions';
import type { Due, TickContext } from '../kernel/tick';
import schema from '../schema/collections.json';

interface Kept {
  readonly name: string;
  readonly retention?: 'until erased' | { readonly days: number; readonly from: string };
}

const AT_ONCE = 50;

/** Each rule is a query by its own index; what is more than fifty waits for the next run. */
export const retention: Due = {
  name: 'retention',
  async run(context) {
    let gone = 0;
    for (const { name, retention: rule } of schema.collections as readonly Kept[]) {
      if (typeof rule !== 'object' || context.late()) continue;
      gone += await forgetOld(context, { name, ...rule });
    }
    return gone;
  },
};

async function forgetOld(
  { store, now }: TickContext,
  { name, days, from }: { name: string; days: number; from: string },
): Promise<number> {
  const old = await store.find({
    collection: name,
    where: { [from]: before(now - days * DAY_MS) },
    limit: AT_ONCE,
    fields: ['_id'],
  });
  for (const { _id } of old) await store.forget(name, _id);
  return old.length;
}
