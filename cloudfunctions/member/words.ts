/** Names are words others will see, so the platform checks them first. */
import type { Cloud } from '../kernel/cloud';
import { refuseIf } from '../kernel/errors';

/**
 * While the check is unavailable a name passes: whoever answers the request reads it, and it is at most twelve characters.
 * @throws AppError `TEXT_RISKY`
 */
export async function refuseRisky(cloud: Cloud, openid: string, words: string): Promise<void> {
  refuseIf((await cloud.checkText(openid, words)) === 'risky', 'TEXT_RISKY');
}
