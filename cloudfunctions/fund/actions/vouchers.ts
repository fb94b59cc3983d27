import * as v from 'valibot';
import type { fund } from '../../../miniprogram/contract/fund';
import { VOUCHER_STATUS_NAMES, type VoucherStatus } from '../../../miniprogram/contract/fund-views';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { namesOf } from '../../courtyard/public';
import { courtyardOf } from '../../kernel/caller';
import { before } from '../../kernel/conditions';
import type { Find } from '../../kernel/database';
import { type Cursor, pageOf, readCursor } from '../../kernel/page';
import { schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import type { VoucherDoc } from '../documents';
import { isTreasurer } from '../fund';
import { voucherRow } from '../views';

type Vouchers = (typeof fund)['actions']['vouchers'];

const STATUSES = Object.keys(VOUCHER_STATUS_NAMES) as readonly VoucherStatus[];

export const vouchers: HandlerOf<Vouchers> = {
  input: schemaOf<InputOf<Vouchers>>()(
    v.strictObject({
      status: v.picklist(STATUSES),
      after: v.exactOptional(v.pipe(v.string(), v.maxLength(200))),
    }),
  ),

  async run(context) {
    const { call, caller, store, now, input } = context;
    const names = await namesOf(store, call.communityId, { now });
    const rows = await rowsAfter(context, readCursor(input.after));
    const ours = rows.filter(({ communityId }) => communityId === call.communityId);
    return pageOf(ours, LIMITS.pageSize, {
      cursor: (row) => ({ key: row.proposedAt, id: row._id }),
      view: (row) => voucherRow(row, { names, caller }),
    });
  },
};

type Asked = Context<InputOf<Vouchers>>;

/** Newest first: what shares the last row's instant, then what is older. */
async function rowsAfter(
  context: Asked,
  cursor: Cursor | undefined,
): Promise<readonly VoucherDoc[]> {
  if (!cursor) return rowsOf(context, {});
  const same = await rowsOf(context, { proposedAt: cursor.key, _id: before(cursor.id) });
  if (same.length > LIMITS.pageSize) return same;
  const older = await rowsOf(context, { proposedAt: before(cursor.key) });
  return [...same, ...older].slice(0, LIMITS.pageSize + 1);
}

/** A treasurer sees the community's, a keeper those of the own courtyard. */
function rowsOf({ input, call, caller, store }: Asked, more: Find['where']) {
  const place = isTreasurer(caller.roles)
    ? { communityId: call.communityId }
    : { courtyardId: courtyardOf(call) };
  return store.find<VoucherDoc>({
    collection: 'vouchers',
    where: { ...place, status: input.status, ...more },
    order: [
      ['proposedAt', -1],
      ['_id', -1],
    ],
    limit: LIMITS.pageSize + 1,
  });
}
