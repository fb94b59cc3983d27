/** Two courtyards and a February in which everything happens once or twice, through real calls. */
import { instant } from '../../miniprogram/contract/calendar';
import type { RoundForm } from '../../miniprogram/contract/groupbuy-forms';
import type { CourtyardId, NoticeId, RoundId } from '../../miniprogram/contract/ids';
import type { DraftInput } from '../../miniprogram/contract/notice';
import type { MonthView } from '../../miniprogram/contract/report';
import type { LocalTime } from '../../miniprogram/contract/units';
import { type By, type Calls, callsOf } from '../support/community';
import { type Database, openDatabase } from '../support/database';
import { homes, settle, type TownSpec } from '../support/factories';
import { type Product, startProduct } from '../support/local';

export const YARD: CourtyardId = 'cy_t1';
export const OTHER_YARD: CourtyardId = 'cy_t2';

const TOWN: TownSpec = {
  id: 'cm_test',
  name: '东环路社区',
  phone: '028-83000000',
  yards: [
    { id: YARD, name: '桂花巷9号院', homes: homes('a', 6) },
    { id: OTHER_YARD, name: '桂花巷11号院', homes: homes('b', 4) },
  ],
  people: [
    { openid: 'o_owner', name: '罗群主', lives: ['hh_a1'], roles: [{ role: 'owner', at: YARD }] },
    { openid: 'o_a2', name: '闻人嬢嬢', lives: ['hh_a2'], helps: ['hh_a3'] },
    { openid: 'o_a4', name: '夏侯叔', lives: ['hh_a4'] },
    { openid: 'o_b1', name: '公孙婆婆', lives: ['hh_b1'] },
    { openid: 'o_b2', name: '尉迟大哥', lives: ['hh_b2'] },
    { openid: 'o_b3', name: '令狐姐', lives: ['hh_b3'] },
    { openid: 'o_treasurer', name: '财务', roles: [{ role: 'treasurer' }] },
    { openid: 'o_staff', name: '社工', roles: [{ role: 'staff' }] },
  ],
};

const by = (openid: string, courtyard?: CourtyardId): By => ({
  openid,
  community: TOWN.id,
  ...(courtyard === undefined ? {} : { courtyard }),
});
export const OWNER = by('o_owner', YARD);
export const A2 = by('o_a2', YARD);
export const A4 = by('o_a4', YARD);
export const B1 = by('o_b1', OTHER_YARD);
export const B2 = by('o_b2', OTHER_YARD);
export const B3 = by('o_b3', OTHER_YARD);
export const TREASURER = by('o_treasurer');
export const STAFF = by('o_staff');

export interface Stage {
  readonly product: Product;
  readonly database: Database;
  readonly calls: Calls;
  /** The clock stands still at a Beijing day and time; what is due by then is done. */
  at(day: string, time?: LocalTime, moreMs?: number): Promise<void>;
  publish(text: Partial<DraftInput>, by?: By): Promise<NoticeId>;
  month(month?: string): Promise<MonthView>;
}

export async function openStage(): Promise<Stage> {
  const product = await startProduct({ size: 'empty' });
  await product.setClock(instant('2020-01-31', '09:00'));
  const database = await openDatabase(product);
  await settle(database, TOWN, instant('2020-01-01'));
  const calls = callsOf(product);
  return {
    product,
    database,
    calls,
    at: (day, time = '09:00', moreMs = 0) => product.setClock(instant(day, time) + moreMs),
    async publish(text, who = STAFF) {
      const draft: DraftInput = {
        ...{ title: '明天停水', body: '请提前接水。', category: 'water', pinned: false },
        ...{ mustConfirm: true, pictures: [], audience: [YARD, OTHER_YARD] },
        validUntil: instant('2020-04-30'),
        ...text,
      };
      const { noticeId } = await calls.done('notice', 'saveDraft', who, draft);
      await calls.done('notice', 'publish', who, { noticeId });
      return noticeId;
    },
    month: (month) => calls.done('report', 'month', STAFF, month === undefined ? {} : { month }),
  };
}

/** Figures of a section by the label they are shown under. */
export function figuresIn(view: MonthView, key: string): Readonly<Record<string, number>> {
  const section = view.sections.find((one) => one.key === key);
  if (!section) throw new Error(`no section ${key} in ${view.month}`);
  return Object.fromEntries(section.rows.map(({ label, value }) => [label, value]));
}

export const ROUND: RoundForm = {
  title: '周六新鲜蔬菜',
  note: '',
  items: [{ name: '萝卜', unit: '根', spec: '', costFen: 120, saleFen: 150 }],
  opensAt: instant('2020-02-25', '09:00'),
  closesAt: instant('2020-02-27', '20:00'),
  delivery: {
    text: '送到院门口',
    from: instant('2020-02-29', '09:00'),
    until: instant('2020-02-29', '11:00'),
  },
  courtyards: [YARD, OTHER_YARD],
  dropPoints: {},
  shortageRule: 'equal',
  lossRule: 'fund',
};

/** Everything that was ordered at one door, paid in cash. */
export const handOver = (
  { calls }: Stage,
  roundId: RoundId,
  { who, home, count }: { readonly who: By; readonly home: `hh_${string}`; readonly count: number },
) =>
  calls.done('groupbuy', 'deliver', who, {
    roundId,
    householdId: home,
    outcome: 'handed',
    payment: 'cash',
    lines: [{ itemId: 'i1', handed: count }],
  });
