import type { PhoneContext } from '../../runtime/ports';
import { api, listeners } from '../api';
import type { Kit } from '../kit';

export const SDK_VERSION = '3.8.12';
/** Of the system's font at scale 1. */
const BASE_FONT_PX = 16;

/** What phone this is. */
export function systemApi({ context }: Kit): Record<string, unknown> {
  const info = () => ({
    ...windowInfo(context),
    ...baseInfo(context),
    ...deviceInfo(context),
    ...systemSetting(),
    errMsg: 'getSystemInfo:ok',
  });
  const theme = listeners<{ theme: string }>((emit) =>
    context.on('theme', (now) => emit({ theme: now })),
  );
  const resize = listeners<object>((emit) => context.on('resize', (size) => emit({ size })));

  return {
    getSystemInfoSync: info,
    getSystemInfo: api('getSystemInfo', info),
    getSystemInfoAsync: api('getSystemInfoAsync', info),
    getWindowInfo: () => windowInfo(context),
    getDeviceInfo: () => deviceInfo(context),
    getAppBaseInfo: () => baseInfo(context),
    getSystemSetting: systemSetting,
    getAppAuthorizeSetting: () => ({
      albumAuthorized: 'authorized',
      cameraAuthorized: 'authorized',
      notificationAuthorized: 'authorized',
      phoneCalendarAuthorized: 'authorized',
    }),
    getMenuButtonBoundingClientRect: () => capsule(context),
    checkIsOpenAccessibility: api('checkIsOpenAccessibility', () => ({ open: false })),
    onThemeChange: theme.on,
    offThemeChange: theme.off,
    onWindowResize: resize.on,
    offWindowResize: resize.off,
  };
}

function windowInfo(context: PhoneContext) {
  const screen = context.screen();
  const top = screen.statusBarHeight;
  const bottom = screen.height - screen.safeAreaBottom;
  return {
    pixelRatio: screen.pixelRatio,
    screenWidth: screen.width,
    screenHeight: screen.height,
    windowWidth: screen.width,
    windowHeight: screen.windowHeight,
    statusBarHeight: screen.statusBarHeight,
    screenTop: screen.windowTop,
    safeArea: {
      left: 0,
      right: screen.width,
      top,
      bottom,
      width: screen.width,
      height: bottom - top,
    },
  };
}

const baseInfo = ({ launch, theme }: PhoneContext) => ({
  SDKVersion: SDK_VERSION,
  enableDebug: false,
  host: { appId: 'yuanba-browser-phone' },
  language: 'zh_CN',
  version: '8.0.60',
  theme: theme(),
  fontSizeScaleFactor: launch.textScale,
  fontSizeSetting: Math.round(BASE_FONT_PX * launch.textScale * 10) / 10,
});

const deviceInfo = ({ screen }: PhoneContext) => ({
  brand: 'browser',
  model: '浏览器手机',
  system: navigator.platform,
  // Code that treats a real phone specially must not take this for one.
  platform: 'devtools',
  benchmarkLevel: -2,
  memorySize: 4096,
  devicePixelRatio: screen().pixelRatio,
});

const systemSetting = () => ({
  bluetoothEnabled: false,
  locationEnabled: false,
  wifiEnabled: navigator.onLine,
  deviceOrientation: 'portrait',
});

/** Of the capsule at the top right, as on an iPhone 375 px wide. */
function capsule(context: PhoneContext) {
  const { width, statusBarHeight } = context.screen();
  const top = statusBarHeight + 6;
  const right = width - 7;
  return { width: 87, height: 32, top, bottom: top + 32, right, left: right - 87 };
}
