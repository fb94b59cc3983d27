/** What one does with a finished picture: keep it in the album, or send it on. */
import { say } from './failure';

const NO_ALBUM = /auth deny|authorize|permission|privacy/i;

/** Saves to the album; when somebody said no before, it explains how to allow it. */
export async function savePicture(filePath: string): Promise<void> {
  try {
    await wx.saveImageToPhotosAlbum({ filePath });
    say('存到相册了，可以拿去打印');
  } catch (error) {
    const why = String((error as { errMsg?: string }).errMsg ?? error);
    if (/cancel/i.test(why)) return;
    if (NO_ALBUM.test(why)) await askForAlbum();
    else say('没存上，请长按图片再试');
  }
}

async function askForAlbum(): Promise<void> {
  const { confirm } = await wx.showModal({
    title: '还不能存到相册',
    content: '请在设置里打开“保存到相册”，再回来点一次。',
    confirmText: '去打开',
    cancelText: '先不',
  });
  if (confirm) wx.openSetting({ fail: () => say('没打开，请到微信设置里找') });
}

/** WeChat's own menu: send to a chat, save, mark as favourite. Older phones show the picture large instead. */
export async function sharePicture(path: string): Promise<void> {
  try {
    if (wx.canIUse('showShareImageMenu')) await wx.showShareImageMenu({ path });
    else await wx.previewImage({ urls: [path] });
  } catch {
    // Closing the menu is not an error.
  }
}
