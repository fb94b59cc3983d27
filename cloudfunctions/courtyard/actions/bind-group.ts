import type { courtyard } from '../../../miniprogram/contract/courtyard';
import type { CommunityId } from '../../../miniprogram/contract/ids';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { memberOf } from '../../kernel/caller';
import { AppError } from '../../kernel/errors';
import { groupOf } from '../../kernel/group';
import { nothing, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { create, type Reading, replace } from '../../kernel/store';
import { bind } from '../binding';
import { inStep } from '../digest';
import { type BindingDoc, bindingId, type CourtyardDoc } from '../documents';
import { loadCourtyard, loadPlace } from '../repository';

type BindGroup = (typeof courtyard)['actions']['bindGroup'];

/** Only from a card in the group itself: the platform, not the phone, says which group it is. */
export const bindGroup: HandlerOf<BindGroup> = {
  input: schemaOf<InputOf<BindGroup>>()(nothing),

  async run({ call, caller, store, cloud, now }) {
    const opengid = await groupOf(cloud, call);
    if (opengid === undefined) throw new AppError('GROUP_NEEDED');
    const by = memberOf(caller)._id;
    const requestId = call.requestId ?? '';
    return store.transact(async (read) => {
      const before = await loadCourtyard(read, call);
      const { known, old } = await bindingsOf(read, before, opengid);
      const isBound = known?.live && known.courtyardId === before._id;
      if (isBound && before.group?.opengid === opengid) {
        const rebound = known.requestId === requestId && known.rebound;
        return { writes: [], value: { rebound } };
      }
      const bound = bind(before, known, { opengid, by, requestId, now });
      const place = await loadPlace(read, call);
      const writes = [
        known ? replace('bindings', bound.binding) : create('bindings', bound.binding),
        ...(old?.live ? [replace('bindings', { ...old, live: false })] : []),
        replace('courtyards', bound.courtyard),
        replace('digests', inStep(place, bound.courtyard)),
      ];
      return { writes, value: { rebound: bound.binding.rebound } };
    });
  },
};

/** The record of this group, and of the one the courtyard had until now, in one request. */
async function bindingsOf(
  read: Reading,
  { communityId, group, _id }: CourtyardDoc,
  opengid: string,
): Promise<{ readonly known?: BindingDoc; readonly old?: BindingDoc }> {
  const idOf = (one: string) => bindingId(communityId as CommunityId, one);
  const ids = [...new Set([idOf(opengid), ...(group ? [idOf(group.opengid)] : [])])];
  const bindings = await read.find<BindingDoc>({
    collection: 'bindings',
    where: { _id: { is: 'oneOf', value: ids } },
    limit: ids.length,
  });
  const known = bindings.find((one) => one._id === idOf(opengid));
  const old = bindings.find((one) => one._id !== idOf(opengid) && one.courtyardId === _id);
  return { ...(known ? { known } : {}), ...(old ? { old } : {}) };
}
