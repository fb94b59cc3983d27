/** From an error code to what a person reads. */
import type { ErrorCode } from '../contract/errors';
import { ERRORS, sentenceOf } from '../contract/errors';
import type { Details } from '../contract/protocol';

export interface Failed {
  readonly code: ErrorCode;
  readonly details?: Details;
}

/** A cloud newer than this phone may know codes we do not. */
export const sentence = ({ code, details }: Failed): string =>
  code in ERRORS ? sentenceOf(code, details) : sentenceOf('INTERNAL');

export const isOffline = ({ code }: Failed): boolean => code === 'OFFLINE';

/** Says why something did not work, in a dialog that stays until it is read. */
export function showFailure(failed: Failed): void {
  wx.showModal({
    title: isOffline(failed) ? '没有连上网' : '没办成',
    content: sentence(failed),
    showCancel: false,
    confirmText: '知道了',
  });
}

/** A short good word that goes by itself. */
export const say = (title: string): void => {
  wx.showToast({ title, icon: 'none', duration: 2_500 });
};

/** Asks before something that cannot be taken back; the content says what will happen and to whom. */
export async function sure(title: string, content: string, yes: string): Promise<boolean> {
  const { confirm } = await wx.showModal({ title, content, confirmText: yes, cancelText: '先不' });
  return confirm;
}
