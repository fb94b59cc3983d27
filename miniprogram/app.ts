/** 院坝: what the neighbours of an old courtyard need to look after each other. */
import { CLOUD_ENV } from './config';
import { flush } from './services/queue';
import { type Opened, session } from './services/session';

App({
  onLaunch() {
    wx.cloud.init(CLOUD_ENV ? { env: CLOUD_ENV } : {});
    wx.onNetworkStatusChange(({ isConnected }) => {
      if (isConnected) void backOnline();
    });
  },
  onShow(options) {
    session.enter(options as Opened);
    void flush();
  },
});

/** What waited goes out, and the page in front asks again. */
async function backOnline(): Promise<void> {
  await flush();
  const page = getCurrentPages().pop() as { reload?(): Promise<unknown> } | undefined;
  await page?.reload?.();
}
