/** Who grows and sells: the register of partners, and thanks to them. */
import * as v from 'valibot';
import type { groupbuy } from '../../../miniprogram/contract/groupbuy';
import type { SupplierView } from '../../../miniprogram/contract/groupbuy-desk';
import { SUPPLIER_STATES } from '../../../miniprogram/contract/groupbuy-forms';
import type { SupplierId } from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { memberOf } from '../../kernel/caller';
import { AppError, found } from '../../kernel/errors';
import { idFrom } from '../../kernel/ids';
import { idOf, line, nothing, schemaOf, text, words } from '../../kernel/parse';
import { once } from '../../kernel/requests';
import { passes } from '../../kernel/safety';
import type { HandlerOf } from '../../kernel/serve';
import { create, replace } from '../../kernel/store';
import type { SupplierDoc } from '../documents';

type Actions = (typeof groupbuy)['actions'];

const THANKS_KEPT = 20;

export const suppliers: HandlerOf<Actions['suppliers']> = {
  input: schemaOf<InputOf<Actions['suppliers']>>()(nothing),

  async run({ call, store }) {
    const all = await store.find<SupplierDoc>({
      collection: 'suppliers',
      where: { communityId: call.communityId },
      order: [
        ['editedAt', -1],
        ['_id', -1],
      ],
      limit: LIMITS.listMax,
    });
    return { items: all.map(supplierView) };
  },
};

const supplierView = ({
  _id,
  thanks,
  name,
  place,
  phone,
  note,
  state,
  rounds,
}: SupplierDoc): SupplierView => ({
  supplierId: _id,
  name,
  place,
  phone,
  note,
  state,
  rounds,
  thanks: thanks.map(({ text: said, at }) => ({ text: said, at })),
});

export const saveSupplier: HandlerOf<Actions['saveSupplier']> = {
  input: schemaOf<InputOf<Actions['saveSupplier']>>()(
    v.strictObject({
      supplierId: v.exactOptional(idOf('su')),
      name: line(20),
      place: words(40),
      phone: words(20),
      note: words(200),
      state: v.picklist(SUPPLIER_STATES),
    }),
  ),

  async run(context) {
    const { input, call, caller, cloud, now } = context;
    const { supplierId, ...fields } = input;
    const typed = [fields.name, fields.place, fields.note].filter((one) => one !== '').join('\n');
    if (!(await passes(cloud, caller.openid, typed))) throw new AppError('CHECK_AWAY');
    const id: SupplierId = supplierId ?? idFrom('su', memberOf(caller)._id, call.requestId ?? '');
    return once(context, async (read) => {
      const known = supplierId ? await read.get<SupplierDoc>('suppliers', supplierId) : undefined;
      if (supplierId) found(known, known?.communityId === call.communityId);
      const doc: SupplierDoc = {
        ...(known ?? {
          ...{ _id: id, communityId: call.communityId, rev: 1 },
          ...{ rounds: 0, thanks: [] },
        }),
        ...fields,
        editedAt: now,
      };
      const write = known ? replace('suppliers', doc) : create('suppliers', doc);
      return { writes: [write], value: { supplierId: id } };
    });
  },
};

export const thankSupplier: HandlerOf<Actions['thankSupplier']> = {
  input: schemaOf<InputOf<Actions['thankSupplier']>>()(
    v.strictObject({ supplierId: idOf('su'), text: text(LIMITS.reasonLength) }),
  ),

  async run(context) {
    const { input, call, caller, cloud, now } = context;
    if (!(await passes(cloud, caller.openid, input.text))) throw new AppError('CHECK_AWAY');
    return once(context, async (read) => {
      const known = await read.get<SupplierDoc>('suppliers', input.supplierId);
      const supplier = found(known, known?.communityId === call.communityId);
      const thanked = { text: input.text, at: now, by: memberOf(caller)._id };
      const after = {
        ...supplier,
        thanks: [thanked, ...supplier.thanks].slice(0, THANKS_KEPT),
        editedAt: now,
      };
      const value = { supplierId: input.supplierId };
      return { writes: [replace('suppliers', after)], value };
    });
  },
};
