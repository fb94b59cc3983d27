/** The only file that knows wx-server-sdk, the clock and chance. */
import { randomBytes } from 'node:crypto';
import wx from 'wx-server-sdk';
import { openDatabase } from './cloud-database';
import type { Database } from './database';

wx.init({ env: wx.DYNAMIC_CURRENT_ENV as unknown as string });

export interface Identity {
  /** Absent for timers. */
  readonly openid?: string;
  /** Called by somebody's phone, not by a timer or by the platform itself, which may name a person too. */
  readonly tapped: boolean;
}

export interface Message {
  readonly openid: string;
  readonly templateId: string;
  readonly page: string;
  readonly data: Readonly<Record<string, { readonly value: string }>>;
}

export type CheckVerdict = 'pass' | 'risky' | 'unavailable';

export interface Cloud {
  now(): number;
  chance(bytes: number): Uint8Array;
  identity(context: unknown): Identity;
  database(): Database;
  /** The WeChat group behind a CloudID of the caller; undefined for a forged, foreign or expired one. */
  openGroup(cloudId: string): Promise<string | undefined>;
  checkText(openid: string, text: string): Promise<CheckVerdict>;
  /** The answer is pushed later under this trace id; undefined while the check is unavailable. */
  checkPicture(openid: string, url: string): Promise<string | undefined>;
  /** @returns `refused` when the receiver has no credit left (43101): a normal case */
  sendMessage(message: Message): Promise<'sent' | 'refused'>;
  miniCode(scene: string, page: string): Promise<Uint8Array>;
  upload(path: string, bytes: Uint8Array): Promise<string>;
  download(fileId: string): Promise<Uint8Array | undefined>;
  tempUrls(fileIds: readonly string[]): Promise<readonly string[]>;
  deleteFiles(fileIds: readonly string[]): Promise<void>;
}

const called = () => wx.getWXContext() as { OPENID?: unknown; SOURCE?: unknown };

/** How a refused message looks; 4.x of the SDK gives `errCode`, older ones only the text. */
const NO_CREDIT = 43101;

export const cloud: Cloud = {
  now: () => Date.now(),
  chance: (bytes) => randomBytes(bytes),

  // A reused instance may still carry the last caller in its environment; the context is this call's own.
  identity(context) {
    const text = (context as { environment?: unknown } | undefined)?.environment;
    const own =
      typeof text === 'string' ? (JSON.parse(text) as Record<string, unknown>) : undefined;
    const { OPENID, SOURCE } = own ? { OPENID: own.WX_OPENID, SOURCE: own.TCB_SOURCE } : called();
    const tapped = /wx_(client|devtools|http)/.test(String(SOURCE ?? ''));
    return typeof OPENID === 'string' && OPENID !== '' ? { openid: OPENID, tapped } : { tapped };
  },

  database: () => openDatabase(wx),

  async openGroup(cloudId) {
    const opened = await wx.getOpenData({ list: [cloudId] });
    const data = opened.list?.[0]?.data as { opengid?: unknown } | undefined;
    return typeof data?.opengid === 'string' ? data.opengid : undefined;
  },

  async checkText(openid, text) {
    try {
      const reply = await wx.openapi.security.msgSecCheck({
        content: text,
        version: 2,
        scene: 3,
        openid,
      });
      return reply.result?.suggest === 'pass' ? 'pass' : 'risky';
    } catch {
      return 'unavailable';
    }
  },

  async checkPicture(openid, url) {
    try {
      const reply = await wx.openapi.security.mediaCheckAsync({
        mediaUrl: url,
        mediaType: 2,
        version: 2,
        scene: 3,
        openid,
      });
      return String(reply.traceId ?? reply.trace_id);
    } catch {
      return undefined;
    }
  },

  async sendMessage({ openid, templateId, page, data }) {
    try {
      await wx.openapi.subscribeMessage.send({ touser: openid, templateId, page, data });
      return 'sent';
    } catch (error) {
      const { errCode, message } = error as { errCode?: number; message?: string };
      if (errCode === NO_CREDIT || message?.includes(String(NO_CREDIT))) return 'refused';
      throw error;
    }
  },

  async miniCode(scene, page) {
    const reply = await wx.openapi.wxacode.getUnlimited({ scene, page, checkPath: false });
    return reply.buffer as Uint8Array;
  },

  async upload(path, bytes) {
    const reply = await wx.uploadFile({
      cloudPath: path,
      fileContent: Buffer.from(bytes) as never,
    });
    return reply.fileID;
  },

  async download(fileId) {
    try {
      const reply = await wx.downloadFile({ fileID: fileId });
      return reply.fileContent as unknown as Uint8Array;
    } catch {
      return undefined;
    }
  },

  async tempUrls(fileIds) {
    if (fileIds.length === 0) return [];
    const reply = await wx.getTempFileURL({ fileList: [...fileIds] });
    const list = (reply as { fileList?: { tempFileURL?: string }[] } | undefined)?.fileList ?? [];
    return list.map((file) => file.tempFileURL ?? '').filter((url) => url !== '');
  },

  async deleteFiles(fileIds) {
    if (fileIds.length > 0) await wx.deleteFile({ fileList: [...fileIds] });
  },
};
