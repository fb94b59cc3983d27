/** My data as a file for another chat, or, where the phone cannot send files, on the clipboard. */
import { say } from '../../../services/failure';

const FILE = '院坝-我的数据.json';

export async function keepJson(json: string): Promise<void> {
  const path = wx.canIUse('shareFileMessage') ? await written(json) : undefined;
  if (path === undefined) return copy(json);
  try {
    await wx.shareFileMessage({ filePath: path, fileName: FILE });
  } catch (error) {
    // Whoever closes the list of chats does not want the clipboard either.
    if (!/cancel/i.test(String((error as { errMsg?: string }).errMsg ?? error))) await copy(json);
  }
}

async function copy(json: string): Promise<void> {
  try {
    await wx.setClipboardData({ data: json });
    say('复制好了，粘贴到哪里都行');
  } catch {
    say('没复制成，请再试一次');
  }
}

function written(data: string): Promise<string | undefined> {
  const filePath = `${wx.env.USER_DATA_PATH}/${FILE}`;
  return new Promise((resolve) => {
    wx.getFileSystemManager().writeFile({
      filePath,
      data,
      encoding: 'utf8',
      success: () => resolve(filePath),
      fail: () => resolve(undefined),
    });
  });
}
