/** Two courtyards of one community and one of another, the people in them, and calls in their name. */
import type { CourtyardId, NoticeId } from '../../miniprogram/contract/ids';
import type { DraftInput } from '../../miniprogram/contract/notice';
import { type By, type Calls, callsOf } from '../support/community';
import { type Database, openDatabase } from '../support/database';
import { homes, settle, type TownSpec } from '../support/factories';
import { type Product, type ProductOptions, startProduct } from '../support/local';

/** Monday morning in Chengdu. */
export const MORNING = Date.parse('2020-02-10T09:00:00+08:00');
export const UNTIL = Date.parse('2020-02-12T20:00:00+08:00');
export const HOUR = 3_600_000;

export const YARD: CourtyardId = 'cy_t1';
export const OTHER_YARD: CourtyardId = 'cy_t2';
export const FAR_YARD: CourtyardId = 'cy_f1';

export const TOWN: TownSpec = {
  id: 'cm_test',
  name: '东环路社区',
  phone: '028-83000000',
  yards: [
    {
      id: YARD,
      name: '桂花巷9号院',
      homes: {
        ...homes('a', 12),
        hh_a13: { unit: '10单元', door: '1001', family: '何家', phone: '028-83000131' },
      },
    },
    { id: OTHER_YARD, name: '桂花巷11号院', homes: homes('b', 6) },
  ],
  people: [
    { openid: 'o_owner', name: '罗群主', lives: ['hh_a1'], roles: [{ role: 'owner', at: YARD }] },
    { openid: 'o_deputy', name: '副群主', lives: ['hh_a2'], roles: [{ role: 'deputy', at: YARD }] },
    {
      openid: 'o_committee',
      name: '委员',
      lives: ['hh_a3'],
      roles: [{ role: 'committee', at: YARD }],
    },
    {
      openid: 'o_volunteer',
      name: '志愿者',
      lives: ['hh_a4'],
      roles: [{ role: 'volunteer', at: YARD }],
    },
    { openid: 'o_li', name: '李嬢嬢', lives: ['hh_a5'] },
    { openid: 'o_li_son', name: '小李', lives: ['hh_a5'] },
    { openid: 'o_wang', name: '王叔', lives: ['hh_a6'], helps: ['hh_a7'] },
    { openid: 'o_other', name: '隔壁院', lives: ['hh_b1'] },
    {
      openid: 'o_other_owner',
      name: '隔壁群主',
      lives: ['hh_b2'],
      roles: [{ role: 'owner', at: OTHER_YARD }],
    },
    { openid: 'o_staff', name: '社工', roles: [{ role: 'staff' }] },
  ],
};

export const FAR_TOWN: TownSpec = {
  id: 'cm_far',
  name: '远处社区',
  phone: '028-83999999',
  yards: [{ id: FAR_YARD, name: '远处院', homes: homes('f', 3) }],
  people: [
    { openid: 'o_far', name: '远邻', lives: ['hh_f1'] },
    { openid: 'o_far_staff', name: '远处社工', roles: [{ role: 'staff' }] },
  ],
};

const at = (openid: string): By => ({ openid, community: TOWN.id, courtyard: YARD });

export const owner = at('o_owner');
export const deputy = at('o_deputy');
export const committee = at('o_committee');
export const volunteer = at('o_volunteer');
export const li = at('o_li');
export const liSon = at('o_li_son');
export const wang = at('o_wang');
export const staff: By = { openid: 'o_staff', community: TOWN.id };
export const other: By = { openid: 'o_other', community: TOWN.id, courtyard: OTHER_YARD };
export const otherOwner: By = {
  openid: 'o_other_owner',
  community: TOWN.id,
  courtyard: OTHER_YARD,
};
export const far: By = { openid: 'o_far', community: FAR_TOWN.id, courtyard: FAR_YARD };
export const farStaff: By = { openid: 'o_far_staff', community: FAR_TOWN.id };

export interface Stage {
  readonly product: Product;
  readonly calls: Calls;
  readonly database: Database;
  /** A draft of the owner's courtyard, published. */
  published(text?: Partial<DraftInput>, by?: By): Promise<NoticeId>;
  drafted(text?: Partial<DraftInput>, by?: By): Promise<NoticeId>;
  /** Moves the clock to the next five-minute tick and waits for it. */
  tick(): Promise<void>;
  /** A quarter of a minute passes, so that nobody taps too fast. */
  breathe(): Promise<void>;
  close(): Promise<void>;
}

export const draft = (text: Partial<DraftInput> = {}): DraftInput => ({
  title: '明天停水',
  body: '明天上午 9 点到下午 5 点停水，请提前接好水。',
  category: 'water',
  mustConfirm: true,
  pinned: false,
  validUntil: UNTIL,
  pictures: [],
  audience: [YARD],
  ...text,
});

export async function openStage(options: ProductOptions = {}): Promise<Stage> {
  const product = await startProduct({ size: 'empty', ...options });
  await product.setClock(MORNING);
  const database = await openDatabase(product);
  await settle(database, TOWN, MORNING - 24 * HOUR);
  await settle(database, FAR_TOWN, MORNING - 24 * HOUR);
  const calls = callsOf(product);
  let now = MORNING;
  const drafted: Stage['drafted'] = async (text = {}, by = owner) =>
    (await calls.done('notice', 'saveDraft', by, draft(text))).noticeId;
  return {
    product,
    calls,
    database,
    drafted,
    async published(text, by = owner) {
      const noticeId = await drafted(text, by);
      await calls.done('notice', 'publish', by, { noticeId });
      return noticeId;
    },
    async breathe() {
      now += 15_000;
      await product.setClock(now);
    },
    async tick() {
      now += 5 * 60_000;
      await product.setClock(now);
    },
    close: () => product.close(),
  };
}
