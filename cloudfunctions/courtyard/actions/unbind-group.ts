import type { courtyard } from '../../../miniprogram/contract/courtyard';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { nothing, schemaOf } from '../../kernel/parse';
import { once } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import { unbind } from '../binding';
import { inStep } from '../digest';
import { type BindingDoc, bindingId } from '../documents';
import { loadCourtyard, loadPlace } from '../repository';

type UnbindGroup = (typeof courtyard)['actions']['unbindGroup'];

export const unbindGroup: HandlerOf<UnbindGroup> = {
  input: schemaOf<InputOf<UnbindGroup>>()(nothing),

  run: (context) =>
    once(context, async (read) => {
      const { call } = context;
      const before = await loadCourtyard(read, call);
      if (!before.group) return { writes: [], value: {} };
      const id = bindingId(before.communityId, before.group.opengid);
      const binding = await read.get<BindingDoc>('bindings', id);
      const after = unbind(before);
      const writes = [
        ...(binding?.courtyardId === before._id
          ? [replace('bindings', { ...binding, live: false })]
          : []),
        replace('courtyards', after),
        replace('digests', inStep(await loadPlace(read, call), after)),
      ];
      return { writes, value: {} };
    }),
};
