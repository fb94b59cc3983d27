import type { CourtyardId } from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { JoinRequestView, member } from '../../../miniprogram/contract/member';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { CourtyardDoc } from '../../courtyard/public';
import { courtyardOf } from '../../kernel/caller';
import { found } from '../../kernel/errors';
import type { MemberDoc } from '../../kernel/member-doc';
import { nothing, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { joinId } from '../joining';

type Joins = (typeof member)['actions']['joins'];

/** Who waits for a yes in this courtyard, longest first. */
export const joins: HandlerOf<Joins> = {
  input: schemaOf<InputOf<Joins>>()(nothing),

  async run({ call, store }) {
    const courtyardId = courtyardOf(call);
    const doc = await store.get<CourtyardDoc>('courtyards', courtyardId, [
      'communityId',
      'name',
      'plates',
    ]);
    const courtyard = found(doc, doc?.communityId === call.communityId);
    const askers = await store.find<MemberDoc>({
      collection: 'members',
      where: { 'waiting.courtyardId': courtyardId },
      limit: LIMITS.listMax,
      fields: ['communityId', 'name', 'waiting'],
    });
    const items = askers
      .flatMap((asker) => requestsOf(asker, courtyard, courtyardId))
      .sort((a, b) => a.at - b.at);
    return { courtyardName: courtyard.name, items };
  },
};

const requestsOf = (
  { _id, name, waiting }: MemberDoc,
  { plates }: CourtyardDoc,
  here: CourtyardId,
): readonly JoinRequestView[] =>
  waiting
    .filter(({ courtyardId }) => courtyardId === here)
    .map(({ householdId, label, since, fromGroup }) => ({
      id: joinId(householdId, _id),
      name,
      label: plates[householdId]?.label ?? label,
      at: since,
      fromGroup,
    }));
