/** The tiles of what concerns a household, and everybody. */
import type { ActionName, FunctionName } from '../contract/contracts';
import type { Role } from '../contract/roles';

export interface Tile {
  readonly key: string;
  readonly icon: string;
  readonly name: string;
  readonly line: string;
  readonly url: string;
}

type Need = { readonly [F in FunctionName]: readonly [F, ActionName<F>] }[FunctionName];

export interface Row extends Tile {
  readonly needs: Need;
  /** For the work of one's own courtyard even where the community may do it too. */
  readonly only?: readonly Role[];
}

const self = (page: string): string => `/packages/self/${page}/${page}`;
const duty = (page: string): string => `/packages/duty/${page}/${page}`;

export interface Group {
  readonly title: string;
  readonly rows: readonly Row[];
}

export const OWN: Group = {
  title: '我家的事',
  rows: [
    {
      key: 'notices',
      icon: 'bell',
      name: '看通知',
      line: '院里和社区说过的事',
      url: self('notices'),
      needs: ['notice', 'list'],
    },
    {
      key: 'household',
      icon: 'house',
      name: '我家',
      line: '家里人、门牌、出门几天',
      url: self('household'),
      needs: ['member', 'invite'],
    },
    {
      key: 'acting',
      icon: 'hand',
      name: '帮邻居代办',
      line: '替老人看通知、回收到',
      url: self('acting'),
      needs: ['member', 'askToHelp'],
    },
  ],
};

export const DUTY: Group = {
  title: '值守',
  rows: [
    {
      key: 'duty-today',
      icon: 'gate',
      name: '今天值守',
      line: '谁在门口，明天是谁',
      url: duty('today'),
      needs: ['roster', 'today'],
    },
    {
      key: 'duty-mine',
      icon: 'clock',
      name: '我的值守',
      line: '轮到哪天，来不了、找人换',
      url: duty('mine'),
      needs: ['roster', 'seen'],
    },
    {
      key: 'duty-keys',
      icon: 'key',
      name: '钥匙',
      line: '在谁家，今晚交给谁',
      url: duty('keys'),
      needs: ['roster', 'today'],
    },
    {
      key: 'duty-month',
      icon: 'grid',
      name: '全院排班',
      line: '一个月一个月地看',
      url: duty('month'),
      needs: ['roster', 'month'],
    },
    {
      key: 'duty-care',
      icon: 'hand',
      name: '关心邻居',
      line: '请您去问候一声的',
      url: duty('care'),
      needs: ['roster', 'answerCare'],
    },
    {
      key: 'duty-behalf',
      icon: 'phone',
      name: '替一家办',
      line: '没手机的、打电话来的',
      url: duty('behalf'),
      needs: ['roster', 'rules'],
    },
    {
      key: 'duty-keyring',
      icon: 'lock',
      name: '全部钥匙',
      line: '替没手机的记一笔，看记录',
      url: duty('keyring'),
      needs: ['roster', 'addKey'],
    },
    {
      key: 'duty-rules',
      icon: 'list',
      name: '排班设置',
      line: '几户一天、谁先谁后，先算后发',
      url: duty('rules'),
      needs: ['roster', 'rules'],
    },
    {
      key: 'duty-paper',
      icon: 'poster',
      name: '纸质表',
      line: '打印贴门口，照纸登记',
      url: duty('paper'),
      needs: ['roster', 'enterPaper'],
    },
    {
      key: 'duty-journal',
      icon: 'pen',
      name: '值守记录',
      line: '每天留的话，夜里开门',
      url: duty('journal'),
      needs: ['roster', 'journal'],
    },
  ],
};

export const BUYING: Group = {
  title: '一起买菜',
  rows: [
    {
      key: 'buying',
      icon: 'basket',
      name: '团购',
      line: '现在能订什么',
      url: '/packages/buying/list/list',
      needs: ['groupbuy', 'list'],
    },
    {
      key: 'buying-work',
      icon: 'list',
      name: '开团和送货',
      line: '开团、采购、送到门口',
      url: '/packages/buying/working/working',
      needs: ['groupbuy', 'manage'],
    },
  ],
};

export const FLOWER: Group = {
  title: '花花节',
  rows: [
    {
      key: 'flower',
      icon: 'flower',
      name: '认领花',
      line: '选几盆，送到院里再给钱',
      url: '/packages/flower/list/list',
      needs: ['flower', 'list'],
    },
    {
      key: 'flower-mine',
      icon: 'house',
      name: '我家的花',
      line: '起名字、记浇水',
      url: '/packages/flower/mine/mine',
      needs: ['flower', 'myFlowers'],
    },
    {
      key: 'contest',
      icon: 'photo',
      name: '比赛',
      line: '晒花、取名、看邻居的花',
      url: '/packages/contest/list/list',
      needs: ['contest', 'list'],
    },
  ],
};

const MEMBERS: readonly Role[] = [
  ...(['resident', 'helper', 'owner', 'deputy', 'committee', 'volunteer'] as const),
  ...(['treasurer', 'staff', 'admin'] as const),
];

export const MONEY: Group = {
  title: '微基金',
  rows: [
    {
      key: 'fund',
      icon: 'coin',
      name: '每一分钱',
      line: '哪来的，花在哪，还有多少',
      url: '/packages/fund/fund/fund',
      needs: ['fund', 'overview'],
      only: MEMBERS,
    },
    {
      key: 'vouchers',
      icon: 'pen',
      name: '填单和签字',
      line: '用钱要两个人签字',
      url: '/packages/fund/vouchers/vouchers',
      needs: ['fund', 'propose'],
    },
  ],
};
