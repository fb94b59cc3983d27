/** Pictures of goods as phones send them. */
import { OWNER, type Stage } from './stage';

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
let sent = 0;

/** What a phone has put into the cloud's storage. */
export async function uploaded({ product }: Stage, words: string): Promise<string> {
  sent += 1;
  const query = new URLSearchParams({ openid: OWNER.openid, path: `pictures/goods${sent}.jpg` });
  const body = new Uint8Array(Buffer.concat([JPEG, Buffer.from(words)]));
  const answer = await fetch(`${product.url}/phone/upload?${query}`, { method: 'POST', body });
  return ((await answer.json()) as { fileID: string }).fileID;
}

/** @returns the cloud's own copy */
export const handIn = async ({ calls }: Stage, fileId: string): Promise<string> =>
  (await calls.done('groupbuy', 'addPicture', OWNER, { fileId })).fileId;

/** The verdict is on its way for a moment. */
export async function judged({ database }: Stage, cloudId: string): Promise<void> {
  for (let look = 0; look < 60; look += 1) {
    const [file] = await database.find<{ state: string }>('files', { cloudId });
    if (file?.state === 'passed' || file?.state === 'refused') return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no verdict on ${cloudId}`);
}

/** One that passed. */
export async function pictureOf(stage: Stage, words: string): Promise<string> {
  const cloudId = await handIn(stage, await uploaded(stage, words));
  await judged(stage, cloudId);
  return cloudId;
}
