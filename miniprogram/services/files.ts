/** Files on the phone: written from what the cloud sent, and passed on to a chat or opened. */
import { say } from './failure';

/** @returns the path; empty when the phone has no room */
export function writeFile(name: string, base64: string): Promise<string> {
  const filePath = `${wx.env.USER_DATA_PATH}/${name}`;
  return new Promise((resolve) => {
    wx.getFileSystemManager().writeFile({
      filePath,
      data: base64,
      encoding: 'base64',
      success: () => resolve(filePath),
      fail: () => resolve(''),
    });
  });
}

/**
 * To a chat, where a computer finds it; phones that cannot do that open it instead.
 * WeChat sends a file only right after a tap: nothing may be waited for before this.
 */
export function sendFile(filePath: string, fileName: string): void {
  const fail = ({ errMsg }: { errMsg: string }): void => {
    if (!/cancel/i.test(errMsg)) say('没发成，请再点一次');
  };
  if (wx.canIUse('shareFileMessage')) wx.shareFileMessage({ filePath, fileName, fail });
  else wx.openDocument({ filePath, showMenu: true, fail });
}
