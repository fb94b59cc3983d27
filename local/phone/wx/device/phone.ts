import { api, Refusal } from '../api';
import { choose } from '../dialogs/action-sheet';
import { ask } from '../dialogs/modal';
import type { Kit } from '../kit';

/** Clipboard, calls, codes, vibration, keyboard: what the phone itself does. */
export function phoneApi(kit: Kit): Record<string, unknown> {
  const { context, privacy, store } = kit;
  return {
    setClipboardData: api<{ data: string }>('setClipboardData', async ({ data }) => {
      if (typeof data !== 'string') throw new Refusal('parameter error: data should be String');
      await privacy.consent('setClipboardData');
      store.system.write('clipboard', data);
      await toBrowser(data);
      context.tell({ kind: 'wx', name: 'setClipboardData', detail: { data } });
      // WeChat itself says so.
      const { showToast } = (globalThis as { wx?: Record<string, unknown> }).wx ?? {};
      if (typeof showToast === 'function') showToast({ title: '内容已复制', icon: 'success' });
    }),
    getClipboardData: api('getClipboardData', async () => {
      await privacy.consent('getClipboardData');
      return { data: String(store.system.read('clipboard') ?? '') };
    }),
    makePhoneCall: api<{ phoneNumber: string }>('makePhoneCall', async ({ phoneNumber }) => {
      if (!phoneNumber) throw new Refusal('parameter error: phoneNumber');
      await choose(kit, { itemList: [`呼叫 ${phoneNumber}`] });
      context.tell({ kind: 'wx', name: 'makePhoneCall', detail: { phoneNumber } });
    }),
    scanCode: api('scanCode', async () => {
      const { confirm, content } = await ask(kit, {
        title: '扫一扫',
        content: '',
        editable: true,
        placeholderText: '把二维码里的文字粘贴到这里',
      });
      if (!confirm || !content) throw new Refusal('cancel');
      const path = /^\/?pages\//.test(content) ? { path: content.replace(/^\//, '') } : {};
      return {
        result: content,
        scanType: path.path ? 'WX_CODE' : 'QR_CODE',
        charSet: 'utf-8',
        ...path,
      };
    }),
    vibrateShort: api('vibrateShort', () => void navigator.vibrate?.(15)),
    vibrateLong: api('vibrateLong', () => void navigator.vibrate?.(400)),
    hideKeyboard: api('hideKeyboard', () => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    }),
    setKeepScreenOn: api('setKeepScreenOn', () => undefined),
    onKeyboardHeightChange: () => undefined,
    offKeyboardHeightChange: () => undefined,
    onMemoryWarning: () => undefined,
    offMemoryWarning: () => undefined,
    loadFontFace: api<{ family: string; source: string }>('loadFontFace', async (font) => {
      const face = await new FontFace(font.family, font.source).load();
      document.fonts.add(face);
      return { status: 'loaded' };
    }),
  };
}

/** The browser's own clipboard may be closed to us; the phone has its own anyway. */
async function toBrowser(text: string): Promise<void> {
  try {
    await navigator.clipboard?.writeText(text);
  } catch {
    // Not allowed in this window: the text is still in the phone's clipboard.
  }
}
