/**
 * Message credits: one tap on a button that people press anyway may allow one message of each kind.
 * A no, or a phone that cannot ask, is never an obstacle to what the button does.
 */
import { MESSAGES, type MessageKind } from '../contract/messages';
import { member } from './member';

/** WeChat asks for at most this many kinds at once. */
const MAX_KINDS = 3;

/** Call it first in a tap's handler: WeChat only asks in answer to a tap. */
export async function askForMessages(kinds: readonly MessageKind[]): Promise<void> {
  if (!wx.canIUse('requestSubscribeMessage')) return;
  try {
    const tmplIds = kinds.slice(0, MAX_KINDS).map((kind) => MESSAGES[kind].templateId);
    const answer = (await wx.requestSubscribeMessage({ tmplIds })) as unknown as Record<
      string,
      string
    >;
    const accepted = tmplIds.filter((id) => answer[id] === 'accept');
    if (accepted.length > 0) await member.addCredit({ templates: accepted });
  } catch {
    // Switched off in WeChat's settings, or not allowed at this moment.
  }
}
