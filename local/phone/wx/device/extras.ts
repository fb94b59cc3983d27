import { api } from '../api';

const quiet = () => undefined;

/** Small things other people's mini-programs ask for; a browser has an honest answer to each. */
export const extrasApi = (): Record<string, unknown> => ({
  getBatteryInfo: api('getBatteryInfo', () => ({ level: 100, isCharging: true })),
  getBatteryInfoSync: () => ({ level: 100, isCharging: true }),
  getScreenBrightness: api('getScreenBrightness', () => ({ value: 1 })),
  setScreenBrightness: api('setScreenBrightness', quiet),
  getExtConfigSync: () => ({}),
  getExtConfig: api('getExtConfig', () => ({ extConfig: {} })),
  setVisualEffectOnCapture: api('setVisualEffectOnCapture', quiet),
  onUserCaptureScreen: quiet,
  offUserCaptureScreen: quiet,
  // Subpackages are loaded from the start here.
  preDownloadSubpackage: api('preDownloadSubpackage', quiet),
  getRandomValues: api<{ length: number }>('getRandomValues', ({ length }) => ({
    randomValues: crypto.getRandomValues(new Uint8Array(length)).buffer,
  })),
});
