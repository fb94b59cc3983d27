/**
 * Ids are `prefix_base32`: readable in logs, checked by the compiler, free at run time.
 * The parts of a composed id are joined by `.`, so no part contains one and every part can be a map key.
 */
export type CommunityId = `cm_${string}`;
export type CourtyardId = `cy_${string}`;
export type HouseholdId = `hh_${string}`;
export type PersonId = `pe_${string}`;
export type MemberId = `mb_${string}`;
export type NoticeId = `nt_${string}`;
export type QuestionId = `qs_${string}`;
export type FileId = `fi_${string}`;
export type AuditId = `au_${string}`;
export type RosterId = `rs_${string}`;
export type KeyId = `ky_${string}`;
export type CareCardId = `cc_${string}`;
export type SwapAskId = `sw_${string}`;
export type FundId = `fd_${string}`;
export type VoucherId = `vo_${string}`;
export type RoundId = `gb_${string}`;
export type SupplierId = `su_${string}`;
export type CampaignId = `fl_${string}`;
export type PotId = `pt_${string}`;
/** A courtyard's public corner of flowers: it adopts like a household, and somebody takes care of it. */
export type CornerId = `pc_${string}`;
/** Whoever may have a share of what is sold. */
export type PartyId = HouseholdId | CornerId;
export type ContestId = `ct_${string}`;
export type TalentId = `tl_${string}`;
/** `ct_x.pt_y` or `ct_x.hh_y`: what is entered says how often. */
export type EntryId = `${ContestId}.${string}`;
export type PrizeId = `${EntryId}.${string}`;
export type ReachId = `${NoticeId}.${CourtyardId}`;
/** `fd_x.000042`: the place in the chain is the id. */
export type JournalId = `${FundId}.${string}`;
export type JoinId = `${HouseholdId}.${MemberId}`;

export interface IdByPrefix {
  readonly cm: CommunityId;
  readonly cy: CourtyardId;
  readonly hh: HouseholdId;
  readonly pe: PersonId;
  readonly mb: MemberId;
  readonly nt: NoticeId;
  readonly qs: QuestionId;
  readonly fi: FileId;
  readonly au: AuditId;
  readonly rs: RosterId;
  readonly ky: KeyId;
  readonly cc: CareCardId;
  readonly sw: SwapAskId;
  readonly fd: FundId;
  readonly vo: VoucherId;
  readonly gb: RoundId;
  readonly su: SupplierId;
  readonly fl: CampaignId;
  readonly pc: CornerId;
  readonly pt: PotId;
  readonly ct: ContestId;
  readonly tl: TalentId;
}
export type Prefix = keyof IdByPrefix;

/** Crockford's alphabet in lower case: no letter is mistaken for a digit when read aloud. */
export const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz';

/** True for an id of that kind; says nothing about whether it exists. */
export function isId<P extends Prefix>(prefix: P, text: string): text is IdByPrefix[P] {
  return text.startsWith(`${prefix}_`) && /^[a-z]{2}_[0-9a-z]{1,32}$/.test(text);
}

/** A courtyard has one corner: its id says which. */
export const cornerOf = (courtyard: CourtyardId): CornerId => `pc_${courtyard.slice(3)}`;
export const isCorner = (party: PartyId): party is CornerId => party.startsWith('pc_');

/** The scene of a gate poster's code: at most 32 visible characters, as WeChat allows. */
export const sceneOf = (community: CommunityId, courtyard: CourtyardId): string =>
  `${community.slice(3)}.${courtyard.slice(3)}`;

export function readScene(
  scene: string,
): { readonly communityId: CommunityId; readonly courtyardId: CourtyardId } | undefined {
  const [community, courtyard] = scene.split('.');
  const communityId = `cm_${community ?? ''}`;
  const courtyardId = `cy_${courtyard ?? ''}`;
  if (!isId('cm', communityId) || !isId('cy', courtyardId)) return undefined;
  return { communityId, courtyardId };
}
