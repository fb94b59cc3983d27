/** Which WeChat group is a courtyard's. Pure. @see docs/domain/courtyard.md §4 */
import type { MemberId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import { refuseIf } from '../kernel/errors';
import { type BindingDoc, bindingId, type CourtyardDoc } from './documents';

export interface Bind {
  readonly opengid: string;
  readonly by: MemberId;
  readonly requestId: string;
  readonly now: EpochMs;
}

/**
 * The courtyard bound to the group, and the group's record. A group's record is one document for ever,
 * so two courtyards can never both have it.
 * @throws AppError `GROUP_TAKEN` while another courtyard's binding lives
 */
export function bind(
  courtyard: CourtyardDoc,
  known: BindingDoc | undefined,
  { opengid, by, requestId, now }: Bind,
): { readonly courtyard: CourtyardDoc; readonly binding: BindingDoc } {
  refuseIf(known?.live === true && known.courtyardId !== courtyard._id, 'GROUP_TAKEN');
  return {
    courtyard: { ...courtyard, group: { opengid, boundAt: now } },
    binding: {
      _id: bindingId(courtyard.communityId, opengid),
      communityId: courtyard.communityId,
      rev: known?.rev ?? 1,
      courtyardId: courtyard._id,
      live: true,
      boundAt: now,
      boundBy: by,
      rebound: courtyard.group !== undefined && courtyard.group.opengid !== opengid,
      requestId,
    },
  };
}

/** The courtyard without a group; who opens the old card is told so by the binding that lives no more. */
export function unbind({ group: _, ...courtyard }: CourtyardDoc): CourtyardDoc {
  return courtyard;
}
