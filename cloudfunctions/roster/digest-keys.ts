/** What the courtyard tab and the reminders say of keys. Pure. @see docs/domain/roster.md §6 */
import { HOUR_MS } from '../../miniprogram/contract/calendar';
import type { WaitingItem } from '../../miniprogram/contract/home';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { DutyDigest } from './digest';
import type { KeyDoc } from './documents';
import { type HandoverState, handoverState, isAlarm } from './handover';
import type { Holder } from './key-chain';
import { keysInChain, keyTurnsIn } from './moments';
import { soonText } from './words';

export const labelAt = ({ homes }: DutyDigest, holder: Holder): string =>
  holder === 'committee' ? '院委会' : (homes[holder]?.label ?? '院里一户');

export function keyLineOf(digest: DutyDigest, key: KeyDoc, now: EpochMs): string {
  const state = stateIn(digest, key, now);
  const where = `${key.gate}钥匙在${labelAt(digest, key.holder)}`;
  if (!state) return where;
  const next = state.next === 'committee' ? '交回院委会' : `交给${labelAt(digest, state.next)}`;
  const isDue = state.state === 'due' || state.state === 'offered';
  return isDue ? `${where}，该${next}了` : `${where}，${soonText(state.at, now)} ${next}`;
}

/** Where a handover stands, as far as the digest knows the days. */
export function stateIn(digest: DutyDigest, key: KeyDoc, now: EpochMs): HandoverState | undefined {
  const state = handoverState(keyTurnsIn(digest, key), key.holder, now);
  return state?.next === 'committee' && !digest.roster?.ends.includes(key.gate) ? undefined : state;
}

/** A handover is shown on its day; whoever has tapped already waits for the other side. */
const SHOWN_BEFORE_MS = 12 * HOUR_MS;

interface Handing {
  readonly key: KeyDoc;
  readonly state: HandoverState;
  readonly give: boolean;
  readonly text: string;
}

export function handingsOf(digest: DutyDigest, side: Holder, now: EpochMs): readonly Handing[] {
  return keysInChain(digest).flatMap((key): readonly Handing[] => {
    const state = stateIn(digest, key, now);
    if (!state || state.at - now > SHOWN_BEFORE_MS) return [];
    const give = key.holder === side;
    if (!give && state.next !== side) return [];
    if (hasTapped(key, state, give ? 'giver' : 'receiver')) return [];
    return [{ key, state, give, text: handingText(digest, { key, state, give }, now) }];
  });
}

const hasTapped = (
  { half }: KeyDoc,
  { next }: HandoverState,
  side: 'giver' | 'receiver',
): boolean => half?.to === next && half.side === side;

function handingText(
  digest: DutyDigest,
  { key, state, give }: Omit<Handing, 'text'>,
  now: EpochMs,
): string {
  const other = labelAt(digest, give ? state.next : key.holder);
  if (key.half?.to === state.next) {
    return give ? `${other}说拿到${key.gate}钥匙了` : `${other}说${key.gate}钥匙交出来了`;
  }
  const isDue = state.state === 'due' || state.state === 'offered';
  const when = isDue ? '该' : `${soonText(state.at, now)} `;
  const done = isDue ? '了' : '';
  if (!give) return `${when}从${other}接${key.gate}钥匙${done}`;
  return `${when}把${key.gate}钥匙${state.next === 'committee' ? '交回' : '交给'}${other}${done}`;
}

type KeeperItem = Extract<WaitingItem, { readonly kind: 'keyAlarm' | 'committeeKey' }>;

/** What keepers have to see to: keys that are not where they should be, and those the committee gives or gets. */
export function keeperItems(digest: DutyDigest | undefined, now: EpochMs): readonly KeeperItem[] {
  if (!digest?.roster) return [];
  const alarms = (Object.values(digest.keys) as KeyDoc[]).flatMap((key): readonly KeeperItem[] => {
    const text = alarmText(digest, key, now);
    return text === undefined ? [] : [{ kind: 'keyAlarm', keyId: key._id, text }];
  });
  const own = handingsOf(digest, 'committee', now)
    .filter(({ key }) => !alarms.some(({ keyId }) => keyId === key._id))
    .map(
      ({ key, state, give, text }): KeeperItem => ({
        kind: 'committeeKey',
        keyId: key._id,
        give,
        at: state.at,
        text,
      }),
    );
  return [...alarms, ...own];
}

/** Undefined when the key is where it should be. */
export function alarmText(digest: DutyDigest, key: KeyDoc, now: EpochMs): string | undefined {
  const name = key.name ?? `${key.gate}钥匙`;
  if (key.lostAt !== undefined) return `${name}丢了，还没有补上`;
  if (key.holder !== 'committee' && digest.homes[key.holder] === undefined) {
    return `${name}还记在一户已经不住这儿的人家`;
  }
  const turns = keyTurnsIn(digest, key);
  const due = turns.filter(({ handoverAt }) => handoverAt <= now).at(-1);
  if (key.name !== undefined || !due || now >= due.closesAt) return undefined;
  if (!isAlarm(turns, key.holder, now)) return undefined;
  return `${name}在${labelAt(digest, key.holder)}，今天值守的是${labelAt(digest, due.turn.doer)}`;
}
