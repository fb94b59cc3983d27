/** Gates and their shifts as people set them, between the posts the cloud keeps. Pure. */
import type { PostForm } from '../../../contract/roster-views';
import type { Count, LocalTime } from '../../../contract/units';

/** One gate: shifts that follow each other, each with the same number of households. */
export interface Gate {
  readonly name: string;
  /** Where one shift ends the next begins: three times are two shifts. */
  readonly times: readonly LocalTime[];
  readonly families: Count;
  /** Its posts are not of this kind; they stay as they are until somebody chooses shifts anew. */
  readonly odd?: readonly PostForm[];
}

/** No more posts a day than this. */
export const POSTS_MAX = 6;
export const SHIFTS_MAX = 3;
export const GATE_NAMES = ['大门', '小门', '后门', '东门', '西门'] as const;

export const USUAL_GATE: Gate = { name: '大门', times: ['08:00', '20:00'], families: 1 };

export function gatesOf(posts: readonly PostForm[]): readonly Gate[] {
  const names = [...new Set(posts.map(({ gate }) => gate))];
  return names.map((name) =>
    gateOf(
      name,
      posts.filter(({ gate }) => gate === name),
    ),
  );
}

function gateOf(name: string, posts: readonly PostForm[]): Gate {
  const spans = [...new Set(posts.map(({ opensAt, closesAt }) => `${opensAt} ${closesAt}`))].sort();
  const times = spans.flatMap((span, i) => (i === 0 ? span.split(' ') : span.split(' ').slice(1)));
  const families = posts.length / spans.length;
  const gate = { name, times, families };
  return same(postsOf([gate]), posts)
    ? gate
    : { ...gate, families: Math.ceil(families), odd: posts };
}

const same = (some: readonly PostForm[], others: readonly PostForm[]): boolean =>
  JSON.stringify(sorted(some)) === JSON.stringify(sorted(others));

const sorted = (posts: readonly PostForm[]): readonly string[] =>
  posts.map(({ gate, opensAt, closesAt }) => [gate, opensAt, closesAt].join(' ')).sort();

/** By shift, so that the first post of the day comes first. */
export const postsOf = (gates: readonly Gate[]): readonly PostForm[] =>
  gates.flatMap(({ name, times, families, odd }) =>
    odd
      ? odd.map((post) => ({ ...post, gate: name }))
      : spansOf(times).flatMap((span) =>
          Array.from({ length: families }, () => ({ gate: name, ...span })),
        ),
  );

const spansOf = (times: readonly LocalTime[]) =>
  times.slice(1).map((closesAt, i) => ({ opensAt: times[i] ?? '', closesAt }));

export const shiftsOf = ({ times }: Gate): Count => times.length - 1;
const countOf = ({ times, families }: Gate): Count => (times.length - 1) * families;
export const postCount = (gates: readonly Gate[]): Count =>
  gates.reduce((sum, gate) => sum + countOf(gate), 0);

const minutes = (time: LocalTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const clock = (inDay: number): LocalTime =>
  `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;

const HALF_HOUR = 30;

/** The same hours, cut into as many shifts at half hours. */
export function withShifts({ name, times, families }: Gate, shifts: Count): Gate {
  const from = minutes(times[0] ?? '08:00');
  const until = minutes(times.at(-1) ?? '20:00');
  const cut = (i: number): number =>
    Math.round((from + ((until - from) * i) / shifts) / HALF_HOUR) * HALF_HOUR;
  const inner = Array.from({ length: shifts - 1 }, (_, i) => clock(cut(i + 1)));
  return { name, times: [clock(from), ...inner, clock(until)], families };
}

export const withFamilies = ({ name, times }: Gate, families: Count): Gate => ({
  name,
  times,
  families,
});

export const withTime = ({ name, times, families }: Gate, at: number, time: LocalTime): Gate => ({
  name,
  times: times.map((one, i) => (i === at ? time : one)),
  families,
});

/** Another gate with the hours of the first. @returns undefined when there is no room */
export function oneMore(gates: readonly Gate[]): readonly Gate[] | undefined {
  const used = gates.map(({ name }) => name);
  const name = GATE_NAMES.find((one) => !used.includes(one));
  const [first = USUAL_GATE] = gates;
  if (name === undefined || postCount(gates) >= POSTS_MAX) return undefined;
  const hours = [first.times[0] ?? '08:00', first.times.at(-1) ?? '20:00'];
  return [...gates, { name, times: hours, families: 1 }];
}

export function gateProblem(gate: Gate, gates: readonly Gate[]): string {
  const name = gate.name.trim();
  if (name === '') return '给这个门起个名字';
  if (gates.filter((one) => one.name.trim() === name).length > 1) return '两个门同名了，换一个名字';
  if (gate.times.some((time, i) => i > 0 && time <= (gate.times[i - 1] ?? '')))
    return '每一班的结束要晚于开始';
  return '';
}

const plain = (time: LocalTime): string => time.replace(/^0/, '');

/** `大门 8:00–20:00，每天 1 户`; `大门 分 2 班，每天 2 户`. */
export function gateText(gate: Gate): string {
  const { name, times } = gate;
  const hours = `${plain(times[0] ?? '')}–${plain(times.at(-1) ?? '')}`;
  const shifts = shiftsOf(gate) > 1 ? `，分 ${shiftsOf(gate)} 班` : '';
  return `${name} ${hours}${shifts}，每天 ${gate.odd?.length ?? countOf(gate)} 户`;
}
