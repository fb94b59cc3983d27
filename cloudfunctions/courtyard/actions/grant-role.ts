import * as v from 'valibot';
import type { courtyard } from '../../../miniprogram/contract/courtyard';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import {
  COMMUNITY_ROLES,
  GRANTED_ROLES,
  type RoleGrant,
  type Scope,
} from '../../../miniprogram/contract/roles';
import { auditWrite } from '../../kernel/audit';
import { courtyardOf, memberOf } from '../../kernel/caller';
import { refuseIf } from '../../kernel/errors';
import type { MemberDoc } from '../../kernel/member-doc';
import { at, idOf, schemaOf } from '../../kernel/parse';
import { once } from '../../kernel/requests';
import type { Context, HandlerOf } from '../../kernel/serve';
import { type Reading, replace, type Write } from '../../kernel/store';
import { grant, newGrant, refuseAbove } from '../grants';
import { heirAndOwners, loadMember } from '../members';
import { ownedBy } from '../ownership';
import { loadPlace } from '../repository';

type GrantRole = (typeof courtyard)['actions']['grantRole'];
type Input = InputOf<GrantRole>;

export const grantRole: HandlerOf<GrantRole> = {
  input: schemaOf<Input>()(
    v.strictObject({
      memberId: idOf('mb'),
      role: v.picklist(GRANTED_ROLES),
      until: v.exactOptional(at),
    }),
  ),

  async run(context) {
    const { input, call, caller, cloud, now } = context;
    refuseAbove(input.role, caller.roles);
    const scope = scopeOf(context);
    const by = memberOf(caller)._id;
    // A courtyard is never without an owner, so this role has no end date.
    const until = input.role === 'owner' ? undefined : input.until;
    const given = newGrant({ role: input.role, scope, until, by, now });
    return once(context, async (read) => {
      const changes = await (input.role === 'owner' ? newOwner : newHolder)(read, given, context);
      const note = auditWrite(cloud, {
        communityId: call.communityId,
        courtyardId: call.courtyardId,
        actor: by,
        what: `courtyard.grantRole.${input.role}`,
        subject: input.memberId,
        at: now,
      });
      return { writes: [...changes, note], value: {} };
    });
  },
};

const scopeOf = ({ input, call }: Context<Input>): Scope =>
  COMMUNITY_ROLES.includes(input.role) ? call.communityId : courtyardOf(call);

/** Owner and deputy choose among their own neighbours; the community may name somebody from elsewhere. */
function refuseOutsider(member: MemberDoc, { call, caller }: Context<Input>): void {
  const isCommunity = caller.roles.has('staff') || caller.roles.has('admin');
  const isNeighbour = member.households.some(({ courtyardId }) => courtyardId === call.courtyardId);
  refuseIf(!isCommunity && !isNeighbour, 'NOT_FOUND');
}

async function newHolder(
  read: Reading,
  given: RoleGrant,
  context: Context<Input>,
): Promise<readonly Write[]> {
  const { input, call } = context;
  const member = await loadMember(read, input.memberId, call.communityId);
  refuseOutsider(member, context);
  return [replace('members', grant(member, given))];
}

async function newOwner(
  read: Reading,
  given: RoleGrant,
  context: Context<Input>,
): Promise<readonly Write[]> {
  const { input, call } = context;
  const place = await loadPlace(read, call);
  const courtyardId = courtyardOf(call);
  const { next, before } = await heirAndOwners(read, input.memberId, { courtyardId, place });
  refuseOutsider(next, context);
  return ownedBy(next, { before, place, given });
}
