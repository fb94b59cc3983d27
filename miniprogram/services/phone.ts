/** The community's office, one tap away on every page. */
import { say } from './failure';
import { session } from './session';

export function callCommunity(): void {
  if (session.phone) callNumber(session.phone);
  else say('还没拿到社区电话，请连上网再试');
}

/** WeChat asks once more before it dials; taking that back is not an error. */
export function callNumber(phoneNumber: string): void {
  wx.makePhoneCall({ phoneNumber: phoneNumber.replace(/[^\d+]/g, ''), fail: () => undefined });
}
