/** A courtyard that answers a notice in given ways, for tests of reach. */
import type { Help, Neighbourhood, Resident } from '../../local/demo/cast';
import type { Home } from '../../local/demo/population';
import type { CourtyardId, NoticeId } from '../../miniprogram/contract/ids';
import type { DraftInput } from '../../miniprogram/contract/notice';
import { at, type By, type Calls, inParallel, item } from './community';

export interface Split {
  readonly self: number;
  readonly helper: number;
  readonly phone: number;
  readonly door: number;
}

/** Which household answers how; nobody twice. */
export interface Plan {
  readonly self: readonly Resident[];
  readonly helper: readonly Help[];
  readonly phone: readonly Home[];
  readonly door: readonly Home[];
  readonly left: readonly Home[];
}

/** Helped households first, because the fewest have a helper. @throws Error when the courtyard is too small for it */
export function planOf({ homes, residents, help }: Neighbourhood, split: Split): Plan {
  const free = new Set(homes);
  const take = <T>(list: readonly T[], homeOf: (one: T) => Home, count: number): readonly T[] => {
    const taken: T[] = [];
    for (const one of list) {
      if (taken.length < count && free.delete(homeOf(one))) taken.push(one);
    }
    if (taken.length < count) throw new Error(`only ${taken.length} of ${count} households`);
    return taken;
  };
  const helper = take(help, ({ home }) => home, split.helper);
  const self = take(residents, ({ home }) => home, split.self);
  const phone = take(homes, (home) => home, split.phone);
  const door = take(homes, (home) => home, split.door);
  return { helper, self, phone, door, left: [...free] };
}

/** A published notice of the courtyard's owner. */
export async function publishedBy(
  calls: Calls,
  owner: Resident,
  text: Partial<DraftInput> & Pick<DraftInput, 'validUntil'>,
): Promise<NoticeId> {
  const by = at(owner);
  const { noticeId } = await calls.done('notice', 'saveDraft', by, {
    title: '明天全院停水，请接水',
    body: '明天上午 9 点到下午 5 点停水，请提前接好水。',
    category: 'water',
    mustConfirm: true,
    pinned: false,
    pictures: [],
    audience: [owner.courtyard.id],
    ...text,
  });
  await calls.done('notice', 'publish', by, { noticeId });
  return noticeId;
}

export interface Round {
  readonly noticeId: NoticeId;
  readonly version: number;
  readonly courtyard: CourtyardId;
  /** Who sits at the telephones, and who walks to the doors. */
  readonly desk: readonly By[];
  readonly walkers: readonly By[];
}

/** Everybody of the plan answers, a few at a time as they would. */
export async function play(calls: Calls, plan: Plan, round: Round): Promise<void> {
  const { noticeId, version, courtyard, desk, walkers } = round;
  const input = { noticeId, version };
  const byHand = (how: 'phone' | 'door', homes: readonly Home[], people: readonly By[]) =>
    homes.map((home, index) => () => {
      const by = { ...item(people, index % people.length), courtyard };
      const reach = { ...input, householdId: home.id, how, reached: true };
      return calls.done('notice', 'recordReach', by, reach);
    });
  const jobs: readonly (() => Promise<unknown>)[] = [
    ...plan.self.map((one) => () => calls.done('notice', 'confirm', at(one), input)),
    ...plan.helper.map(
      ({ helper, home }) =>
        () =>
          calls.done('notice', 'confirm', { ...at(helper), subject: home.id }, input),
    ),
    ...byHand('phone', plan.phone, desk),
    ...byHand('door', plan.door, walkers),
  ];
  await inParallel(jobs);
}
