import type { PhoneContext } from '../runtime/ports';
import { api, Refusal } from './api';

/** What only WeChat can do, or nobody has needed here yet. Calling one fails with its name; `canIUse` says no, so callers can do without. */
const ONLY_WECHAT = [
  ...['requestPayment', 'requestMerchantTransfer', 'requestOrderPayment', 'openChatTool'],
  ...['getChatToolInfo', 'selectGroupMembers', 'shareAppMessageToGroup', 'shareTextToGroup'],
  ...['shareImageToGroup', 'shareVideoToGroup', 'shareFileToGroup', 'notifyGroupMembers'],
  ...['enterChatToolMode', 'getShareInfo', 'authPrivateMessage', 'getUserInfo', 'getUserProfile'],
  ...['getWeRunData', 'getLocation', 'getFuzzyLocation', 'chooseLocation', 'choosePoi'],
  ...['openLocation', 'chooseAddress', 'chooseInvoice', 'addCard', 'openCard', 'chooseVideo'],
  ...['startFacialRecognitionVerify', 'navigateToMiniProgram', 'navigateBackMiniProgram'],
  ...['openEmbeddedMiniProgram', 'openCustomerServiceChat', 'openChannelsLive'],
  ...['openChannelsActivity', 'openOfficialAccountArticle', 'requestSubscribeDeviceMessage'],
  ...['subscribeVoIPVideoMembers', 'joinVoIPChat', 'startRecord', 'chooseContact'],
  ...['addPhoneContact', 'openBluetoothAdapter', 'startWifi', 'getBackgroundFetchData'],
  ...['setBackgroundFetchToken', 'checkIsSupportSoterAuthentication', 'startLocationUpdate'],
  ...['enableAlertBeforeUnload', 'onLocationChange', 'startAccelerometer', 'startCompass'],
] as const;

/** These hand out an object at once, so there is no failure to call back: they throw. */
const ONLY_WECHAT_OBJECTS = [
  ...['connectSocket', 'getRecorderManager', 'getBackgroundAudioManager', 'createWorker'],
  ...['createCameraContext', 'createMapContext', 'createLivePlayerContext', 'getNFCAdapter'],
  ...['createLivePusherContext', 'createVKSession', 'createUDPSocket', 'createTCPSocket'],
  ...[
    'createCanvasContext',
    'createInferenceSession',
    'createMediaRecorder',
    'createRewardedVideoAd',
  ],
  ...['createInterstitialAd', 'createBLEPeripheralServer', 'createCacheManager'],
] as const;

const REFUSED = new Set<string>([...ONLY_WECHAT, ...ONLY_WECHAT_OBJECTS]);

export const isRefused = (name: string): boolean => REFUSED.has(name);

/** Whoever calls one is told, and so is the page around the phone. */
export function refusedApi(context: PhoneContext): Record<string, unknown> {
  const refusal = (name: string): Refusal => {
    const reason = `the browser phone cannot do this, only WeChat can: wx.${name}`;
    context.tell({ kind: 'trouble', text: reason });
    return new Refusal(reason);
  };
  const failing = ONLY_WECHAT.map((name) => [
    name,
    api(name, () => {
      throw refusal(name);
    }),
  ]);
  const throwing = ONLY_WECHAT_OBJECTS.map((name) => [
    name,
    () => {
      throw refusal(name);
    },
  ]);
  return Object.fromEntries([...failing, ...throwing]) as Record<string, unknown>;
}
