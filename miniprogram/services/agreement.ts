/**
 * A new privacy text wants a new yes. The cloud says so beside its answers, and refuses acts until then; the phone
 * then opens the text: once by itself at an opening, and again whenever an act was refused.
 */
import { PRIVACY_VERSION } from '../contract/member';
import type { Reply } from '../contract/protocol';

const PAGE = 'pages/privacy/privacy';

let shown = false;

/** Looks at every answer of the cloud. */
export function heedAgreement(reply: Reply<unknown>): void {
  const refused = !reply.ok && reply.code === 'AGREE_AGAIN';
  const wanted = reply.ok ? reply.agree : refused ? String(reply.details?.version) : undefined;
  if (wanted === undefined || (shown && !refused)) return;
  shown = true;
  // A text this phone does not have yet: WeChat fetches the next release when the app is opened afresh.
  if (wanted !== PRIVACY_VERSION) return void toast('院坝有新版，请关掉小程序再打开');
  if (getCurrentPages().at(-1)?.route === PAGE) return;
  void wx.navigateTo({ url: `/${PAGE}?agree=1` });
}

const toast = (title: string) => wx.showToast({ title, icon: 'none', duration: 2_500 });
