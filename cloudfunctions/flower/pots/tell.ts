/** Messages about pots, for those of a household who allow them. @see docs/domain/pots.md §7 */
import { DAY_MS } from '../../../miniprogram/contract/calendar';
import type {
  CommunityId,
  CourtyardId,
  HouseholdId,
  MemberId,
} from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import { messageTime } from '../../../miniprogram/contract/messages';
import type { EpochMs } from '../../../miniprogram/contract/units';
import type { AccountDoc } from '../../kernel/account-doc';
import { atLeast, oneOf } from '../../kernel/conditions';
import type { MemberDoc } from '../../kernel/member-doc';
import { queued } from '../../kernel/outbox';
import { createOnce, type Store } from '../../kernel/store';
import type { Telling } from './documents';

const TOLD_FOR_MS = 2 * DAY_MS;

export interface Message {
  readonly communityId: CommunityId;
  readonly courtyardId: CourtyardId;
  /** A person hears once of a topic. */
  readonly topic: string;
  readonly title: string;
  readonly hint: string;
  readonly at: EpochMs;
  /** `packages/flower/…`, without the place. */
  readonly page: string;
}

export const GIFT_WORDS: Readonly<Record<Telling['what'], readonly [title: string, hint: string]>> =
  {
    offered: ['有邻居想送您一盆花', '点开看看卡片，收不收都行'],
    accepted: ['您送的花，邻居收下了', '点开看看'],
    declined: ['这盆花这次没有送出去', '花还在您家，谢谢您的心意'],
    withdrawn: ['邻居把要送的花留下了', '谢谢您'],
  };

/** Those who live in a household and those who help it. Two requests. */
async function peopleOf(
  store: Pick<Store, 'find'>,
  householdId: HouseholdId,
  { communityId, courtyardId }: Pick<Message, 'communityId' | 'courtyardId'>,
): Promise<readonly MemberId[]> {
  const find = (where: Readonly<Record<string, unknown>>) =>
    store.find<MemberDoc>({
      collection: 'members',
      where,
      limit: LIMITS.listMax,
      fields: ['communityId', 'actingFor'],
    });
  const residents = await find({
    'households.courtyardId': courtyardId,
    'households.householdId': householdId,
  });
  const helpers = (await find({ 'actingFor.householdId': householdId })).filter(({ actingFor }) =>
    actingFor.some((one) => one.householdId === householdId && one.status === 'active'),
  );
  const all = [...residents, ...helpers].filter((one) => one.communityId === communityId);
  return [...new Set(all.map(({ _id }) => _id))];
}

/** @returns how many are queued; nobody is queued for who allows no message */
export async function tellHousehold(
  store: Store,
  householdId: HouseholdId,
  message: Message,
): Promise<number> {
  return tellMembers(store, await peopleOf(store, householdId, message), message);
}

export async function tellMembers(
  store: Store,
  members: readonly MemberId[],
  message: Message,
): Promise<number> {
  const { communityId, courtyardId, topic, title, hint, at, page } = message;
  if (members.length === 0) return 0;
  const accounts = await store.find<AccountDoc>({
    collection: 'accounts',
    where: { communityId, memberId: oneOf(members), 'credits.flower': atLeast(1) },
    limit: members.length,
    fields: ['memberId'],
  });
  for (const { memberId } of accounts) {
    const job = queued({
      id: `${topic}.${memberId}`,
      communityId,
      kind: 'flower',
      topic,
      to: { memberId },
      page: `${page}${page.includes('?') ? '&' : '?'}c=${communityId}&y=${courtyardId}`,
      values: { title, at: messageTime(at), hint },
      at,
      until: at + TOLD_FOR_MS,
    });
    await createOnce(store, 'outbox', job);
  }
  return accounts.length;
}
