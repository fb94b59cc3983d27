import { api, Refusal } from '../api';
import { ask } from '../dialogs/modal';
import type { Kit } from '../kit';

/** What a person is asked about once, and may change in the settings of the mini-program. */
const TITLES: Readonly<Record<string, string>> = {
  'scope.addPhoneCalendar': '添加到日历',
};

const REMEMBERED = 'scopes';

export const scopesOf = ({ store }: Kit): Readonly<Record<string, boolean>> =>
  (store.system.read(REMEMBERED) as Record<string, boolean> | undefined) ?? {};

const remember = (kit: Kit, scope: string, allowed: boolean): void =>
  kit.store.system.write(REMEMBERED, { ...scopesOf(kit), [scope]: allowed });

/** Asks the first time; after a no only the settings can say yes. @throws Refusal `auth deny` */
export async function allowScope(kit: Kit, scope: string): Promise<void> {
  const known = scopesOf(kit)[scope];
  if (known !== undefined) return refuseUnless(known);
  const { confirm } = await ask(kit, {
    title: `院坝 申请${TITLES[scope] ?? scope}`,
    content: '允许以后不再询问；可以在设置里改。',
    confirmText: '允许',
    cancelText: '拒绝',
  });
  remember(kit, scope, confirm);
  refuseUnless(confirm);
}

function refuseUnless(allowed: boolean): void {
  if (!allowed) throw new Refusal('auth deny');
}

/** `wx.authorize` and the settings, for what this phone asks about; everything else is allowed. */
export function scopesApi(kit: Kit): Record<string, unknown> {
  return {
    authorize: api<{ readonly scope?: string }>('authorize', async ({ scope = '' }) => {
      if (scope in TITLES) await allowScope(kit, scope);
    }),
    openSetting: api('openSetting', () => openSettings(kit)),
  };
}

/** The page of the settings, as far as this phone has any: what was asked about can be turned. */
export async function openSettings(kit: Kit): Promise<object> {
  for (const [scope, allowed] of Object.entries(scopesOf(kit))) {
    const { confirm } = await ask(kit, {
      title: `设置：${TITLES[scope] ?? scope}`,
      content: allowed ? '现在允许。' : '现在不允许。',
      confirmText: allowed ? '不允许' : '允许',
      cancelText: '不改',
    });
    if (confirm) remember(kit, scope, !allowed);
  }
  return { authSetting: scopesOf(kit) };
}
