/** 办事: what can I do. Tiles grouped by life; what the role may not do is not shown. */
import type { ActionName, FunctionName } from '../contract/policy';
import type { Role } from '../contract/roles';
import { mayDo } from './people';

interface Tile {
  readonly key: string;
  readonly icon: string;
  readonly name: string;
  readonly line: string;
  readonly url: string;
}

export interface TileGroup {
  readonly title: string;
  readonly tiles: readonly Tile[];
}

type Need = { readonly [F in FunctionName]: readonly [F, ActionName<F>] }[FunctionName];

interface Row extends Tile {
  readonly needs: Need;
  /** For the work of one's own courtyard even where the community may do it too. */
  readonly only?: readonly Role[];
}

const keeper = (page: string): string => `/packages/keeper/${page}/${page}`;
const self = (page: string): string => `/packages/self/${page}/${page}`;
const duty = (page: string): string => `/packages/duty/${page}/${page}`;

interface Group {
  readonly title: string;
  readonly rows: readonly Row[];
}

const OWN: Group = {
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

const DUTY: Group = {
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
      needs: ['roster', 'mine'],
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

const BUYING: Group = {
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

const MEMBERS: readonly Role[] = [
  ...(['resident', 'helper', 'owner', 'deputy', 'committee', 'volunteer'] as const),
  ...(['treasurer', 'staff', 'admin'] as const),
];

const MONEY: Group = {
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

const COURTYARD: Group = {
  title: '院里的事',
  rows: [
    {
      key: 'publish',
      icon: 'pen',
      name: '发通知',
      line: '写好发给全院',
      url: keeper('notice-edit'),
      needs: ['notice', 'saveDraft'],
    },
    {
      key: 'reach',
      icon: 'board',
      name: '谁收到了',
      line: '没收到的打电话、上门',
      url: keeper('notice-list'),
      needs: ['notice', 'board'],
    },
    {
      key: 'joins',
      icon: 'people',
      name: '谁想加入',
      line: '认得的点个头',
      url: keeper('joins'),
      needs: ['member', 'joins'],
    },
    {
      key: 'households',
      icon: 'door',
      name: '门牌和住户',
      line: '找一户，看门牌',
      url: keeper('households'),
      needs: ['directory', 'households'],
    },
    {
      key: 'helpers',
      icon: 'hand',
      name: '谁帮谁代办',
      line: '替不用微信的老人点头',
      url: keeper('helpers'),
      needs: ['member', 'helperRequests'],
      only: ['owner', 'deputy', 'committee', 'staff', 'admin'],
    },
    {
      key: 'roles',
      icon: 'key',
      name: '谁管什么',
      line: '群主、院委会、志愿者',
      url: keeper('roles'),
      needs: ['courtyard', 'roles'],
    },
    {
      key: 'gate',
      icon: 'gate',
      name: '大门时间',
      line: '几点开、几点关',
      url: keeper('gate'),
      needs: ['courtyard', 'saveGate'],
    },
    {
      key: 'poster',
      icon: 'poster',
      name: '门口海报',
      line: '带院子的小程序码',
      url: keeper('poster'),
      needs: ['courtyard', 'poster'],
    },
    {
      key: 'courtyard',
      icon: 'house',
      name: '院子资料',
      line: '院名、别名、门岗',
      url: keeper('courtyard'),
      needs: ['directory', 'saveCourtyard'],
    },
    {
      key: 'group',
      icon: 'share',
      name: '绑定微信群',
      line: '从群里点开就到本院',
      url: keeper('group'),
      needs: ['courtyard', 'bindGroup'],
      only: ['owner'],
    },
  ],
};

const COMMUNITY: Group = {
  title: '社区的事',
  rows: [
    {
      key: 'overview',
      icon: 'grid',
      name: '社区总览',
      line: '每个院子，一眼看完',
      url: keeper('overview'),
      needs: ['directory', 'overview'],
    },
    {
      key: 'community-publish',
      icon: 'send',
      name: '给各院发通知',
      line: '写一次，选几个院都行',
      url: `${keeper('notice-edit')}?from=community`,
      needs: ['notice', 'communityBoard'],
    },
    {
      key: 'register',
      icon: 'list',
      name: '导入住户名册',
      line: '用表格一次登记好',
      url: keeper('register'),
      needs: ['directory', 'importRegister'],
    },
  ],
};

const shows = (roles: readonly Role[], { needs, only }: Row): boolean =>
  mayDo(roles, needs[0], needs[1] as never) &&
  (only === undefined || roles.some((role) => only.includes(role)));

/** Only groups that have something in them; those of the community first for its staff, and alone without a courtyard. */
export function errandsFor(roles: readonly Role[], inCourtyard = true): readonly TileGroup[] {
  const nearby = inCourtyard ? [OWN, DUTY, BUYING, MONEY, COURTYARD] : [MONEY];
  const staff = roles.includes('staff') || roles.includes('admin');
  return (staff ? [COMMUNITY, ...nearby] : [...nearby, COMMUNITY])
    .map(({ title, rows }) => ({ title, tiles: rows.filter((row) => shows(roles, row)) }))
    .filter(({ tiles }) => tiles.length > 0);
}
