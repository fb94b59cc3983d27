/** The `wx` of the browser phone: WeChat's names and shapes over a browser and the local server. */
import type { CreateWx, PhoneContext } from '../runtime/ports';
import { createAnimation } from './animation';
import { createCanIUse } from './can-i-use';
import { followClock } from './clock';
import { cloudApi } from './cloud/cloud';
import { audioApi } from './device/audio';
import { extrasApi } from './device/extras';
import { networkApi } from './device/network';
import { phoneApi } from './device/phone';
import { requirePlugin } from './device/speech';
import { systemApi } from './device/system';
import { actionSheetApi } from './dialogs/action-sheet';
import { modalApi } from './dialogs/modal';
import { toastApi } from './dialogs/toast';
import { eventsApi } from './events';
import { canvasApi } from './files/canvas';
import { fileSystemApi } from './files/file-system';
import { mediaApi } from './files/media';
import { saveApi } from './files/save';
import { kitOf } from './kit';
import { navigationApi } from './navigation';
import { refusedApi } from './refused';
import { requestApi } from './request';
import { accountApi } from './social/account';
import { calendarApi } from './social/calendar';
import { groupApi } from './social/group';
import { scopesApi } from './social/scopes';
import { shareApi } from './social/share';
import { subscribeApi } from './social/subscribe';
import { storageApi } from './storage';

export { createOpenTypes } from './social/open-types';

const PARTS = [
  cloudApi,
  groupApi,
  navigationApi,
  toastApi,
  modalApi,
  actionSheetApi,
  storageApi,
  requestApi,
  fileSystemApi,
  mediaApi,
  canvasApi,
  saveApi,
  systemApi,
  networkApi,
  phoneApi,
  audioApi,
  shareApi,
  calendarApi,
  scopesApi,
  subscribeApi,
  accountApi,
  eventsApi,
  extrasApi,
];

export const createWx: CreateWx = (context) => {
  followClock(context);
  const kit = kitOf(context);
  const wx: Record<string, unknown> = refusedApi(context);
  for (const part of PARTS) Object.assign(wx, part(kit));
  Object.assign(wx, kit.privacy.api, treeApi(context), bytesApi());
  wx.createAnimation = createAnimation;
  wx.canIUse = createCanIUse(context, wx);
  Object.assign(globalThis, { requirePlugin });
  return wx;
};

/** Only the runtime knows the component tree. */
const treeApi = (context: PhoneContext) => ({
  createSelectorQuery: () => context.createSelectorQuery(),
  createIntersectionObserver: (component: unknown, options?: unknown) =>
    context.createIntersectionObserver(component, options),
  createMediaQueryObserver: (component: unknown) => context.createMediaQueryObserver(component),
  createVideoContext: (id: string, component?: unknown) =>
    context.createVideoContext(id, component),
  nextTick: (callback: () => void) => context.nextTick(callback),
});

const bytesApi = () => ({
  arrayBufferToBase64: (bytes: ArrayBuffer) =>
    btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('')),
  base64ToArrayBuffer: (text: string) =>
    Uint8Array.from(atob(text), (char) => char.charCodeAt(0)).buffer,
});
