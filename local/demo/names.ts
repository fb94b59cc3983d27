/** Invented names. None is taken from anybody. */
import type { AgeBand } from '../../miniprogram/contract/member';
import { chance, pick } from './chance';

const SURNAMES = [
  ...'李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕',
  ...'苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史',
];

const FIRST: Readonly<Record<'elder' | 'adult' | 'child', Readonly<Record<'f' | 'm', string>>>> = {
  elder: { f: '秀桂淑玉素惠琼德', m: '国建德文永光世朝' },
  adult: { f: '晓丽雪佳燕静敏红', m: '志海俊伟明小勇兴' },
  child: { f: '梓雨诗可若语沐欣', m: '子宇浩一奕辰泽睿' },
};
const SECOND: typeof FIRST = {
  elder: { f: '芳珍兰英碧容琴华', m: '全林清富贵安明才' },
  adult: { f: '梅娟蓉霞玲琳洁莉', m: '峰涛军平波辉强鹏' },
  child: { f: '涵彤萱妍汐瑶琪宁', m: '轩航睿晨洋霖哲乐' },
};

export type Gender = 'f' | 'm';

const eraOf = (age: AgeBand): keyof typeof FIRST => {
  if (age === '60-79' || age === '80+') return 'elder';
  return age === '18-59' ? 'adult' : 'child';
};

export const surname = (...key: readonly (string | number)[]): string =>
  pick(SURNAMES, 'surname', ...key);

/** Two characters, seldom one. */
export function givenName(age: AgeBand, gender: Gender, key: string): string {
  const era = eraOf(age);
  const second = pick([...SECOND[era][gender]], 'second', key);
  if (chance('short', key) < 0.12) return second;
  const first = pick([...FIRST[era][gender]], 'first', key);
  return first === second ? second : first + second;
}
