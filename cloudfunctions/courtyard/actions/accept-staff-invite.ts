import * as v from 'valibot';
import type { courtyard } from '../../../miniprogram/contract/courtyard';
import { LIMITS } from '../../../miniprogram/contract/limits';
import { PRIVACY_VERSION } from '../../../miniprogram/contract/member';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { auditWrite } from '../../kernel/audit';
import { DuplicateError } from '../../kernel/database';
import { refuseIf } from '../../kernel/errors';
import type { MemberDoc } from '../../kernel/member-doc';
import { accountOf, newPerson } from '../../kernel/newcomer';
import { line, schemaOf } from '../../kernel/parse';
import { passes } from '../../kernel/safety';
import { type Context, findMember, type HandlerOf } from '../../kernel/serve';
import { create, type Decision, type Reading, replace } from '../../kernel/store';
import { grant, holds } from '../grants';
import { loadCommunity } from '../repository';
import { redeemedStaff, tryStaffClaim } from '../staff';
import { staffCode } from '../staff-code';

type AcceptStaffInvite = (typeof courtyard)['actions']['acceptStaffInvite'];
type Input = InputOf<AcceptStaffInvite>;
type Done = Record<string, never>;

/** Whoever works for the community need not live in it: a member without a household. */
export const acceptStaffInvite: HandlerOf<AcceptStaffInvite> = {
  input: schemaOf<Input>()(
    v.strictObject({
      code: staffCode,
      name: line(LIMITS.nameLength),
      privacyVersion: v.pipe(v.string(), v.maxLength(10)),
    }),
  ),
  answersReplays: true,
  beforeAgreeing: true,

  async run(context) {
    const { input, call, caller, store, cloud } = context;
    refuseIf(input.privacyVersion !== PRIVACY_VERSION, 'AGREEMENT_NEEDED');
    // While the check is unavailable a name passes: the administrator reads it among the staff.
    await passes(cloud, caller.openid, input.name);
    refuseIf(!(await store.claim(tryStaffClaim(call.communityId))), 'STAFF_INVITE_INVALID');
    try {
      return await store.transact(async (read) => {
        const known = caller.member && (await read.get<MemberDoc>('members', caller.member._id));
        return accept(read, context, known);
      });
    } catch (error) {
      if (!(error instanceof DuplicateError)) throw error;
      // A copy of the tap was first and made the person.
      return store.transact(async (read) =>
        accept(read, context, await findMember(read, call.communityId, caller.openid)),
      );
    }
  },
};

async function accept(
  read: Reading,
  { input, call, caller, cloud, now }: Context<Input>,
  known: MemberDoc | undefined,
): Promise<Decision<Done>> {
  const { communityId } = call;
  const person = known ?? newPerson(caller, { name: input.name, seed: call.requestId ?? '', now });
  const before = await loadCommunity(read, call);
  const wanted = { code: input.code, by: person._id, now };
  const { community, invite, isReplay } = redeemedStaff(before, wanted);
  // The try that was counted is taken back.
  if (isReplay) return { writes: [replace('communities', community)], value: {} };
  const holdsAny = (['staff', 'admin'] as const).some((role) =>
    holds(person, role, communityId, now),
  );
  refuseIf(holdsAny, 'ALREADY_STAFF');
  const term = invite.roleUntil === undefined ? {} : { until: invite.roleUntil };
  refuseIf(invite.roleUntil !== undefined && invite.roleUntil <= now, 'STAFF_INVITE_INVALID');
  const given = { role: 'staff', scope: communityId, from: now, ...term } as const;
  const member = grant(
    { ...person, agreed: { version: input.privacyVersion, at: now } },
    { ...given, grantedBy: invite.by },
  );
  const note = auditWrite(cloud, {
    communityId,
    actor: invite.by,
    what: 'courtyard.acceptStaffInvite',
    subject: member._id,
    at: now,
  });
  const writes = [
    ...(known
      ? [replace('members', member)]
      : [create('members', member), create('accounts', accountOf(caller, member))]),
    replace('communities', community),
    note,
  ];
  return { writes, value: {} };
}
