/** What a person wrote is checked before others see it. @see docs/domain/notice.md */
import type { Cloud } from '../kernel/cloud';
import { AppError } from '../kernel/errors';

/**
 * @returns false while the platform's check is unavailable: the text then waits
 * @throws AppError `TEXT_RISKY`
 */
export async function passes(cloud: Cloud, openid: string, text: string): Promise<boolean> {
  const verdict = await cloud.checkText(openid, text);
  if (verdict === 'risky') throw new AppError('TEXT_RISKY');
  return verdict === 'pass';
}
