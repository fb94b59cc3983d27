/** 这个院子: what is typed about it, and where one can go. Pure. */
import {
  COURTYARD_KIND_NAMES,
  COURTYARD_KINDS,
  type CourtyardKind,
  type CourtyardRow,
} from '../../../contract/directory';

/** Work places of one courtyard, in the order they are needed. */
export const WAYS = [
  { page: 'notice-list', name: '院里的通知', icon: 'bell' },
  { page: 'households', name: '住户名册', icon: 'house' },
  { page: 'joins', name: '想加入的邻居', icon: 'people' },
  { page: 'helpers', name: '代办申请', icon: 'hand' },
  { page: 'roles', name: '院里的职务', icon: 'shield' },
  { page: 'gate', name: '大门时间', icon: 'gate' },
  { page: 'poster', name: '门口海报', icon: 'poster' },
  { page: 'group', name: '绑定微信群', icon: 'share' },
] as const;

export const courtyardForm = (row: CourtyardRow | undefined) => ({
  name: row?.name ?? '',
  aliases: row?.aliases.join('、') ?? '',
  guardCount: row?.guardCount ?? 0,
  residentGroup: row?.residentGroup ?? 0,
  kind: row?.kind ?? COURTYARD_KINDS[0],
  line: row ? `${groupName(row.residentGroup)} · ${row.householdCount} 户` : '',
});

/** 0 stands for a courtyard that was not given to a group yet. */
const groupName = (no: number): string => (no === 0 ? '还没分居民小组' : `第 ${no} 居民小组`);

export const kindChips = (chosen: CourtyardKind) =>
  COURTYARD_KINDS.map((kind) => ({
    kind,
    name: COURTYARD_KIND_NAMES[kind],
    chosen: kind === chosen,
  }));

const NAME_MAX = 20;

export const nameProblem = (name: string): string => {
  if (name.trim() === '') return '写上院名，例如 东环路3巷5号院';
  return name.trim().length > NAME_MAX ? `院名最多 ${NAME_MAX} 个字` : '';
};

/** `305号院、老邮电院` → each alias once. */
export const aliasesOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[、,，;；\s]+/)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
];
