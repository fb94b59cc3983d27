/**
 * The phone that page tests run on: storage that stores, a cloud that answers what the test says, and a record of what
 * the pages asked for. The pages, their services, queue and cache are the real ones.
 */
import type { Call, Reply } from '../../miniprogram/contract/protocol';

type Answer = Reply<unknown> | ((call: Call) => Reply<unknown>);

interface Asked {
  readonly name: string;
  readonly data: Call;
}

const storage = new Map<string, string>();
const answers = new Map<string, Answer>();

export const phone = {
  asked: [] as Asked[],
  /** What was said in toasts and dialogs. */
  said: [] as string[],
  went: [] as string[],
  clipboard: '',
  dialled: [] as string[],
  online: true,
  fontSizeScaleFactor: 1,
  /** What the person says when WeChat asks whether a message may be sent. */
  messages: 'reject' as 'accept' | 'reject',
  /** Answers of the dialogs that ask. */
  confirm: true,

  answer(action: string, answer: Answer): void {
    answers.set(action, answer);
  },
  ok(action: string, value: unknown): void {
    answers.set(action, { ok: true, value });
  },
  callsOf(action: string): readonly Call[] {
    return phone.asked
      .filter(({ name, data }) => `${name}.${data.action}` === action)
      .map(({ data }) => data);
  },
  /** A new day with a new phone. */
  reset(): void {
    storage.clear();
    answers.clear();
    Object.assign(phone, {
      asked: [],
      said: [],
      went: [],
      clipboard: '',
      dialled: [],
      online: true,
      fontSizeScaleFactor: 1,
      confirm: true,
      messages: 'reject',
    });
  },
};

async function callFunction({ name, data }: { name: string; data: Call }): Promise<unknown> {
  phone.asked.push({ name, data });
  if (!phone.online) throw { errMsg: 'cloud.callFunction:fail request:fail' };
  const answer = answers.get(`${name}.${data.action}`);
  if (answer === undefined) throw new Error(`the test has no answer for ${name}.${data.action}`);
  return { result: typeof answer === 'function' ? answer(data) : answer };
}

const go = async ({ url }: { url: string }): Promise<void> => {
  phone.went.push(url);
};

export const wxOfTests = {
  cloud: {
    init: () => undefined,
    callFunction,
    CloudID: (cloudID: string) => ({ cloudID }),
  },
  canIUse: () => true,
  getStorageSync: (key: string): unknown => JSON.parse(storage.get(key) ?? '""'),
  setStorageSync: (key: string, value: unknown) => void storage.set(key, JSON.stringify(value)),
  removeStorageSync: (key: string) => void storage.delete(key),
  getAppBaseInfo: () => ({ fontSizeScaleFactor: phone.fontSizeScaleFactor }),
  navigateTo: go,
  switchTab: go,
  updateShareMenu: () => undefined,
  stopPullDownRefresh: () => undefined,
  showToast: ({ title }: { title: string }) => void phone.said.push(title),
  showModal: async ({ content }: { content: string }) => {
    phone.said.push(content);
    return { confirm: phone.confirm };
  },
  setClipboardData: async ({ data }: { data: string }) => {
    phone.clipboard = data;
  },
  makePhoneCall: ({ phoneNumber }: { phoneNumber: string }) => void phone.dialled.push(phoneNumber),
  requestSubscribeMessage: async ({ tmplIds }: { tmplIds: readonly string[] }) =>
    Object.fromEntries(tmplIds.map((id) => [id, phone.messages])),
  onNetworkStatusChange: () => undefined,
  getGroupEnterInfo: ({ fail }: { fail(error: { errMsg: string }): void }) =>
    fail({ errMsg: 'getGroupEnterInfo:fail 40097' }),
};
