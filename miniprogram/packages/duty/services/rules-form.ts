/** 排班设置: what is filled in, what is wrong with it, and each part in words. Pure. */
import { addDays, dayOf, daysBetween, dayText, spokenDay } from '../../../contract/calendar';
import { BASE32, type HouseholdId } from '../../../contract/ids';
import type {
  ExemptForm,
  HouseholdOption,
  RosterStatus,
  RulesForm,
} from '../../../contract/roster-views';
import type { Count, EpochMs, LocalDate } from '../../../contract/units';
import { gateProblem, gatesOf, gateText, POSTS_MAX, postCount } from './gates';

export const PARTS = ['when', 'gates', 'order', 'who', 'rest', 'briefing'] as const;
export type Part = (typeof PARTS)[number];
export type Problems = Readonly<Partial<Record<Part, string>>>;

const BRIEFING_MAX = 500;
/** As a telephone number is written: digits, dashes and spaces. */
const CONTACT = /^(?=.*\d)[\d -]{1,28}$/;
export const USUAL_BRIEFING =
  '请外来的人登记，量一量体温。\n夜里关好门，钥匙晚上交给下一家。\n遇到急事先打社区电话。';

/** What is explained beside each part; without any the simulator can answer. */
export function problemsOf(form: RulesForm): Problems {
  const gates = gatesOf(form.posts);
  const gate = gates.map((one) => gateProblem(one, gates)).find(Boolean);
  const tooMany = form.posts.length > POSTS_MAX ? `一天最多 ${POSTS_MAX} 个岗` : undefined;
  const wrongGate = gate ?? tooMany;
  return {
    ...(form.endsOn !== undefined && form.endsOn < form.startsOn
      ? { when: '结束的日子要晚于开始' }
      : {}),
    ...(wrongGate === undefined ? {} : { gates: wrongGate }),
    ...problemOf('briefing', briefingProblem(form)),
    ...(form.exempt.some(({ from, until }) => until !== undefined && until < from)
      ? { who: '免值守的结束要晚于开始' }
      : {}),
  };
}

const problemOf = (part: Part, text: string): Problems => (text ? { [part]: text } : {});

function briefingProblem({ briefing, contact }: RulesForm): string {
  if (briefing.length > BRIEFING_MAX) {
    return `须知最多 ${BRIEFING_MAX} 个字，现在 ${briefing.length} 个`;
  }
  return contact === undefined || CONTACT.test(contact) ? '' : '电话只写数字，比如 028-8300 0000';
}

export const isReady = (problems: Problems): boolean => Object.keys(problems).length === 0;

/** A seed one can read aloud. `random` gives 0 to 1. */
export const newSeed = (random: () => number): string =>
  Array.from({ length: 5 }, () => BASE32[Math.floor(random() * BASE32.length)])
    .join('')
    .toUpperCase();

export const shortDay = (day: LocalDate, today: LocalDate): string =>
  dayText(day, today).split(' ')[0] ?? '';

interface Around {
  readonly now: EpochMs;
  readonly status: RosterStatus;
}

const isRunning = (status: RosterStatus): boolean => status === 'running';

function whenText({ startsOn, endsOn }: RulesForm, { now, status }: Around): string {
  const today = dayOf(now);
  const from = `${shortDay(startsOn, today)}${isRunning(status) ? '已经开始' : '开始'}`;
  if (endsOn === undefined) return `${from}，什么时候停到时再定`;
  return `${from}，到${shortDay(endsOn, today)}，共 ${daysBetween(startsOn, endsOn) + 1} 天`;
}

const ORDER_TEXT: Readonly<Record<RulesForm['orderBy'], string>> = {
  door: '按门牌，一户一户来',
  lots: '抽签',
  hand: '自己排',
};

function whoText({ tenants, tenantsFromRound, exempt, joins = [] }: RulesForm): string {
  const tenant = {
    now: '租户一起轮',
    later: `租户从第 ${tenantsFromRound} 轮起`,
    never: '租户不轮',
  }[tenants];
  return [
    tenant,
    exempt.length === 0 ? '' : `免值守 ${exempt.length} 户`,
    joins.length === 0 ? '' : `晚些加入 ${joins.length} 户`,
  ]
    .filter(Boolean)
    .join('，');
}

const restText = ({ restDays, heavyDays }: RulesForm): string =>
  `${restDays === 0 ? '不隔天' : `至少隔 ${restDays} 天`}，${heavyDays === 'balanced' ? '周末节假日摊匀' : '周末节假日一样轮'}`;

/** What each part says while it is shut. */
export const partTexts = (form: RulesForm, around: Around): Readonly<Record<Part, string>> => ({
  when: whenText(form, around),
  gates: gatesOf(form.posts).map(gateText).join('；'),
  order: form.orderBy === 'lots' ? `抽签，号码 ${form.seed}` : ORDER_TEXT[form.orderBy],
  who: whoText(form),
  rest: restText(form),
  briefing: briefingText(form),
});

function briefingText({ briefing, contact }: RulesForm): string {
  const text = briefing.trim() === '' ? '须知还没写，可以不写' : briefing.trim();
  return contact === undefined ? text : `${text}\n联系电话 ${contact}`;
}

interface DayChoice {
  readonly name: string;
  /** Empty: open. */
  readonly day: LocalDate | '';
  readonly chosen: boolean;
}

/** The next days a roster usually begins on. */
export function startChoices(form: RulesForm, now: EpochMs): readonly DayChoice[] {
  const today = dayOf(now);
  return [1, 2, 3].map((days) => {
    const day = addDays(today, days);
    const near = spokenDay(day, today);
    return { name: near, day, chosen: form.startsOn === day };
  });
}

/** How long it usually lasts, from the first day. */
export function endChoices(form: RulesForm): readonly DayChoice[] {
  const { startsOn, endsOn } = form;
  const spans = [
    { days: 30, name: '一个月' },
    { days: 60, name: '两个月' },
    { days: 90, name: '三个月' },
  ].map(({ days, name }) => ({ name, day: addDays(startsOn, days - 1) }));
  return [{ name: '先不定', day: '' as const }, ...spans].map(({ name, day }) => ({
    name,
    day,
    chosen: (endsOn ?? '') === day,
  }));
}

export function withEnd({ endsOn: _, ...form }: RulesForm, day: LocalDate | ''): RulesForm {
  return day === '' ? form : { ...form, endsOn: day };
}

/** The whole takes as long as before when its beginning moves. */
export function withStart(form: RulesForm, startsOn: LocalDate): RulesForm {
  if (form.endsOn === undefined) return { ...form, startsOn };
  const days = daysBetween(form.startsOn, form.endsOn);
  return { ...form, startsOn, endsOn: addDays(startsOn, days) };
}

/** Lots need a seed, an order by hand begins with the order as it stands. */
export function withOrder(
  form: RulesForm,
  orderBy: RulesForm['orderBy'],
  { order, seed }: { readonly order: readonly HouseholdId[]; readonly seed: string },
): RulesForm {
  if (orderBy === 'lots') return { ...form, orderBy, seed: form.seed || seed };
  if (orderBy === 'hand')
    return { ...form, orderBy, order: form.order.length ? form.order : order };
  return { ...form, orderBy };
}

/** Places are counted from 0; everybody between moves up by one. */
export function moved<T>(order: readonly T[], from: number, to: number): readonly T[] {
  const one = order[from];
  if (one === undefined || to < 0 || to >= order.length) return order;
  const rest = order.filter((_, i) => i !== from);
  return [...rest.slice(0, to), one, ...rest.slice(to)];
}

/** The order by hand with everybody in it: who is not named follows as the simulator has them. */
export function wholeOrder(
  form: Pick<RulesForm, 'order'>,
  drawn: readonly HouseholdId[],
): readonly HouseholdId[] {
  const named = form.order.filter((id) => drawn.includes(id));
  return [...named, ...drawn.filter((id) => !named.includes(id))];
}

export const exemptRows = (
  { exempt }: RulesForm,
  households: readonly HouseholdOption[],
  now: EpochMs,
) => {
  const today = dayOf(now);
  return exempt.map(({ householdId, from, until }) => ({
    id: householdId,
    label: households.find(({ id }) => id === householdId)?.label ?? '已不在册的一户',
    from,
    until: until ?? '',
    untilText: until === undefined ? '一直' : `到${shortDay(until, today)}`,
    fromText: `从${shortDay(from, today)}`,
  }));
};

export const withExempt = (form: RulesForm, change: ExemptForm): RulesForm => ({
  ...form,
  exempt: [...form.exempt.filter(({ householdId }) => householdId !== change.householdId), change],
});

export const withoutExempt = (form: RulesForm, id: HouseholdId): RulesForm => ({
  ...form,
  exempt: form.exempt.filter(({ householdId }) => householdId !== id),
});

/** Emptied, there is none. */
export function withContact({ contact: _, ...form }: RulesForm, typed: string): RulesForm {
  const contact = typed.trim();
  return contact === '' ? form : { ...form, contact };
}

/** How many more households a day there is room for. */
export const roomFor = (form: RulesForm): Count => POSTS_MAX - postCount(gatesOf(form.posts));
