/** The video of an entry. */
import { CONTEST_LIMITS, type VideoForm } from '../../../contract/contest-forms';
import { contest } from '../../../services/contest';
import { say, sentence } from '../../../services/failure';
import { newRequestId } from '../../../services/intents';
import { takeBack } from '../../../services/upload';

const TOO_BIG = '这段视频太大了，请拍短一点再试';
const NEEDS_PHONE = '这里看不出视频有多长，请用手机微信传视频';

/** @returns the cloud's own copy; undefined when nothing was chosen, or why not has been said */
export async function addFilm(): Promise<VideoForm | undefined> {
  const chosen = await choose();
  if (!chosen) return undefined;
  const seconds = Math.round(chosen.duration || 0);
  const refusal = refusalOf(chosen.size, seconds);
  if (refusal) {
    say(refusal);
    return undefined;
  }
  const sent = await send(chosen.tempFilePath);
  if (!sent) {
    say('网络不好，没有传上去。请再试一次');
    return undefined;
  }
  const reply = await contest.addVideo({ fileId: sent });
  if (reply.ok) return { fileId: reply.value.fileId, seconds };
  takeBack(sent);
  say(sentence(reply));
  return undefined;
}

function refusalOf(size: number, seconds: number): string {
  if (size > CONTEST_LIMITS.videoBytes) return TOO_BIG;
  if (seconds < 1) return NEEDS_PHONE;
  if (seconds > CONTEST_LIMITS.videoSeconds) return `视频最长 ${CONTEST_LIMITS.videoSeconds} 秒`;
  return '';
}

async function choose(): Promise<WechatMiniprogram.MediaFile | undefined> {
  try {
    const { tempFiles } = await wx.chooseMedia({
      ...{ count: 1, mediaType: ['video'], maxDuration: CONTEST_LIMITS.videoSeconds },
      sizeType: ['compressed'],
    });
    return tempFiles[0];
  } catch {
    return undefined;
  }
}

async function send(filePath: string): Promise<string | undefined> {
  try {
    const cloudPath = `videos/${newRequestId()}.mp4`;
    const { fileID } = await wx.cloud.uploadFile({ cloudPath, filePath });
    return fileID;
  } catch {
    return undefined;
  }
}
