/** Finding out what somebody would like to do, asked in private. @see docs/domain/contest.md §8 */
import * as v from 'valibot';
import type { contest } from '../../../miniprogram/contract/contest';
import { TALENT_KINDS, TALENT_NAMES } from '../../../miniprogram/contract/contest-forms';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { HouseholdDoc } from '../../directory/public';
import { courtyardOf, memberOf } from '../../kernel/caller';
import { oneOf, put } from '../../kernel/conditions';
import { AppError, found } from '../../kernel/errors';
import type { MemberDoc } from '../../kernel/member-doc';
import { idOf, nothing, schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import { createOnce, replace, type Store } from '../../kernel/store';
import type { EntryDoc, TalentDoc } from '../documents';
import { entryFor, isStaff, verdictAt } from '../repository';
import { talentIdOf } from '../talent';
import { forEntry } from './inputs';

type Actions = (typeof contest)['actions'];

/** Whatever becomes of it the answer is the same, so that nobody learns from it who said no. */
export const suggestTalent: HandlerOf<Actions['suggestTalent']> = {
  input: schemaOf<InputOf<Actions['suggestTalent']>>()(
    v.strictObject({ ...forEntry, kind: v.picklist(TALENT_KINDS) }),
  ),
  answersReplays: true,

  async run(context) {
    const { input, call, store, now } = context;
    const entry = await entryToPraise(context);
    const { actor: memberId, courtyardId } = entry;
    if (!(await isGrown(store, entry))) return {};
    const asked: TalentDoc = {
      _id: talentIdOf(call.communityId, memberId, input.kind),
      communityId: call.communityId,
      rev: 1,
      status: 'asked',
      memberId,
      kind: input.kind,
      courtyardId,
      at: now,
    };
    await createOnce(store, 'talents', asked);
    return {};
  },
};

/** What the keepers of its courtyard, and whoever judges it, see. @throws AppError `NOT_FOUND` */
async function entryToPraise({
  input,
  call,
  caller,
  store,
}: Context<InputOf<Actions['suggestTalent']>>): Promise<EntryDoc> {
  const entry = await entryFor(store, input.entryId, call);
  found(entry, entry.listed);
  if (entry.courtyardId === call.courtyardId || isStaff(caller)) return entry;
  const verdict = await verdictAt(store, entry.contestId, entry.courtyardId);
  const judges = verdict?.panel.some(({ memberId }) => memberId === caller.member?._id) ?? false;
  return found(entry, judges);
}

/** Only whoever the register knows as grown up is asked; of a child's entry nobody. */
async function isGrown(
  store: Store,
  { actor, form: { handsUnder14 } }: EntryDoc,
): Promise<boolean> {
  if (handsUnder14) return false;
  const member = await store.get<MemberDoc>('members', actor);
  const ids = member?.households.map(({ householdId }) => householdId) ?? [];
  const homes = await store.getAll<HouseholdDoc>('households', ids);
  const bands = homes.flatMap(({ people }) =>
    people.filter(({ memberId }) => memberId === actor).map(({ ageBand }) => ageBand),
  );
  return bands.length > 0 && !bands.some((band) => band === 'u14' || band === '14-17');
}

const LIVE = oneOf(['asked', 'agreed']);

export const myTalents: HandlerOf<Actions['myTalents']> = {
  input: schemaOf<InputOf<Actions['myTalents']>>()(nothing),

  async run({ call, caller, store }) {
    const { _id: memberId } = memberOf(caller);
    const docs = await store.find<TalentDoc>({
      collection: 'talents',
      where: { communityId: call.communityId, memberId },
      limit: TALENT_KINDS.length,
    });
    return {
      items: docs.flatMap((one) =>
        one.status === 'closed'
          ? []
          : [
              {
                talentId: one._id as `tl_${string}`,
                kind: one.kind,
                kindText: TALENT_NAMES[one.kind],
                status: one.status,
              },
            ],
      ),
    };
  },
};

export const answerTalent: HandlerOf<Actions['answerTalent']> = {
  input: schemaOf<InputOf<Actions['answerTalent']>>()(
    v.strictObject({ talentId: idOf('tl'), yes: v.boolean() }),
  ),
  // What is remembered of a no is that it is closed; a request that names it would be a trace.
  answersReplays: true,

  async run({ input, call, caller, store }) {
    const { _id: memberId } = memberOf(caller);
    const { communityId } = call;
    const isOwn = TALENT_KINDS.some(
      (kind) => talentIdOf(communityId, memberId, kind) === input.talentId,
    );
    found(input, isOwn);
    if (!input.yes) return close(store, input.talentId);
    const agreed = await store.claim({
      collection: 'talents',
      id: input.talentId,
      while: { communityId, memberId, status: LIVE },
      changes: { status: put('agreed') },
    });
    if (agreed) return {};
    found(await store.get('talents', input.talentId, ['status']));
    return {};
  },
};

const close = (store: Store, id: `tl_${string}`): Promise<Record<string, never>> =>
  store.transact(async (read) => {
    const known = await read.get<TalentDoc>('talents', id);
    if (!known) throw new AppError('NOT_FOUND');
    const { communityId, rev } = known;
    const closed: TalentDoc = { _id: id, communityId, rev, status: 'closed' };
    return { writes: known.status === 'closed' ? [] : [replace('talents', closed)], value: {} };
  });

export const talents: HandlerOf<Actions['talents']> = {
  input: schemaOf<InputOf<Actions['talents']>>()(nothing),

  async run({ call, store }) {
    const courtyardId = courtyardOf(call);
    const docs = await store.find<TalentDoc>({
      collection: 'talents',
      where: { communityId: call.communityId, courtyardId, status: 'agreed' },
      limit: LIMITS.listMax,
    });
    const agreed = docs.flatMap((one) => (one.status === 'agreed' ? [one] : []));
    const ids = [...new Set(agreed.map(({ memberId }) => memberId))];
    const members = await store.getAll<MemberDoc>('members', ids, ['name']);
    const nameBy = new Map(members.map(({ _id, name }) => [_id, name]));
    return {
      items: agreed.map(({ _id, kind, memberId }) => ({
        talentId: _id as `tl_${string}`,
        kind,
        kindText: TALENT_NAMES[kind],
        name: nameBy.get(memberId) ?? '',
      })),
    };
  },
};
