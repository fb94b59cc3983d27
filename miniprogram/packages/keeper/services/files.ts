/** Files on the phone: written from what the cloud sent, and passed on to a chat or opened. */

/** @returns the path; undefined when the phone has no room */
export function writeFile(name: string, base64: string): Promise<string | undefined> {
  const filePath = `${wx.env.USER_DATA_PATH}/${name}`;
  return new Promise((resolve) => {
    wx.getFileSystemManager().writeFile({
      filePath,
      data: base64,
      encoding: 'base64',
      success: () => resolve(filePath),
      fail: () => resolve(undefined),
    });
  });
}

/** To a chat, where a computer finds it; phones that cannot do that open it instead. */
export async function sendFile(filePath: string, fileName: string): Promise<void> {
  try {
    if (wx.canIUse('shareFileMessage')) await wx.shareFileMessage({ filePath, fileName });
    else await wx.openDocument({ filePath, showMenu: true });
  } catch {
    // Taking it back is not an error.
  }
}
