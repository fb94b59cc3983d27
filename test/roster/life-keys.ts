/** Keys in a life that is lived through: what may happen to one, and what it is then. */
import fc from 'fast-check';
import { handoverState, keyTurnsOf } from '../../cloudfunctions/roster/handover';
import {
  give,
  type Holder,
  type KeyMove,
  type KeyState,
  type Moved,
  record,
  take,
} from '../../cloudfunctions/roster/key-chain';
import {
  added,
  leftBehind,
  lose,
  passedOn,
  replaceLost,
  retire,
} from '../../cloudfunctions/roster/key-life';
import { planUntil } from '../../cloudfunctions/roster/plan';
import { factOf } from '../../cloudfunctions/roster/rules';
import { addDays, instant } from '../../miniprogram/contract/calendar';
import type { LocalDate } from '../../miniprogram/contract/units';
import type { World } from './life';
import { hh } from './yard';

/** Five past eight in the evening. */
export const nowOn = (day: LocalDate) => instant(day, '20:05');

export const anyKeyAct = fc.record({
  key: fc.nat(3),
  what: fc.constantFrom(
    ...([
      'handOver',
      'half',
      'record',
      'passOn',
      'lose',
      'replace',
      'add',
      'retire',
      'left',
    ] as const),
  ),
  to: fc.oneof(
    fc.constant('committee' as const),
    fc.nat(11).map((no) => hh(no + 1)),
  ),
});
export interface Key {
  readonly state: KeyState;
  readonly spare: boolean;
  readonly moves: readonly KeyMove[];
  readonly retired?: true;
}
export function keyStep(
  world: World,
  act: typeof anyKeyAct extends fc.Arbitrary<infer T> ? T : never,
): World {
  const { keys } = world;
  const tap = {
    by: 'mb_1' as const,
    at: nowOn(world.today),
    now: nowOn(world.today),
    nextCode: '2222',
  };
  if (act.what === 'add') {
    const { key, move } = added(act.to, tap);
    return { ...world, keys: [...keys, { state: key, spare: true, moves: [move] }] };
  }
  const index = act.key % keys.length;
  const key = keys[index];
  if (!key || key.retired) return world;
  const moved = attempt(() => movedBy(world, key, act));
  if (!moved) return world;
  const after: Key = {
    ...key,
    state: moved.key,
    moves: [...key.moves, ...(moved.move ? [moved.move] : [])],
    ...(act.what === 'retire' ? { retired: true as const } : {}),
  };
  return { ...world, keys: keys.map((one, i) => (i === index ? after : one)) };
}

function movedBy(
  { roster, today }: World,
  { state, spare }: Key,
  { what, to }: { readonly what: string; readonly to: Holder },
): Moved {
  const now = nowOn(today);
  const tap = { by: 'mb_1' as const, at: now, now, nextCode: '2222' };
  const ahead = planUntil(roster.plan, addDays(today, 30)).turns.map((turn) =>
    factOf(roster.plan, turn),
  );
  const next = spare
    ? undefined
    : handoverState(keyTurnsOf([...roster.recent, ...ahead], '大门'), state.holder, now)?.next;
  if (what === 'handOver') return take(give(state, next ?? to, tap).key, next ?? to, tap);
  if (what === 'half') return give(state, next ?? to, tap);
  if (what === 'record') return record(state, to, tap);
  if (what === 'passOn') return passedOn(state, tap);
  if (what === 'lose') return lose(state, tap);
  if (what === 'replace') return replaceLost(state, to, tap);
  if (what === 'left') return leftBehind(state, 'committee', tap);
  if (!spare) throw new Error('a gate’s own key stays');
  return retire(state, tap);
}

export const attempt = <T>(work: () => T): T | undefined => {
  try {
    return work();
  } catch {
    return undefined;
  }
};
