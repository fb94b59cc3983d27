import * as v from 'valibot';
import { type CourtyardId, isId, type NoticeId } from '../../../miniprogram/contract/ids';
import type { DraftInput, NoticeState, notice } from '../../../miniprogram/contract/notice';
import { ROLE_NAMES } from '../../../miniprogram/contract/roles';
import type { CommunityPlaceDigest } from '../../courtyard/public';
import { type Caller, memberOf } from '../../kernel/caller';
import { AppError } from '../../kernel/errors';
import { idFrom } from '../../kernel/ids';
import { idOf, schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import { statesOf } from '../../kernel/shown-pictures';
import { createOnce } from '../../kernel/store';
import type { NoticeDoc } from '../documents';
import { earlierState, redraft, remembered, stateOf, textOf } from '../notice';
import { placeOf } from '../place';
import { actOf, actOn, isStaff } from '../repository';
import { audience, noticeText } from './inputs';

const WHAT = 'saveDraft';

export const saveDraft: HandlerOf<(typeof notice)['actions']['saveDraft']> = {
  input: schemaOf<DraftInput>()(
    v.strictObject({ ...noticeText, noticeId: v.exactOptional(idOf('nt')), audience }),
  ),
  answersReplays: true,

  async run(context) {
    try {
      return await save(context);
    } catch (error) {
      // What has become of its pictures or courtyards since is nothing to a copy of the same request.
      const earlier = error instanceof AppError && (await earlierRun(context));
      if (!earlier) throw error;
      return earlier;
    }
  },
};

async function save(context: Context<DraftInput>): Promise<NoticeState> {
  const { input, store, call } = context;
  const pictureStates = await statesOf(store, input.pictures, call.communityId);
  const place = await placed(context, input.audience);
  if (input.noticeId === undefined) return createDraft(context, { place, pictureStates });
  const { state } = await actOn(input.noticeId, { what: WHAT, context }, (draft) => ({
    ...redraft(draft, input, { audience: audienceOf(draft, input), now: context.now }),
    pictureStates,
  }));
  return state;
}

const draftIdOf = ({ call, caller }: Context<DraftInput>): NoticeId =>
  idFrom('nt', call.communityId, memberOf(caller)._id, call.requestId ?? '');

/** @throws AppError `INVALID` when the request id was used with other words */
async function earlierRun(context: Context<DraftInput>): Promise<NoticeState | undefined> {
  const { input, call, store } = context;
  const known = await store.get<NoticeDoc>('notices', input.noticeId ?? draftIdOf(context));
  const ours = known?.communityId === call.communityId;
  return ours ? earlierState(known, actOf(WHAT, context)) : undefined;
}

/** The id comes from the request, so a replay finds the draft its first run made. */
async function createDraft(
  context: Context<DraftInput>,
  { place, pictureStates }: Pick<NoticeDoc, 'pictureStates'> & { place: CommunityPlaceDigest },
): Promise<NoticeState> {
  const { input, call, caller, store, now } = context;
  const act = actOf(WHAT, context);
  const origin = originOf(context);
  const draft: NoticeDoc = {
    _id: draftIdOf(context),
    communityId: call.communityId,
    rev: 1,
    origin,
    by: origin === call.communityId || isStaff(caller) ? place.name : roleName(caller),
    authorId: memberOf(caller)._id,
    ...textOf(input),
    audience: isId('cy', origin) ? [origin] : distinct(input.audience),
    status: 'draft',
    version: 1,
    versions: [],
    publishedAt: 0,
    editedAt: now,
    spreadPending: false,
    pictureStates,
    acts: {},
  };
  const saved = remembered(draft, act);
  if (await createOnce(store, 'notices', saved)) return stateOf(saved);
  throw new AppError('STALE');
}

/** @throws AppError `NOT_FOUND` when a courtyard is not of this community, or not the one its keeper writes from */
async function placed(
  { store, call, caller, now }: Context<DraftInput>,
  wanted: readonly CourtyardId[],
) {
  const place = await placeOf(store, call.communityId, now);
  const within = place.courtyards.filter(({ id }) => isStaff(caller) || id === call.courtyardId);
  const known = new Set(within.map(({ id }) => id));
  if (wanted.some((id) => !known.has(id))) throw new AppError('NOT_FOUND');
  return place;
}

/** Staff who stand in a courtyard may still write to others: then it is the community that writes. */
function originOf({ input, call, caller }: Context<DraftInput>): NoticeDoc['origin'] {
  const here = call.courtyardId;
  if (here === undefined) return call.communityId;
  const toOthers = input.audience.some((id) => id !== here);
  return isStaff(caller) && toOthers ? call.communityId : here;
}

const audienceOf = (draft: NoticeDoc, { audience: wanted }: DraftInput): readonly CourtyardId[] =>
  draft.origin === draft.communityId ? distinct(wanted) : draft.audience;

const distinct = <T>(all: readonly T[]): readonly T[] => [...new Set(all)];

function roleName({ roles }: Caller): string {
  const role = (['owner', 'deputy', 'committee'] as const).find((one) => roles.has(one));
  return ROLE_NAMES[role ?? 'committee'];
}
