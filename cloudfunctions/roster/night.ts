/** Somebody must go out or in while the gate is closed. Pure. @see docs/domain/roster.md §10 */
import { dayOf, HOUR_MS, instant, MINUTE_MS } from '../../miniprogram/contract/calendar';
import type { MemberId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import { refuseIf } from '../kernel/errors';
import type { MemberDoc } from '../kernel/member-doc';
import type { OutboxDoc } from '../kernel/outbox';
import type { DutyLogDoc } from './documents';
import { logId, nightOf } from './journal';
import { labelIn, type Yard } from './repository';
import { rulesOn } from './rules';
import type { Running } from './running';
import { dutyMessage } from './tell';

/** A household's own, and the committee's. */
const TIMES_MAX = 5;
const COMMITTEE_MAX = 20;
/** Whoever keeps the gate hears of it once in this while; every opening stands in the journal. */
const QUIET_MS = 10 * MINUTE_MS;
const TOLD_FOR_MS = 6 * HOUR_MS;

/** Closed while the roster runs and none of the day's posts is open; the night after the last duty day as well. */
export function isGateClosed({ plan }: Pick<Running, 'plan'>, now: EpochMs): boolean {
  const today = dayOf(now);
  const { startsOn, endsOn } = plan;
  if (today < startsOn || (endsOn !== undefined && endsOn < today)) return false;
  return rulesOn(plan, today).posts.every(
    ({ opensAt, closesAt }) => now < instant(today, opensAt) || now >= instant(today, closesAt),
  );
}

type Opening = Pick<DutyLogDoc, 'communityId' | 'courtyardId' | 'text' | 'party' | 'by' | 'at'>;

/**
 * The log of an opening, numbered within the household's night, so that of two at once there is never one too many.
 * `tonight` are the lines of the courtyard since the night began.
 * @throws AppError `NIGHT_OFTEN`
 */
export function openingOf(opening: Opening, tonight: readonly DutyLogDoc[]): DutyLogDoc {
  const { courtyardId, party, at } = opening;
  const own = tonight.filter((log) => log.kind === 'night' && log.party === party).length;
  const max = party === 'committee' ? COMMITTEE_MAX : TIMES_MAX;
  refuseIf(own >= max, 'NIGHT_OFTEN', { max });
  const _id = logId(courtyardId, ['night', nightOf(at), party, String(own + 1)]);
  return { _id, rev: 1, kind: 'night', ...opening };
}

/** One to each of those who keep the gate, but whoever opened it; none while they have just been told. */
export function nightMessages(
  log: DutyLogDoc,
  keepers: readonly MemberDoc[],
  { tonight, yard }: { readonly tonight: readonly DutyLogDoc[]; readonly yard: Yard },
): readonly OutboxDoc[] {
  const isQuiet = tonight.some(({ kind, at }) => kind === 'night' && at > log.at - QUIET_MS);
  if (isQuiet) return [];
  const told = new Map<MemberId, MemberDoc>(keepers.map((member) => [member._id, member]));
  told.delete(log.by);
  const words = {
    title: `${labelIn(yard, log.party)}夜里开了大门`,
    hint: '原因在门口记事里',
    at: log.at,
    until: log.at + TOLD_FOR_MS,
  };
  return [...told.values()].map((member) => dutyMessage(log, { member, topic: log._id }, words));
}
