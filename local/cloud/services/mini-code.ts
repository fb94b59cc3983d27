import QRCode from 'qrcode';
import { error, type WxError } from './outbox';

export interface MiniCodeOptions {
  /** Where the printed code leads: the shell page of this machine. */
  origin(): string;
  /** Every page of the mini-program, without a leading slash; empty when unknown. */
  pages(): readonly string[];
}

export type MiniCodeReply = { readonly png: Buffer } | WxError;

export interface MiniCodes {
  /** wxacode.getUnlimited: a page and at most 32 characters of scene. */
  unlimited(params: Readonly<Record<string, unknown>>): Promise<MiniCodeReply>;
  /** wxacode.get and wxacode.createQRCode: a path with its query. */
  byPath(params: Readonly<Record<string, unknown>>): Promise<MiniCodeReply>;
}

/** Digits, Latin letters and `!#$&'()*+,/:;=?@-._~`. @see WeChat's getUnlimitedQRCode */
const SCENE = /^[\w!#$&'()*+,/:;=?@.~-]{1,32}$/;
const SCANNED = 1047;

export function createMiniCodes({ origin, pages }: MiniCodeOptions): MiniCodes {
  const draw = async (path: string, width: unknown): Promise<MiniCodeReply> => {
    const size = typeof width === 'number' ? width : 430;
    if (size < 280 || size > 1280) return error(40097, 'invalid args: width must be 280..1280');
    const url = `${origin()}/#path=${encodeURIComponent(path)}&scene=${SCANNED}`;
    return { png: await QRCode.toBuffer(url, { width: size, errorCorrectionLevel: 'M' }) };
  };
  const pageTrouble = (page: string): WxError | undefined => {
    if (page.startsWith('/')) return error(41030, 'invalid page: no leading slash');
    const known = pages();
    return known.length > 0 && !known.includes(page) ? error(41030, 'invalid page') : undefined;
  };

  return {
    async unlimited({ scene, page, check_path: checkPath, width }) {
      if (typeof scene !== 'string' || !SCENE.test(scene)) {
        return error(40169, 'invalid length for scene, or the data is not json string');
      }
      const target =
        typeof page === 'string' && page !== '' ? page : (pages()[0] ?? 'pages/index/index');
      if (target.includes('?')) return error(41030, 'invalid page: parameters belong into scene');
      const trouble = checkPath === false ? undefined : pageTrouble(target);
      return trouble ?? draw(`${target}?scene=${encodeURIComponent(scene)}`, width);
    },
    async byPath({ path, width }) {
      if (typeof path !== 'string' || path === '' || path.length > 128) {
        return error(45029, 'qrcode path is empty or longer than 128 characters');
      }
      return pageTrouble(path.split('?')[0] ?? '') ?? draw(path, width);
    },
  };
}
