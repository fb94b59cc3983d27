/** 社区设置: what is typed, and what is wrong with it. Pure. */
import {
  COMMUNITY_NAME_LENGTH,
  COMMUNITY_PHONE_LENGTH,
  type CommunityInput,
} from '../../../contract/courtyard';
import type { HomeView } from '../../../contract/home';

export const communityForm = (
  view: Pick<HomeView, 'communityName' | 'phone' | 'responseLevel' | 'drill'> | undefined,
): CommunityInput => ({
  name: view?.communityName ?? '',
  phone: view?.phone ?? '',
  responseLevel: view?.responseLevel ?? 0,
  drill: view?.drill ?? false,
});

export const nameProblem = (name: string): string => {
  if (name.trim() === '') return '写上社区的名字';
  return name.trim().length > COMMUNITY_NAME_LENGTH ? `最多 ${COMMUNITY_NAME_LENGTH} 个字` : '';
};

export const phoneProblem = (phone: string): string => {
  const typed = phone.trim();
  if (typed.length > COMMUNITY_PHONE_LENGTH) return `最多 ${COMMUNITY_PHONE_LENGTH} 个字`;
  if (!/^[\d\- ]*$/.test(typed)) return '只写数字、短横和空格';
  return typed.replace(/\D/g, '').length < 3 ? '写上打得通的电话' : '';
};

const LEVELS = [
  { level: 0, name: '平时', line: '照常过日子。' },
  { level: 4, name: '四级', line: '最轻的一级响应。' },
  { level: 3, name: '三级', line: '' },
  { level: 2, name: '二级', line: '' },
  { level: 1, name: '一级', line: '最紧的一级响应。' },
] as const;

/** From everyday up to the highest; each says what it is when it is chosen. */
export const levelChips = (chosen: number) =>
  LEVELS.map((one) => ({ ...one, chosen: one.level === chosen }));

/** What a change does to everybody, said before it is made; empty when nothing of the kind changes. */
export function changeWarning(before: CommunityInput, after: CommunityInput): string {
  const level = LEVELS.find(({ level }) => level === after.responseLevel)?.name ?? '';
  return [
    ...(before.drill === after.drill
      ? []
      : [after.drill ? '各家打开院坝，都会看到“演练”。' : '演练结束，“演练”两个字收起来。']),
    ...(before.responseLevel === after.responseLevel
      ? []
      : [after.responseLevel === 0 ? '响应解除，回到平时。' : `每家首页会写“${level}响应”。`]),
  ].join('');
}
