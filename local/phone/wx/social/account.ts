import { api } from '../api';
import type { Kit } from '../kit';

const quiet = () => undefined;

/** Who the mini-program is, its updates and its logs. */
export function accountApi({ context }: Kit): Record<string, unknown> {
  const log = { debug: quiet, info: quiet, log: quiet, warn: quiet, error: quiet };
  const appId = String(context.app.appid ?? 'touristappid');
  return {
    getAccountInfoSync: () => ({
      miniProgram: { appId, envVersion: 'develop', version: '' },
      plugin: {},
    }),
    // Server code turns it into an openid in WeChat; here identity comes with the call.
    login: api('login', () => ({ code: `local_${crypto.randomUUID()}` })),
    checkSession: api('checkSession', quiet),
    // What is served is always the newest.
    getUpdateManager: () => ({
      applyUpdate: () => context.restart(),
      onCheckForUpdate: (heard: (result: { hasUpdate: boolean }) => void) =>
        void setTimeout(() => heard({ hasUpdate: false })),
      onUpdateReady: quiet,
      onUpdateFailed: quiet,
    }),
    reportEvent: quiet,
    reportMonitor: quiet,
    reportAnalytics: quiet,
    getLogManager: () => log,
    getRealtimeLogManager: () => ({ ...log, setFilterMsg: quiet, addFilterMsg: quiet }),
    getPerformance: () => performance,
    exitMiniProgram: api('exitMiniProgram', () => context.restart()),
    restartMiniProgram: api<{ path?: string }>('restartMiniProgram', ({ path }) =>
      context.restart(path),
    ),
  };
}
