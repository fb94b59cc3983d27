/** A simulation in plain sentences. Pure. @see docs/domain/roster.md §4 */
import { dayText } from '../../miniprogram/contract/calendar';
import type { LocalDate } from '../../miniprogram/contract/units';
import type { Simulation, WishAnswer } from './simulate';

/** `5月3日`; with the year when it is another one. */
export const shortDay = (day: LocalDate, near: LocalDate): string =>
  dayText(day, near).split(' ')[0] ?? '';

/** How many turns everybody has: `20 户轮 3 次、4 户轮 2 次`. */
export const groupsText = ({ groups }: Pick<Simulation, 'groups'>): string =>
  groups.map(({ turns, households }) => `${households} 户轮 ${turns} 次`).join('、');

/** What a wish for rounds comes to: `4 轮需 96 天，到 5月3日`. */
export function wishText({ rounds, needDays, endsOn, fits }: WishAnswer, from: LocalDate): string {
  if (needDays === undefined && fits) return `${rounds} 轮已经轮完了`;
  if (needDays === undefined || endsOn === undefined) return `${rounds} 轮在十年内都轮不完`;
  return `${rounds} 轮需 ${needDays} 天，到 ${shortDay(endsOn, from)}`;
}

/** What stands against each other, one sentence each; none when everything fits. */
export function contradictionsOf(found: Simulation): readonly string[] {
  const { wish, uncovered, shortRests, everybody, tallies } = found;
  const sentences: string[] = [];
  if (wish && !wish.fits) sentences.push(...wishSentences(wish, found));
  if (uncovered.length > 0) {
    const day = shortDay(uncovered[0]?.day ?? found.from, found.from);
    sentences.push(`有 ${uncovered.length} 个班排不出人，最早是 ${day}`);
  }
  if (shortRests > 0) sentences.push(`有 ${shortRests} 个班休息不够天数，人手不足以隔开这么久`);
  if (!everybody) {
    const without = tallies.filter(({ turns }) => turns === 0).length;
    sentences.push(`有 ${without} 户在这段时间里一次也轮不到`);
  }
  return sentences;
}

function wishSentences(wish: WishAnswer, { from, until, days }: Simulation): readonly string[] {
  const { rounds, wholeRounds, missingDays, missingRounds, wouldFit } = wish;
  const window = `${shortDay(from, from)}到${shortDay(until, from)}是 ${days} 天`;
  const lack = missingDays === undefined ? '' : `，还差 ${missingDays} 天`;
  const exactly = wouldFit.exactly ? '正好' : '最多';
  return [
    `${window}，整轮只有 ${wholeRounds} 轮，比 ${rounds} 轮少 ${missingRounds} 轮`,
    `${wishText(wish, from)}${lack}`,
    `要在 ${days} 天里轮满 ${rounds} 轮，${exactly} ${wouldFit.households} 户`,
  ];
}
