/** Calls a household: looks the number up, lets somebody choose among several, and dials. */
import type { HouseholdId } from '../../../contract/ids';
import { isOffline, say, showFailure } from '../../../services/failure';
import { notice } from '../../../services/notice';
import { callNumber } from '../../../services/phone';
import { at, type Place } from '../../../services/place';

/** Numbers are never kept on the phone: each look-up is one reading of personal data, and is recorded as one. */
export async function callHousehold(
  householdId: HouseholdId,
  courtyardId: Place,
): Promise<'dialled' | 'no-phone' | 'not-now'> {
  const reply = await notice.phoneOf({ householdId }, at(courtyardId));
  if (!reply.ok) {
    if (isOffline(reply)) say('没有网，查不到号码。说到了也可以先记下');
    else showFailure(reply);
    return 'not-now';
  }
  const { phones } = reply.value;
  const phone = phones.length > 1 ? await choose(phones) : phones[0]?.phone;
  if (phone !== undefined) callNumber(phone);
  if (phones.length > 0) return phone === undefined ? 'not-now' : 'dialled';
  say('这一家没留电话，去敲个门吧');
  return 'no-phone';
}

async function choose(
  phones: readonly { readonly name: string; readonly phone: string }[],
): Promise<string | undefined> {
  try {
    const { tapIndex } = await wx.showActionSheet({
      itemList: phones.slice(0, 6).map(({ name, phone }) => `${name} ${phone}`),
    });
    return phones[tapIndex]?.phone;
  } catch {
    return undefined;
  }
}
