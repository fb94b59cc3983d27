/** Pictures of a notice: chosen, made small, sent, and handed over to the picture check. */
import { LIMITS } from '../../../contract/limits';
import { say, sentence } from '../../../services/failure';
import { notice } from '../../../services/notice';
import { at, type Place } from '../../../services/place';
import { takeBack, UPLOAD_WORDS, uploadPictures } from '../../../services/upload';
import type { FormPicture, NoticeForm } from './form';

/** @returns those that arrived; what did not is said, and can be chosen again */
export async function addPictures(
  form: NoticeForm,
  courtyardId: Place,
): Promise<readonly FormPicture[]> {
  const added: FormPicture[] = [];
  for (const uploaded of await uploadPictures(LIMITS.pictures - form.pictures.length)) {
    if (!uploaded.ok) {
      if (UPLOAD_WORDS[uploaded.why]) say(UPLOAD_WORDS[uploaded.why]);
      continue;
    }
    const { fileId, localPath } = uploaded;
    const reply = await notice.addPicture({ fileId }, at(courtyardId));
    // From here on the notice names the cloud's own copy; what the phone sent is deleted there.
    if (reply.ok) added.push({ fileId: reply.value.fileId, url: localPath });
    else {
      takeBack(fileId);
      say(sentence(reply));
    }
  }
  return added;
}
