/** Which WeChat group a page was opened from, as the platform itself says it. */
import type { Call } from '../../miniprogram/contract/protocol';
import type { Cloud } from './cloud';

/**
 * Anybody can put a plain object where the platform would put an opened CloudID, so only the CloudID is taken
 * from the call, and the platform is asked to open it.
 */
export async function groupOf(cloud: Cloud, { group }: Call): Promise<string | undefined> {
  const cloudId = (group as { cloudID?: unknown } | undefined)?.cloudID;
  return typeof cloudId === 'string' ? cloud.openGroup(cloudId) : undefined;
}
