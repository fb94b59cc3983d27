import * as v from 'valibot';
import type { directory } from '../../../miniprogram/contract/directory';
import type { HouseholdId } from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { loadCourtyard } from '../../courtyard/public';
import { readCursor, writeCursor } from '../../kernel/page';
import { schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import type { HouseholdDoc } from '../documents';
import { inOrder } from '../plates';
import { householdRow } from '../rows';

type Households = (typeof directory)['actions']['households'];

/** The households of a courtyard as one walks past their doors: 2单元 before 10单元. */
export const households: HandlerOf<Households> = {
  input: schemaOf<InputOf<Households>>()(
    v.strictObject({ after: v.exactOptional(v.pipe(v.string(), v.maxLength(200))) }),
  ),

  async run({ input, call, store }) {
    const courtyard = await loadCourtyard(store, call);
    const all = inOrder(courtyard.plates);
    const cursor = readCursor(input.after);
    const start = cursor ? all.findIndex(([id]) => id === cursor.id) + 1 : 0;
    const ids = all.slice(start, start + LIMITS.pageSize).map(([id]) => id);
    const docs = await store.getAll<HouseholdDoc>('households', ids);
    const items = ids.flatMap((id) => docs.filter(({ _id }) => _id === id).map(householdRow));
    const last: HouseholdId | undefined = ids.at(-1);
    const hasMore = start + ids.length < all.length;
    return last && hasMore ? { items, next: writeCursor({ key: '', id: last }) } : { items };
  },
};
