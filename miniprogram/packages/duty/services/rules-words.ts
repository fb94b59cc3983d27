/** What 排班设置 says around the form. Pure. */
import { addDays, dayOf, dayText, spokenDay } from '../../../contract/calendar';
import type {
  RosterStatus,
  RulesForm,
  RulesView,
  SimulationView,
} from '../../../contract/roster-views';
import type { EpochMs, LocalDate } from '../../../contract/units';
import type { PlanModel } from './plan-rows';
import { type Difference, differencesOf } from './rules-diff';

const STATUS: Readonly<Record<RosterStatus, string>> = {
  none: '还没有排过班',
  draft: '有一份草稿，还没发布',
  published: '已经发布，还没开始',
  running: '正在轮值',
  stoodDown: '已经撤岗',
};

export const statusLine = ({ status, isDraft }: Pick<RulesView, 'status' | 'isDraft'>): string =>
  isDraft && status !== 'draft' ? `${STATUS[status]}，另有一份没发布的改动` : STATUS[status];

export interface PublishWords {
  readonly lines: readonly string[];
  readonly differences: readonly Difference[];
  readonly yes: string;
}

interface Facts {
  readonly view: RulesView;
  readonly form: RulesForm;
  readonly plan: PlanModel | null;
  /** What holds now; absent before the first publication. */
  readonly published: RulesForm | undefined;
  readonly now: EpochMs;
}

/** What will happen, to whom and from when, before anything is published. */
export function publishWords({ view, form, plan, published, now }: Facts): PublishWords {
  const today = dayOf(now);
  if (view.status === 'running') {
    return {
      lines: [
        `今天和以前的班都不变，从${nearDay(view.holdsFrom, today)}起照新的排。`,
        '日子有变的人家会收到消息，请他们点“看到了”。',
      ],
      differences: published ? differencesOf(published, form, now) : [],
      yes: '发布，明天起照新的',
    };
  }
  const first = plan?.bars.find(({ first: day }) => day === dayText(form.startsOn, form.startsOn));
  const opens = form.posts.map(({ opensAt }) => opensAt).sort()[0] ?? '08:00';
  const eve = nearDay(addDays(form.startsOn, -1), today);
  return {
    lines: [
      `${nearDay(form.startsOn, today)} ${opens} 起，门口有人守。`,
      ...(first ? [`第一班是 ${first.label}，${eve}晚上到院委会接钥匙。`] : []),
      `全院都看得到排班，每家在“我的值守”里看到自己的日子。`,
      '发布以后还能改，改了从第二天起算。',
    ],
    differences: [],
    yes: '发布',
  };
}

const nearDay = (day: LocalDate, today: LocalDate): string => {
  const near = spokenDay(day, today);
  const full = dayText(day, today);
  return near === full ? full : `${near}（${full.split(' ')[0]}）`;
};

export const reachedParts = ({ reached: { households, of } }: RulesView) => [
  { label: '轮到过', count: households, tone: 'full' },
  { label: '还没轮到', count: Math.max(0, of - households), tone: 'pale' },
];

/** Pausing: its first and last day in words. */
export const pauseText = (from: LocalDate, until: LocalDate, now: EpochMs): string => {
  const today = dayOf(now);
  return from === until
    ? `${dayText(from, today)} 这一天没有人守门。`
    : `${dayText(from, today)} 到 ${dayText(until, today)} 没有人守门，过后接着往下轮。`;
};

/** The day after the last duty; the clean-up is on the day of the last duty. */
export const standDownLines = (on: LocalDate, now: EpochMs): readonly string[] => {
  const today = dayOf(now);
  const last = dayText(addDays(on, -1), today);
  return [
    `最后一班是 ${last}，这天一起大扫除，请每家报个名。`,
    `当晚钥匙交回院委会，${dayText(on, today)} 起不再有人值守。`,
    '后面还排着班的人家会收到消息。',
  ];
};

/** Whose days publishing would change; `line` is empty until it is known. */
interface Movers {
  readonly line: string;
  readonly soonest: readonly string[];
}
export const NOBODY_YET: Movers = { line: '', soonest: [] };

export function moversOf({ moved }: SimulationView): Movers {
  if (!moved) return NOBODY_YET;
  if (moved.households === 0) return { line: '没有人家的日子会变。', soonest: [] };
  const more = moved.households > moved.soonest.length ? '，最近的是' : '';
  return { line: `${moved.households} 家的日子会变${more}：`, soonest: moved.soonest };
}
