import type { KeptView, member } from '../../../miniprogram/contract/member';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { nothing, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { gather, type OwnData, ownPeople, ownPhones } from '../own-data';

type Kept = (typeof member)['actions']['kept'];
type Row = KeptView['kept'][number];

/** What is stored about the caller, in words. Somebody who never joined has nothing stored. */
export const kept: HandlerOf<Kept> = {
  input: schemaOf<InputOf<Kept>>()(nothing),

  async run({ caller, store }) {
    if (!caller.member) return { kept: [] };
    return { kept: rowsOf(await gather(store, caller)) };
  },
};

const UNTIL_ERASED = '您注销或退出这一户时删除';

/** What it is, what for, and until when. */
type Words = readonly [what: string, why: string, until: string];

/** Words for every list another domain has: one without words does not compile. */
const DUTY: Readonly<Record<keyof OwnData['duty'], Words>> = {
  reasons: ['您写的来不了的原因', '只给您自己看', '30 天后或您退出这一户时删除'],
  care: ['您答过的关怀卡', '知道邻居好不好', '180 天后删除'],
  came: ['您写的值守时谁在门口', '家里人换着来', '30 天后或您注销时删除'],
  lines: ['您写的门口记事', '下一家知道门口的事', '180 天后或您注销时删除'],
};
const BUYING: Readonly<Record<keyof OwnData['buying'], Words>> = {
  orders: ['您家的团购', '知道给哪一户送什么、收多少钱', '和账一起留着，上面只有门牌的编号'],
  handIns: ['您交的团购款', '账要一直能查', '和账一起留着；您写的说明在您注销时删除'],
  pickings: ['您报名的采摘', '到时候好一起去', '您退出报名或注销时删除'],
};

const FLOWERS: Readonly<Record<keyof OwnData['flowers'], Words>> = {
  names: ['您给花起的名字', '邻居知道怎么叫这盆花', '跟着花一起留着，不写是谁起的'],
  diary: ['您写的养花日记', '一家人接着照看', '您注销时删除'],
  cards: ['您写的送花卡片', '收花的邻居看得到', '您注销时删除'],
  wishes: ['您的生日月日、浇水提醒', '邻居好给您送花，到时候提醒您', '您关掉或注销时删除'],
};

const CONTESTS: Readonly<Record<keyof OwnData['contests'], Words>> = {
  entries: ['您报名的花和视频', '给邻居看，请人来评', '您撤回或注销时删除'],
  ballots: ['您家投的票', '一家一票，公布前谁也看不到', '评完 30 天后删除'],
  scores: ['您当评委打的分', '公布前谁也看不到', '评完 30 天后删除'],
  talents: ['院里悄悄问您愿不愿意做的事', '您点头后院里才看得到', '您说不愿意或注销时删除'],
};

const row = ([what, why, until]: Words, count: number): Row => ({ what, why, until, count });

const listed = <K extends string>(
  words: Readonly<Record<K, Words>>,
  lists: Readonly<Record<K, readonly unknown[]>>,
): readonly Row[] =>
  (Object.keys(words) as K[]).map((name) => row(words[name], lists[name].length));

/** Rows for each kind of own data: one without rows does not compile. */
const ROWS: { readonly [K in keyof OwnData]: (data: OwnData) => readonly Row[] } = {
  account: ({ account }) => [
    row(['微信给的编号', '认出是您本人，给您发您要的提醒', '您注销时删除'], account ? 1 : 0),
    row(
      ['还可以给您发几条提醒', '一次允许只发一条', '您注销时删除'],
      Object.values(account?.credits ?? {}).reduce((sum, one) => sum + one, 0),
    ),
  ],
  member: ({ member }) => memberRows(member),
  households: (data) => [
    row(
      ['登记册上您的称呼和年龄段', '有急事时先找老人和孩子', UNTIL_ERASED],
      ownPeople(data).length,
    ),
  ],
  contacts: (data) => [
    row(['您的电话', '没有微信时能打电话告诉您', UNTIL_ERASED], ownPhones(data).length),
  ],
  questions: ({ questions }) => [
    row(['您在通知下面的提问', '请人回答您', '您注销时删除'], questions.length),
  ],
  duty: ({ duty }) => listed(DUTY, duty),
  buying: ({ buying }) => listed(BUYING, buying),
  flowers: ({ flowers }) => listed(FLOWERS, flowers),
  contests: ({ contests }) => listed(CONTESTS, contests),
  giving: ({ giving }) => [
    row(
      ['您写的余花加领原因', '邻居信得过花是怎么分的', '您注销时删除，数目留着'],
      giving.reasons.length,
    ),
  ],
  vouchers: ({ vouchers }) => [
    row(['您填过的微基金单子', '账要一直能查', '和账一起留着，上面只有编号'], vouchers.length),
  ],
};

const memberRows = (member: OwnData['member']): readonly Row[] => [
  row(['您的称呼', '邻居知道怎么叫您', '您注销时删除'], 1),
  row(['您同意隐私说明的记录', '证明您看过并同意', '您注销时删除'], member.agreed ? 1 : 0),
  row(['您家的门牌', '知道您是哪一户', UNTIL_ERASED], member.households.length),
  row(['您帮谁代办', '知道谁可以替谁办事', '任何一方结束时删除'], member.actingFor.length),
  row(['您的职务', '知道您可以办哪些事', '到期、卸任或注销时删除'], member.roles.length),
  row(
    ['您的加入申请', '群主知道是谁要加入', '只留最近 12 次，您注销时删除'],
    member.waiting.length + (member.answered?.length ?? 0),
  ),
  row(
    ['打开过的微信群的编号', '下次从群里进来直接到您的院子', '您注销时删除'],
    Object.keys(member.groups).length,
  ),
];

export const rowsOf = (data: OwnData): readonly Row[] =>
  Object.values(ROWS)
    .flatMap((rows) => rows(data))
    .filter(({ count }) => count > 0);
