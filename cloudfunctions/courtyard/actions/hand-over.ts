import * as v from 'valibot';
import type { courtyard } from '../../../miniprogram/contract/courtyard';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { auditWrite } from '../../kernel/audit';
import { courtyardOf, memberOf } from '../../kernel/caller';
import { refuseIf } from '../../kernel/errors';
import { idOf, schemaOf } from '../../kernel/parse';
import { once } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';
import { newGrant } from '../grants';
import { heirAndOwners } from '../members';
import { ownedBy } from '../ownership';
import { loadPlace } from '../repository';

type HandOver = (typeof courtyard)['actions']['handOver'];

/** The owner passes the courtyard on to a neighbour: one stops and the other begins in the same instant. */
export const handOver: HandlerOf<HandOver> = {
  input: schemaOf<InputOf<HandOver>>()(v.strictObject({ to: idOf('mb') })),

  async run(context) {
    const { input, call, caller, cloud, now } = context;
    const courtyardId = courtyardOf(call);
    const by = memberOf(caller)._id;
    return once(context, async (read) => {
      const place = await loadPlace(read, call);
      const { next, before } = await heirAndOwners(read, input.to, { courtyardId, place });
      refuseIf(!next.households.some((one) => one.courtyardId === courtyardId), 'NOT_FOUND');
      if (before.length === 1 && before[0]?._id === next._id) return { writes: [], value: {} };
      const given = newGrant({ role: 'owner', scope: courtyardId, until: undefined, by, now });
      const note = auditWrite(cloud, {
        communityId: call.communityId,
        courtyardId,
        actor: by,
        what: 'courtyard.handOver',
        subject: next._id,
        at: now,
      });
      return { writes: [...ownedBy(next, { before, place, given }), note], value: {} };
    });
  },
};
