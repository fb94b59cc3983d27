import { api, Refusal } from './api';

/** What only WeChat can do. Calling one fails with its name; `canIUse` says no, so callers can do without. */
const ONLY_WECHAT = [
  ...['requestPayment', 'requestMerchantTransfer', 'requestOrderPayment', 'openChatTool'],
  ...['getChatToolInfo', 'selectGroupMembers', 'shareAppMessageToGroup', 'shareTextToGroup'],
  ...['shareImageToGroup', 'shareVideoToGroup', 'shareFileToGroup', 'notifyGroupMembers'],
  ...['enterChatToolMode', 'getShareInfo', 'authPrivateMessage', 'getUserInfo', 'getUserProfile'],
  ...['getWeRunData', 'getLocation', 'getFuzzyLocation', 'chooseLocation', 'choosePoi'],
  ...[
    'openLocation',
    'chooseAddress',
    'chooseInvoice',
    'addCard',
    'openCard',
    'startFacialRecognitionVerify',
  ],
  ...['navigateToMiniProgram', 'navigateBackMiniProgram', 'openEmbeddedMiniProgram'],
  ...[
    'openCustomerServiceChat',
    'openChannelsLive',
    'openChannelsActivity',
    'openOfficialAccountArticle',
  ],
  ...[
    'requestSubscribeDeviceMessage',
    'subscribeVoIPVideoMembers',
    'joinVoIPChat',
    'connectSocket',
  ],
  ...['startRecord', 'chooseContact', 'addPhoneContact', 'openBluetoothAdapter', 'startWifi'],
  ...[
    'getNFCAdapter',
    'getBackgroundFetchData',
    'setBackgroundFetchToken',
    'checkIsSupportSoterAuthentication',
  ],
] as const;

const REASON = 'the browser phone cannot do this, only WeChat can';

export function refusedApi(): Record<string, unknown> {
  return Object.fromEntries(
    ONLY_WECHAT.map((name) => [
      name,
      api(name, () => {
        throw new Refusal(`${REASON}: wx.${name}`);
      }),
    ]),
  );
}

export const isRefused = (name: string): boolean =>
  (ONLY_WECHAT as readonly string[]).includes(name);
