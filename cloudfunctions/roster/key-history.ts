/** A line of a key's history in words. Pure. @see docs/domain/roster.md §6 */
import { dayOf, timeOf } from '../../miniprogram/contract/calendar';
import type { KeyMoveHow, KeyMoveView } from '../../miniprogram/contract/roster-records';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { KeyMoveDoc } from './documents';
import { labelIn, type Yard } from './repository';
import { shortDay } from './verdict';

const HOW_TEXTS: Readonly<Record<KeyMoveHow, string>> = {
  taps: '两边都点了',
  code: '报了交接码',
  recorded: '事后登记',
  passedOn: '没人应门，转给下一家',
  lost: '报了丢失',
  replaced: '补了一把',
  added: '新添的备用钥匙',
  retired: '停用了',
  left: '这家不在名册上了，由接手的保管',
};

/** Where nobody answered is not named: the key stayed where it was. */
export function moveView(
  { no, from, to, way, at, party }: KeyMoveDoc,
  yard: Yard,
  now: EpochMs,
): KeyMoveView {
  const when = `${shortDay(dayOf(at), dayOf(now))} ${timeOf(at)}`;
  const where =
    from === to ? `在${labelIn(yard, to)}` : `从${labelIn(yard, from)}到${labelIn(yard, to)}`;
  return {
    no,
    at,
    text: `${when} ${where}`,
    how: way,
    howText: HOW_TEXTS[way],
    ...(party === undefined ? {} : { by: labelIn(yard, party) }),
  };
}
