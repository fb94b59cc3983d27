import type { HouseholdInput } from '../../miniprogram/contract/directory';
import type { Cloud } from '../kernel/cloud';
import { passes } from '../kernel/safety';

/**
 * A plate is read by all neighbours. While the check is unavailable it passes: only keepers write plates,
 * and they are those who would let it out by hand.
 * @throws AppError `TEXT_RISKY`
 */
export async function refuseRisky(
  cloud: Cloud,
  openid: string,
  { unit, door, family }: Pick<HouseholdInput, 'unit' | 'door' | 'family'>,
): Promise<void> {
  await passes(cloud, openid, [unit, door, family].join(' '));
}
