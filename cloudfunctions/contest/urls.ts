/** Addresses of files, asked for together: the platform gives fifty at once. */
import type { Cloud } from '../kernel/cloud';

const AT_ONCE = 50;

/** How to find a file's address; nothing for one that has none. */
export async function urlsOf(
  cloud: Pick<Cloud, 'tempUrls'>,
  cloudIds: readonly string[],
): Promise<(cloudId: string) => string> {
  const wanted = [...new Set(cloudIds)];
  const urls = new Map<string, string>();
  for (let i = 0; i < wanted.length; i += AT_ONCE) {
    const some = wanted.slice(i, i + AT_ONCE);
    const got = await cloud.tempUrls(some);
    // Where one is missing the others would be taken for it.
    if (got.length !== some.length) continue;
    for (const [n, id] of some.entries()) urls.set(id, got[n] ?? '');
  }
  return (cloudId) => urls.get(cloudId) ?? '';
}
