/** What a deployment sets. Everything else the phone learns from the cloud. */
import type { CommunityId } from './contract/ids';

/** The community this mini-program belongs to; a card or a poster may name another. */
export const HOME_COMMUNITY: CommunityId = 'cm_donghuan';

/** The cloud environment; empty means the account's default one. */
export const CLOUD_ENV = '';

/** How long the phone waits for an answer before it says that there is no network. */
export const CALL_TIMEOUT_MS = 12_000;
