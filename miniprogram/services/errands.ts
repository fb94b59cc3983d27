/** 办事: what can I do. Tiles grouped by life; what the role may not do is not shown. */
import type { Role } from '../contract/roles';
import { BUYING, DUTY, FLOWER, type Group, MONEY, OWN, type Row, type Tile } from './errand-tiles';
import { mayDo } from './people';

export interface TileGroup {
  readonly title: string;
  readonly tiles: readonly Tile[];
}

const keeper = (page: string): string => `/packages/keeper/${page}/${page}`;

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
      key: 'month-page',
      icon: 'board',
      name: '每月一页',
      line: '送达、值守、团购、微基金',
      url: keeper('month'),
      needs: ['report', 'month'],
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
      key: 'community-buying',
      icon: 'basket',
      name: '各院一起买菜',
      line: '开团、采购、送货、结算',
      url: '/packages/buying/working/working?from=community',
      needs: ['groupbuy', 'working'],
      only: ['treasurer', 'staff', 'admin'],
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
  const nearby = inCourtyard ? [OWN, DUTY, BUYING, FLOWER, MONEY, COURTYARD] : [MONEY];
  const staff = roles.includes('staff') || roles.includes('admin');
  return (staff ? [COMMUNITY, ...nearby] : [...nearby, COMMUNITY])
    .map(({ title, rows }) => ({ title, tiles: rows.filter((row) => shows(roles, row)) }))
    .filter(({ tiles }) => tiles.length > 0);
}
