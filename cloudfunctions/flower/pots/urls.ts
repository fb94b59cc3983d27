/** Where pictures can be fetched for a while, by their cloud file id. */
import type { Cloud } from '../../kernel/cloud';

/** The platform takes no more at once. */
const AT_ONCE = 50;

export async function urlsOf(
  cloud: Pick<Cloud, 'tempUrls'>,
  pictures: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(pictures)];
  const urls = new Map<string, string>();
  for (let i = 0; i < wanted.length; i += AT_ONCE) {
    for (const [picture, url] of await some(cloud, wanted.slice(i, i + AT_ONCE))) {
      urls.set(picture, url);
    }
  }
  return urls;
}

/** A picture that is gone has no address, and the answer does not say whose is missing: then each is asked for. */
async function some(
  cloud: Pick<Cloud, 'tempUrls'>,
  pictures: readonly string[],
): Promise<readonly (readonly [picture: string, url: string])[]> {
  const urls = await cloud.tempUrls(pictures);
  if (urls.length === pictures.length) {
    return pictures.flatMap((picture, i) => (urls[i] === undefined ? [] : [[picture, urls[i]]]));
  }
  if (pictures.length === 1) return [];
  const each: (readonly [string, string])[] = [];
  for (const picture of pictures) each.push(...(await some(cloud, [picture])));
  return each;
}
