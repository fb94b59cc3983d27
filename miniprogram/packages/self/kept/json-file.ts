/** My data as a file for a chat, or on the clipboard. */
import { say } from '../../../services/failure';

const FILE = '院坝-我的数据.json';

/** @returns the file's path; empty where the phone cannot send files, or has no room for one */
export function writeJson(data: string): Promise<string> {
  if (!wx.canIUse('shareFileMessage')) return Promise.resolve('');
  const filePath = `${wx.env.USER_DATA_PATH}/${FILE}`;
  return new Promise((resolve) => {
    wx.getFileSystemManager().writeFile({
      filePath,
      data,
      encoding: 'utf8',
      success: () => resolve(filePath),
      fail: () => resolve(''),
    });
  });
}

/** WeChat sends a file only right after a tap: nothing may be waited for before this. */
export function sendJson(filePath: string): void {
  wx.shareFileMessage({
    filePath,
    fileName: FILE,
    fail: ({ errMsg }) => {
      if (!/cancel/i.test(errMsg)) say('没发成，可以复制成文字');
    },
  });
}

export async function copyJson(json: string): Promise<void> {
  try {
    await wx.setClipboardData({ data: json });
    say('复制好了，粘贴到哪里都行');
  } catch {
    say('没复制成，请再试一次');
  }
}
