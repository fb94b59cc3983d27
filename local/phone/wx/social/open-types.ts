import type { CreateOpenTypes } from '../../runtime/ports';
import { Refusal } from '../api';
import { ask } from '../dialogs/modal';
import { viewPictures } from '../dialogs/viewer';
import { pickFiles } from '../files/pick';
import type { Kit } from '../kit';
import { kitOf } from '../kit';
import { openSettings } from './scopes';

type Opener = (kit: Kit, attributes: Readonly<Record<string, string>>) => Promise<unknown>;

/** What `<button open-type="…">` opens, and the detail its event carries. `share` belongs to the runtime. */
const OPENERS: Readonly<Record<string, Opener>> = {
  async chooseAvatar(kit) {
    await kit.privacy.consent('chooseAvatar');
    const [file] = await pickFiles(kit, { accept: 'image/*', count: 1, ways: ['album', 'camera'] });
    if (!file) throw new Refusal('cancel');
    return { avatarUrl: await kit.files.keep(file, file.name) };
  },
  async agreePrivacyAuthorization(kit) {
    kit.privacy.agree();
    return { errMsg: 'agreePrivacyAuthorization:ok' };
  },
  openSetting: async (kit) => ({ errMsg: 'openSetting:ok', ...(await openSettings(kit)) }),
  contact: (kit) => notice(kit, '联系客服', '正式版在这里打开微信客服会话。'),
  feedback: (kit) => notice(kit, '意见反馈', '正式版在这里打开微信的反馈页。'),
};

export const OPEN_TYPES: readonly string[] = [...Object.keys(OPENERS), 'share'];

export const createOpenTypes: CreateOpenTypes = (context) => {
  const kit = kitOf(context);
  return {
    async open(type, attributes) {
      const opener = OPENERS[type];
      if (!opener) {
        throw new Refusal(`open-type="${type}" is something only WeChat can do`);
      }
      return opener(kit, attributes);
    },
    preview: (urls, current) => viewPictures(kit, urls, current),
  };
};

async function notice(kit: Kit, title: string, content: string): Promise<object> {
  await ask(kit, { title, content, showCancel: false, confirmText: '知道了' });
  return {};
}
