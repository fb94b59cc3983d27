import type { PhoneContext } from '../../runtime/ports';
import { api, Refusal } from '../api';
import type { Dialogs } from '../dialogs/dialogs';
import { button, h } from '../dialogs/element';
import type { PersonStore } from '../person-store';

/** The consent WeChat wants before personal data may be touched. */
export interface Privacy {
  /** Asks once, if the mini-program has declared the check. @throws Refusal 104 when the person says no */
  consent(apiName: string): Promise<void>;
  /** A press of `<button open-type="agreePrivacyAuthorization">`. */
  agree(): void;
  readonly api: Record<string, unknown>;
}

interface Verdict {
  readonly event: 'agree' | 'disagree' | 'exposureAuthorization';
  readonly buttonId?: string;
}
type Asker = (resolve: (verdict: Verdict) => void, event: { referrer: string }) => void;

const CONTRACT_NAME = '《院坝用户隐私保护指引》';

export function createPrivacy(parts: {
  readonly context: PhoneContext;
  readonly dialogs: Dialogs;
  readonly store: PersonStore;
}): Privacy {
  const { context, dialogs, store } = parts;
  const askers = new Set<Asker>();
  const needed = () =>
    context.app.__usePrivacyCheck__ === true && store.system.read('privacy') !== true;
  const agree = () => store.system.write('privacy', true);

  const verdict = (referrer: string): Promise<boolean> => {
    const [asker] = [...askers].slice(-1);
    if (!asker) return askInSheet(dialogs);
    return new Promise((resolve) => {
      const settle = ({ event }: Verdict) => {
        // The page tells when its own window is on the screen; that is not an answer.
        if (event !== 'exposureAuthorization') resolve(event === 'agree');
      };
      asker(settle, { referrer });
    });
  };
  const consent = async (apiName: string): Promise<void> => {
    if (!needed()) return;
    if (!(await verdict(apiName))) {
      throw new Refusal('privacy permission is not authorized', { errno: 104 });
    }
    agree();
  };

  return {
    consent,
    agree,
    api: {
      requirePrivacyAuthorize: api('requirePrivacyAuthorize', () =>
        consent('requirePrivacyAuthorize'),
      ),
      getPrivacySetting: api('getPrivacySetting', () => ({
        needAuthorization: needed(),
        privacyContractName: CONTRACT_NAME,
      })),
      openPrivacyContract: api('openPrivacyContract', () => showContract(dialogs)),
      onNeedPrivacyAuthorization: (asker: Asker) => void askers.add(asker),
      offNeedPrivacyAuthorization: (asker: Asker) => void askers.delete(asker),
    },
  };
}

/** WeChat's own window, for pages that bring none. */
function askInSheet(dialogs: Dialogs): Promise<boolean> {
  return new Promise((resolve) => {
    const answer = (agreed: boolean) => () => {
      dialog.close();
      resolve(agreed);
    };
    const yes = button('同意', answer(true), { kind: 'wxd-fill' });
    const dialog = dialogs.open({
      label: '用户隐私保护提示',
      shape: 'bottom',
      cancel: answer(false),
      focus: yes,
      content: [
        h(
          'div',
          { class: 'wxd-sheet' },
          h('h2', {}, '用户隐私保护提示'),
          h('p', {}, `使用前请阅读${CONTRACT_NAME}。同意后才会用到你的照片、剪贴板等信息。`),
          button('看看指引', () => showContract(dialogs), { kind: 'wxd-link' }),
          h('div', { class: 'wxd-pair' }, button('不同意', answer(false)), yes),
        ),
      ],
    });
  });
}

function showContract(dialogs: Dialogs): void {
  const close = () => dialog.close();
  const dialog = dialogs.open({
    label: CONTRACT_NAME,
    shape: 'bottom',
    cancel: close,
    loose: true,
    content: [
      h(
        'div',
        { class: 'wxd-sheet' },
        h('h2', {}, CONTRACT_NAME),
        h('p', {}, '正式版由微信展示后台填写的指引。这里是浏览器手机，数据只存在这台电脑上。'),
        h('div', { class: 'wxd-pair' }, button('知道了', close, { kind: 'wxd-fill' })),
      ),
    ],
  });
}
