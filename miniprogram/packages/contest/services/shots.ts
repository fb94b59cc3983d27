/** Pictures of an entry: each goes to the cloud with the small one that stands for it on the wall. */
import { contest } from '../../../services/contest';
import { say, sentence } from '../../../services/failure';
import { choosePictures, takeBack, UPLOAD_WORDS, uploadPicture } from '../../../services/upload';

/** The cloud's own copies, and what the page draws. */
export interface Shot {
  readonly fileId: string;
  readonly thumbId: string;
  readonly url: string;
}

/** @returns those that arrived; what did not is said, and can be chosen again */
export async function addShots(count: number): Promise<readonly Shot[]> {
  const arrived: Shot[] = [];
  for (const path of await choosePictures(count)) {
    const shot = await addShot(path);
    if (shot) arrived.push(shot);
  }
  return arrived;
}

async function addShot(path: string): Promise<Shot | undefined> {
  const [large, small] = await Promise.all([
    uploadPicture(path, 'page'),
    uploadPicture(path, 'thumb'),
  ]);
  const sent = [large, small].flatMap((one) => (one.ok ? [one.fileId] : []));
  const failed = [large, small].find((one) => !one.ok);
  if (failed && !failed.ok) say(UPLOAD_WORDS[failed.why]);
  if (large.ok && small.ok) {
    const reply = await contest.addPicture({ fileId: large.fileId, thumbId: small.fileId });
    if (reply.ok) {
      const { fileId, thumbId } = reply.value;
      return { fileId, thumbId, url: large.localPath };
    }
    say(sentence(reply));
  }
  for (const fileId of sent) takeBack(fileId);
  return undefined;
}
