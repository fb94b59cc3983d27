/**
 * Taps and keystrokes of everyday tasks, replayed on the real pages in the browser phone from the card, message or tab
 * where people begin, until the page says that it is done. Whatever a person taps counts, WeChat's own questions too.
 */
import { type Journey, type Phone, startJourney } from '../test/support/journey';
import { type Things, thingsOf } from '../test/support/visits';
import type { Row } from './support/rows';

const TAPS_MAX = 4;

interface Task {
  readonly what: string;
  readonly as: string;
  /** Where people begin. */
  from(things: Things): string;
  /** Ends only when the page says that it is done. */
  act(hand: Hand): Promise<void>;
}

/** A hand that counts its taps. It cannot type: a task that needs a keyboard cannot be told here. */
interface Hand {
  readonly taps: number;
  readonly phone: Phone;
  tap(name: string | RegExp): Promise<void>;
  /** Of several alike the first, or the last. */
  tapOne(name: string | RegExp, which: 'first' | 'last'): Promise<void>;
  /** What WeChat asks when it asks; a no is never in the way. */
  decline(): Promise<void>;
}

const RESIDENT = 'o_c01_u1_101_a';
const NEIGHBOUR = 'o_c02_u1_101_a';
const OWNER = 'o_c02_u3_301_a';
const HELPER = 'o_c01_u1_702_a';
const STAFF = 'o_staff_03';

const TASKS: readonly Task[] = [
  {
    what: 'answer a notice from the card in the group',
    as: NEIGHBOUR,
    from: ({ notice }) => `pages/notice/view/view?id=${notice}&y=cy_c02`,
    async act(hand) {
      await hand.tap(/收到/);
      await hand.decline();
      await hand.phone.see(/回好了|收到了/);
    },
  },
  {
    what: 'answer a notice for a neighbour without a phone',
    as: HELPER,
    from: () => 'pages/home/home',
    async act(hand) {
      await hand.tap('帮着回');
      await hand.tap(/收到/);
      await hand.decline();
      await hand.phone.see('回好了');
    },
  },
  {
    what: 'order vegetables from the card in the group',
    as: RESIDENT,
    from: ({ open }) => `packages/buying/round/round?id=${open}&y=cy_c01`,
    async act(hand) {
      await hand.tap('豌豆尖加一');
      await hand.tap(/^(订|改成) \d+ 份/);
      await hand.decline();
      await hand.phone.see(/已订 \d+ 份/);
    },
  },
  {
    what: 'hand over at a door, with the money',
    as: OWNER,
    from: ({ delivered }) => `packages/buying/door/door?id=${delivered}&y=cy_c02`,
    async act(hand) {
      await hand.tapOne(/送到了，收/, 'first');
      await hand.phone.see(/撤回|撤销|点错了/);
    },
  },
  {
    what: 'give up a turn at the gate',
    as: RESIDENT,
    from: () => 'packages/duty/mine/mine?y=cy_c01',
    async act(hand) {
      await hand.tapOne(/^我来不了/, 'first');
      await hand.tapOne(/^我来不了$/, 'last');
      await hand.phone.see('后面一家会接');
    },
  },
  {
    what: 'follow money of the fund to what it was for',
    as: RESIDENT,
    from: () => 'packages/fund/fund/fund',
    async act(hand) {
      await hand.tap(/^绿化/);
      await hand.tap(/支出：绿化/);
      await hand.phone.see('院门口花箱换土、买花');
    },
  },
  {
    what: 'sign for the fund what somebody else asked for',
    as: STAFF,
    from: ({ voucher }) => `packages/fund/voucher/voucher?id=${voucher}`,
    async act(hand) {
      await hand.tap('签字入账');
      await hand.decline();
      await hand.tapOne(/^签字$/, 'last');
      await hand.phone.see('已入账');
    },
  },
];

export async function taps(): Promise<readonly Row[]> {
  const journey = await startJourney();
  try {
    const things = await thingsOf(journey.product.control);
    const rows: Row[] = [];
    for (const task of TASKS) rows.push(await rowOf(journey, task, things));
    return rows;
  } finally {
    await journey.close();
  }
}

async function rowOf(journey: Journey, task: Task, things: Things): Promise<Row> {
  const phone = await journey.phone({ as: task.as, path: task.from(things) });
  const hand = handOn(phone);
  await task.act(hand);
  await phone.close();
  return {
    bench: 'taps',
    what: task.what,
    figure: `${hand.taps} taps, 0 keys`,
    goal: `≤ ${TAPS_MAX} taps, 0 keys`,
    met: hand.taps <= TAPS_MAX,
  };
}

function handOn(phone: Phone): Hand {
  let count = 0;
  const counted = async (work: () => Promise<void>) => {
    await work();
    count += 1;
  };
  return {
    phone,
    get taps() {
      return count;
    },
    tap: (name) => counted(() => phone.tap(name)),
    tapOne: (name, which) =>
      counted(() => {
        const all = phone.page.getByRole('button', { name }).filter({ visible: true });
        return (which === 'first' ? all.first() : all.last()).tap();
      }),
    async decline() {
      const no = phone.page.getByText('取消').filter({ visible: true }).first();
      const asks = await no.waitFor({ timeout: 1_500 }).then(
        () => true,
        () => false,
      );
      if (asks) await counted(() => no.tap());
    },
  };
}
