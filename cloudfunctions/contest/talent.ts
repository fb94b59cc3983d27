import type { TalentKind } from '../../miniprogram/contract/contest-forms';
import type { CommunityId, MemberId, TalentId } from '../../miniprogram/contract/ids';
import { idFrom } from '../kernel/ids';

/** One for each person and kind, whoever suggests it; it tells nobody who it is about. */
export const talentIdOf = (community: CommunityId, member: MemberId, kind: TalentKind): TalentId =>
  idFrom('tl', community, member, kind);
