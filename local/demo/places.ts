/** Where the demo's people live: communities, courtyards, units and doors. */
import type { CommunityId, CourtyardId } from '../../miniprogram/contract/ids';
import type { Count } from '../../miniprogram/contract/units';
import type { Size } from '../server/ports';
import { shares } from './chance';
import published from './courtyards.json';

export const HOME_COMMUNITY: CommunityId = 'cm_donghuan';

export interface Community {
  readonly id: CommunityId;
  readonly name: string;
  readonly phone: string;
  /** Begins every key of a community but the first one's, whose keys stay short. */
  readonly prefix: string;
  readonly courtyards: readonly Courtyard[];
}

export interface Courtyard {
  readonly id: CourtyardId;
  readonly communityId: CommunityId;
  /** `c01`, or `d02c01` in the city's second community. */
  readonly key: string;
  /** Begins the openids of its people: `o_c01`. */
  readonly openid: string;
  readonly code: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: 'old' | 'commercial';
  readonly residentGroup: Count;
  readonly householdCount: Count;
  readonly permanentCount: Count;
  readonly floatingCount: Count;
  readonly aged60Count: Count;
  readonly guardCount: Count;
  readonly awayCount: Count;
  readonly tenantCount: Count;
  readonly phoneOnlyCount: Count;
  readonly accountCount: Count;
  readonly committeeCount: Count;
  /** The flower festival: nothing where a courtyard takes no part. */
  readonly flowers: {
    readonly households: Count;
    readonly householdPots: Count;
    readonly cornerPots: Count;
    readonly pots: Count;
  };
  /** Its WeChat group; bound, except where `group` says otherwise. */
  readonly opengid: string;
  readonly group: 'bound' | 'rebuilt' | 'unbound';
}

/** Of the whole community; each courtyard has its share. */
const PHONE_ONLY = 600;
const STAFF = 10;
const ACCOUNTS = 3_900;
const COMMITTEES = [3, 5, 7, 5];
const SMALL = 3;
const CITY = 40;

/** Streets of the city's other communities. */
const STREETS = [
  ...[
    '海棠',
    '芙蓉',
    '银杏',
    '香樟',
    '紫薇',
    '玉兰',
    '桂花',
    '腊梅',
    '杜仲',
    '黄葛',
    '枇杷',
    '石榴',
  ],
  ...[
    '兰草',
    '茉莉',
    '栀子',
    '月季',
    '山茶',
    '翠竹',
    '青松',
    '红枫',
    '丁香',
    '蔷薇',
    '木槿',
    '合欢',
  ],
  ...[
    '梧桐',
    '垂柳',
    '水杉',
    '楠木',
    '桑园',
    '橘园',
    '荷塘',
    '菱角',
    '稻香',
    '麦浪',
    '柳荫',
    '槐荫',
  ],
  ...['清溪', '白鹭', '锦鲤'],
];

/** The first communities and courtyards are the same in every size. */
export function communitiesOf(size: Size): readonly Community[] {
  if (size === 'empty') return [];
  const home = communityAt(0);
  if (size === 'small') return [{ ...home, courtyards: home.courtyards.slice(0, SMALL) }];
  if (size === 'demo') return [home];
  return [home, ...Array.from({ length: CITY - 1 }, (_, index) => communityAt(index + 1))];
}

/** The community of that number from 0; the first is the one people know. */
export function communityAt(index: number): Community {
  const no = String(index + 1).padStart(2, '0');
  const home = index === 0;
  const prefix = home ? '' : `d${no}`;
  const id: CommunityId = home ? HOME_COMMUNITY : `cm_${prefix}`;
  const street = home ? '东环' : (STREETS[index - 1] ?? `新街${no}`);
  return {
    id,
    name: `${street}路社区`,
    phone: home ? '028-8300 0000' : `028-8300 00${no}`,
    prefix,
    courtyards: courtyardsOf({ id, prefix, street }),
  };
}

function courtyardsOf(community: {
  readonly id: CommunityId;
  readonly prefix: string;
  readonly street: string;
}): readonly Courtyard[] {
  const phoneOnly = shares(
    PHONE_ONLY,
    published.map(({ aged60 }) => aged60),
  );
  const accounts = shares(
    ACCOUNTS - STAFF,
    published.map(({ households }) => households),
  );
  return published.map((row, index): Courtyard => {
    const key = `${community.prefix}${row.id.toLowerCase()}`;
    const begin = community.prefix === '' ? 'o' : `o_${community.prefix}`;
    return {
      id: `cy_${key}`,
      communityId: community.id,
      key,
      openid: `${begin}_${row.id.toLowerCase()}`,
      code: row.id,
      name: plainName(row.name).replace('东环', community.street),
      aliases: row.alias,
      kind: row.name.includes('商品楼盘') ? 'commercial' : 'old',
      residentGroup: row.residentGroup,
      householdCount: row.households,
      permanentCount: row.permanent,
      floatingCount: row.floating,
      aged60Count: row.aged60,
      guardCount: row.guards,
      ...awayAndTenants(row),
      phoneOnlyCount: phoneOnly[index] ?? 0,
      accountCount: accounts[index] ?? 0,
      committeeCount: COMMITTEES[index % COMMITTEES.length] ?? 3,
      flowers: {
        households: row.flowerHouseholds,
        householdPots: row.flowerPrivatePots,
        cornerPots: row.flowerPublicPots,
        pots: row.flowerPrivatePots + row.flowerPublicPots,
      },
      opengid: `og_${key}`,
      group: groupAt(index),
    };
  });
}

/** A remark in brackets is about the source, not part of the name on the gate. */
const plainName = (name: string): string => name.replace(/（.*）$/, '');

/** 41 bound; the third was rebuilt, so it has an earlier group that leads nowhere; the last waits to be bound. */
function groupAt(index: number): Courtyard['group'] {
  if (index === 2) return 'rebuilt';
  return index === published.length - 1 ? 'unbound' : 'bound';
}

/** The first is as its household list says (28 = 22 at home + 4 away + 2 tenants); nobody of the second is away. */
function awayAndTenants({ id, households, floating }: (typeof published)[number]) {
  if (id === 'C01') return { awayCount: 4, tenantCount: 2 };
  const tenantCount = Math.min(Math.round(households * 0.3), Math.round(floating / 6));
  return { awayCount: id === 'C02' ? 0 : Math.round(households * 0.07), tenantCount };
}
