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

interface Page {
  readonly data: { readonly phase?: string; readonly ageLine?: string };
  reload?(): Promise<unknown>;
  refresh?(): Promise<unknown>;
}

/** What waited goes out, and the page in front asks again; one that shows what is fresh is left as it is. */
async function backOnline(): Promise<void> {
  await flush();
  const page = getCurrentPages().pop() as unknown as Page | undefined;
  if (!page) return;
  const isOld = page.data.phase === 'failed' || Boolean(page.data.ageLine);
  if (page.reload) await page.reload();
  else if (isOld) await page.refresh?.();
}
