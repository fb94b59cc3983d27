import { api, Refusal } from '../api';
import { button, h } from '../dialogs/element';
import type { Kit } from '../kit';
import { scopesOf } from './scopes';
import { templateTitle } from './templates';

interface SubscribeOptions {
  readonly tmplIds: readonly string[];
}
type Verdict = 'accept' | 'reject';
type Verdicts = Readonly<Record<string, Verdict>>;

const TEMPLATE_LIMIT = 5;
const REMEMBERED = 'subscribe';

/** One tap allows one message of each ticked template. The answer may be kept, as in WeChat. */
export function subscribeApi(kit: Kit): Record<string, unknown> {
  const { store, net, context } = kit;
  const kept = (): Verdicts => (store.system.read(REMEMBERED) as Verdicts | undefined) ?? {};

  return {
    requestSubscribeMessage: api<SubscribeOptions>(
      'requestSubscribeMessage',
      async ({ tmplIds }) => {
        checkIds(tmplIds);
        const open = tmplIds.filter((id) => kept()[id] === undefined);
        const answered = open.length === 0 ? undefined : await ask(kit, open);
        const verdicts = Object.fromEntries(
          tmplIds.map((id) => [id, kept()[id] ?? answered?.[id] ?? 'reject'] as const),
        );
        const allowed = tmplIds.filter((id) => verdicts[id] === 'accept');
        const { openid } = context.launch;
        if (allowed.length > 0)
          await net.post('/phone/subscribe', { openid, templateIds: allowed });
        context.tell({ kind: 'wx', name: 'requestSubscribeMessage', detail: verdicts });
        return verdicts;
      },
    ),
    getSetting: api<{ withSubscriptions?: boolean }>('getSetting', ({ withSubscriptions }) => ({
      authSetting: scopesOf(kit),
      ...(withSubscriptions
        ? { subscriptionsSetting: { mainSwitch: true, itemSettings: kept() } }
        : {}),
    })),
  };
}

function checkIds(tmplIds: readonly string[]): void {
  if (!Array.isArray(tmplIds) || tmplIds.length === 0) {
    throw new Refusal("TmplIds can't be empty", { errCode: 10001 });
  }
  if (tmplIds.length > TEMPLATE_LIMIT || new Set(tmplIds).size !== tmplIds.length) {
    throw new Refusal('Templates count out of max bounds', { errCode: 20003 });
  }
  // WeChat opens the sheet only on a tap; asking on entry must fail here too.
  if (!navigator.userActivation.isActive) {
    throw new Refusal('can only be invoked by user TAP gesture.');
  }
}

function ask({ dialogs, store }: Kit, ids: readonly string[]): Promise<Verdicts> {
  return new Promise((resolve) => {
    const ticks = ids.map((id) => {
      const input = h('input', { type: 'checkbox', checked: true });
      return { id, input, row: h('label', { class: 'wxd-check' }, input, templateTitle(id)) };
    });
    const always = h('input', { type: 'checkbox' });
    const answer = (allowed: boolean) => () => {
      const verdicts: Verdicts = Object.fromEntries(
        ticks.map(({ id, input }) => [id, allowed && input.checked ? 'accept' : 'reject'] as const),
      );
      dialog.close();
      if (always.checked) {
        const before = (store.system.read(REMEMBERED) as Verdicts | undefined) ?? {};
        store.system.write(REMEMBERED, { ...before, ...verdicts });
      }
      resolve(verdicts);
    };
    const yes = button('允许', answer(true), { kind: 'wxd-fill' });
    const dialog = dialogs.open({
      label: '院坝 申请发送消息',
      shape: 'bottom',
      cancel: answer(false),
      focus: yes,
      content: [
        h(
          'div',
          { class: 'wxd-sheet' },
          h('h2', {}, '院坝 申请给你发送以下消息'),
          h('p', {}, '每允许一次，可以收到一条。'),
          ...ticks.map(({ row }) => row),
          h('label', { class: 'wxd-check' }, always, '总是保持以上选择，不再询问'),
          h('div', { class: 'wxd-pair' }, button('取消', answer(false)), yes),
        ),
      ],
    });
  });
}
