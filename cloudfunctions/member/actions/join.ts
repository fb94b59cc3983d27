import * as v from 'valibot';
import { LIMITS } from '../../../miniprogram/contract/limits';
import { AGE_BANDS, type member, PRIVACY_VERSION } from '../../../miniprogram/contract/member';
import type { InputOf, OutputOf } from '../../../miniprogram/contract/protocol';
import { type CourtyardPlaceDigest, plusJoined, plusWaiting } from '../../courtyard/public';
import type { HouseholdDoc } from '../../directory/public';
import { courtyardOf } from '../../kernel/caller';
import { DuplicateError } from '../../kernel/database';
import { AppError, refuseIf } from '../../kernel/errors';
import { groupOf } from '../../kernel/group';
import type { MemberDoc } from '../../kernel/member-doc';
import { accountOf, newPerson } from '../../kernel/newcomer';
import { idOf, line, schemaOf } from '../../kernel/parse';
import { askedOf } from '../../kernel/requests';
import { passes } from '../../kernel/safety';
import { type Context, findMember, type HandlerOf } from '../../kernel/serve';
import { create, type Decision, type Reading, replace, type Write } from '../../kernel/store';
import { redeemed, tryClaim } from '../invites';
import { ask, earlierJoin, enter, joinId, type Wish } from '../joining';
import { memberCount } from '../people';
import { loadHousehold, loadPlace } from '../repository';

type Join = (typeof member)['actions']['join'];
type Input = InputOf<Join>;
type Joined = OutputOf<Join>;

export const join: HandlerOf<Join> = {
  input: schemaOf<Input>()(
    v.strictObject({
      householdId: idOf('hh'),
      name: line(LIMITS.nameLength),
      ageBand: v.picklist(AGE_BANDS),
      privacyVersion: v.pipe(v.string(), v.maxLength(10)),
      inviteCode: v.exactOptional(v.pipe(v.string(), v.trim(), v.maxLength(12))),
    }),
  ),
  beforeAgreeing: true,

  async run(context) {
    const { input, call, caller, cloud } = context;
    const courtyardId = courtyardOf(call);
    refuseIf(input.privacyVersion !== PRIVACY_VERSION, 'AGREEMENT_NEEDED');
    const earlier = replayed(caller.member, context);
    if (earlier) return earlier;
    // While the check is unavailable a name passes: whoever answers the request reads it.
    await passes(cloud, caller.openid, input.name);
    const opengid = await groupOf(cloud, call);
    if (input.inviteCode !== undefined) await countTry(context);
    return makeOnce(context, async (read, known) => {
      const before = replayed(known, context);
      if (before) return { writes: [], value: before };
      const place = await loadPlace(read, courtyardId, call);
      const wish = wishOf(context, opengid !== undefined && opengid === place.group);
      const { name, requestId, at } = wish;
      const joiner = known ?? newPerson(caller, { name, seed: requestId, now: at });
      const household = await loadHousehold(read, input.householdId, call);
      const outcome =
        input.inviteCode === undefined
          ? waits({ joiner, household, place, wish })
          : comesIn({ joiner, household, place, wish }, input.inviteCode);
      const { member, writes, status } = outcome;
      const person = known
        ? [replace('members', member)]
        : [create('members', member), create('accounts', accountOf(caller, member))];
      const value = { status, joinId: joinId(household._id, member._id) };
      return { writes: [...person, ...writes], value };
    });
  },
};

interface Joining {
  readonly joiner: MemberDoc;
  readonly household: HouseholdDoc;
  readonly place: CourtyardPlaceDigest;
  readonly wish: Wish;
}

interface Outcome {
  readonly member: MemberDoc;
  readonly writes: readonly Write[];
  readonly status: Joined['status'];
}

const waits = ({ joiner, household, place, wish }: Joining): Outcome => ({
  member: ask(joiner, household, wish),
  writes: [replace('digests', plusWaiting(place, 1))],
  status: 'waiting',
});

function comesIn({ joiner, household, place, wish }: Joining, code: string): Outcome {
  const used = redeemed(household, { code, by: joiner._id, now: wish.at });
  const inside = enter(joiner, used.household, { wish, invitedBy: used.invitedBy });
  // A request that still waited for the same door is settled with it.
  const settled = joiner.waiting.length - inside.member.waiting.length;
  const first = memberCount(household) === 0 ? 1 : 0;
  return {
    member: { ...inside.member, accountBehind: true },
    writes: [
      replace('households', inside.household),
      ...(settled + first > 0
        ? [replace('digests', plusJoined(plusWaiting(place, -settled), first))]
        : []),
    ],
    status: 'member',
  };
}

function replayed(
  member: MemberDoc | undefined,
  { input, call }: Context<Input>,
): Joined | undefined {
  const status = earlierJoin(member, askedOf(call));
  return status && member && { status, joinId: joinId(input.householdId, member._id) };
}

const wishOf = ({ input, call, now }: Context<Input>, fromGroup: boolean): Wish => ({
  name: input.name,
  ageBand: input.ageBand,
  fromGroup,
  ...askedOf(call),
  privacyVersion: input.privacyVersion,
  at: now,
});

/** @throws AppError `INVITE_INVALID` when too many wrong codes were tried on this household */
async function countTry({ store, input }: Context<Input>): Promise<void> {
  if (!(await store.claim(tryClaim(input.householdId)))) throw new AppError('INVITE_INVALID');
}

/**
 * Somebody new has no document yet that could tell a retry from a first try, so ten copies at once all want to
 * create the same person; the database lets one, and the others look again and find it done.
 */
async function makeOnce(
  { caller, call, store }: Context<Input>,
  decide: (read: Reading, known: MemberDoc | undefined) => Promise<Decision<Joined>>,
): Promise<Joined> {
  try {
    return await store.transact(async (read) => {
      const known = caller.member && (await read.get<MemberDoc>('members', caller.member._id));
      return decide(read, known);
    });
  } catch (error) {
    if (!(error instanceof DuplicateError)) throw error;
    return store.transact(async (read) =>
      decide(read, await findMember(read, call.communityId, caller.openid)),
    );
  }
}
