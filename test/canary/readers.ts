/** Personal data that is planted, and who may hear it where. Whoever is not named here must not. */
export const CANARIES = {
  /** Of the household's contacts. */
  phone: '028-8300 9077',
  /** Somebody on the register with a text-only phone. */
  registeredName: '嵇月桂',
  /** Whom a neighbour wants to help. */
  helpedName: '嵇婆婆',
  /** A member of the household. */
  memberName: '皇甫真',
  /** Somebody who waits for a yes. */
  waitingName: '端木等',
  question: '家里有人做透析，停水怎么办',
  answer: '明早给您单独留一桶水',
  draft: '还没有定下来的事',
  /** What a courtyard wants money for, before anybody has signed. */
  voucherWords: '给二单元钟婆婆买轮椅',
  /** Who is to be paid. */
  payee: '轮椅店万俟老板',
  /** Why a household cannot come to its turn. */
  skipReason: '腰椎间盘又犯了',
  /** The same, told to a keeper who writes it down for the household. */
  toldReason: '要陪二姨去化疗',
  /** Why the gate was opened at night. */
  nightReason: '娃儿半夜发高烧',
  /** Who of a family stood at the gate. */
  whoCame: '澹台姨妈',
  /** Why counted cash differs. */
  explanation: '找零找错给了哑巴大爷',
  /** Of somebody who grows vegetables. */
  /** Who grew the flower that was entered. */
  hands: '小姨司徒幺妹',
  /** Which neighbour took a prize in. */
  prizeTakenBy: '对门宇文嬢嬢',
  supplierPhone: '028-8300 9066',
  /** Of a household's diary of its pot. */
  diaryWords: '给爸爸的遗像前放一盆',
  /** For one neighbour only. */
  giftCard: '手术顺利，早点回来',
  /** As it is taken along. */
  birthday: '2月11日生日',
  /** As the own page shows it. */
  birthdayFields: '"month":2,"day":11',
} as const;
export type Canary = keyof typeof CANARIES;

export const STAFF = ['staff', 'admin'];
export const KEEPERS = ['owner', 'deputy', 'committee', ...STAFF];
const REACHERS = [...KEEPERS, 'volunteer'];
const TREASURERS = ['treasurer', ...STAFF];

type Readers = Readonly<Record<Canary, Readonly<Record<string, readonly string[]>>>>;

export const READERS: Readers = {
  phone: { 'notice.phoneOf': REACHERS },
  registeredName: {
    'notice.phoneOf': REACHERS,
    'directory.household': KEEPERS,
    'member.me': ['family'],
  },
  // A household with a member says yes itself, so its requests are not the keepers' to read.
  helpedName: { 'member.helperRequests': ['family'], 'member.me': ['family'] },
  memberName: {
    'courtyard.home': ['family'],
    'courtyard.roles': KEEPERS,
    'directory.household': KEEPERS,
    'member.me': ['family'],
    'member.exportMine': ['family'],
  },
  waitingName: { 'member.joins': KEEPERS },
  question: { 'notice.view': [...KEEPERS, 'family'], 'member.exportMine': ['family'] },
  answer: { 'notice.view': [...KEEPERS, 'family'], 'member.exportMine': ['family'] },
  draft: { 'notice.list': KEEPERS, 'notice.view': KEEPERS },
  voucherWords: {
    'fund.voucher': [...KEEPERS, 'treasurer'],
    'fund.vouchers': [...KEEPERS, 'treasurer'],
  },
  payee: { 'fund.voucher': TREASURERS },
  skipReason: { 'member.exportMine': ['family'] },
  // Nobody: the household did not write it, and it does not concern the keeper.
  toldReason: {},
  nightReason: { 'roster.journal': KEEPERS, 'member.exportMine': ['family'] },
  whoCame: {
    'roster.today': [...KEEPERS, 'family'],
    'roster.mine': [...KEEPERS, 'family'],
    'member.exportMine': ['family'],
  },
  explanation: { 'groupbuy.handIns': REACHERS, 'member.exportMine': ['volunteer'] },
  diaryWords: { 'flower.passport': ['family'], 'member.exportMine': ['family'] },
  // The neighbour it is for is none of those who ask.
  giftCard: { 'flower.passport': ['family'], 'member.exportMine': ['family'] },
  birthday: { 'member.exportMine': ['family'] },
  birthdayFields: { 'flower.flowerSettings': ['family'] },
  hands: { 'contest.contest': ['family'], 'member.exportMine': ['family'] },
  prizeTakenBy: { 'contest.prizes': REACHERS },
  supplierPhone: { 'groupbuy.suppliers': [...REACHERS, 'treasurer'] },
};
