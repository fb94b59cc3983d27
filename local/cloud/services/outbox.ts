import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock';
import { messageTrouble, type TemplateData } from './message-limits';
import type { Remembered } from './remembered';

/** A subscribe message as the resident's phone would show it. */
export interface SentMessage {
  readonly id: string;
  /** Product clock, epoch milliseconds. */
  readonly at: number;
  readonly openid: string;
  readonly templateId: string;
  readonly page: string;
  readonly data: TemplateData;
}

export interface OutboxState {
  /** Messages one may still send, by `openid template`. */
  credits: Record<string, number>;
  /** Oldest first. */
  sent: SentMessage[];
}

export interface WxError {
  readonly errcode: number;
  readonly errmsg: string;
}

export interface Outbox {
  /** One tap on 允许 allows one message of each template. */
  allow(openid: string, templateIds: readonly string[]): void;
  send(params: Readonly<Record<string, unknown>>): WxError;
  /** Newest first. */
  messages(openid?: string): SentMessage[];
  credits(): readonly { openid: string; templateId: string; left: number }[];
  reset(): void;
}

const KEPT = 2000;

export function createOutbox(state: Remembered<OutboxState>, clock: Clock): Outbox {
  const spend = (openid: string, templateId: string): boolean => {
    const key = `${openid} ${templateId}`;
    const left = state.value.credits[key] ?? 0;
    if (left < 1) return false;
    state.value.credits[key] = left - 1;
    return true;
  };

  return {
    allow(openid, templateIds) {
      for (const templateId of templateIds) {
        const key = `${openid} ${templateId}`;
        state.value.credits[key] = (state.value.credits[key] ?? 0) + 1;
      }
      state.touch();
    },
    send(params) {
      const trouble = sendTrouble(params);
      if (trouble) return trouble;
      const openid = String(params.touser);
      const templateId = String(params.template_id);
      if (!spend(openid, templateId)) return error(43101, 'user refuse to accept the msg');
      const page = String(params.page ?? '');
      const message = { id: randomUUID(), at: clock.now(), openid, templateId, page };
      state.value.sent.push({ ...message, data: params.data as TemplateData });
      if (state.value.sent.length > KEPT) state.value.sent.shift();
      state.touch();
      return { errcode: 0, errmsg: 'ok' };
    },
    messages: (openid) =>
      state.value.sent.filter((one) => openid === undefined || one.openid === openid).reverse(),
    credits: () =>
      Object.entries(state.value.credits).map(([key, left]) => {
        const [openid = '', templateId = ''] = key.split(' ');
        return { openid, templateId, left };
      }),
    reset: () => state.reset(),
  };
}

function sendTrouble(params: Readonly<Record<string, unknown>>): WxError | undefined {
  const { touser, template_id: templateId, page = '', data } = params;
  if (typeof touser !== 'string' || touser === '') return error(40003, 'invalid openid');
  if (typeof templateId !== 'string' || templateId === '') return error(40037, 'template_id不正确');
  if (typeof page !== 'string' || page.startsWith('/')) return error(41030, 'invalid page');
  const trouble = messageTrouble(data);
  return trouble ? error(47003, `argument invalid! ${trouble}`) : undefined;
}

export const error = (errcode: number, errmsg: string): WxError => ({ errcode, errmsg });
