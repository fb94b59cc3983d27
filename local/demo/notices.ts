/** What the demo's notices say. */
import {
  addDays,
  dayOf,
  dayText,
  HOUR_MS,
  instant,
  MINUTE_MS,
} from '../../miniprogram/contract/calendar';
import type { NoticeText } from '../../miniprogram/contract/notice';
import type { EpochMs, LocalTime } from '../../miniprogram/contract/units';

/** Days and instants of the story, counted from its today. */
export interface Calendar {
  /** `11月24日`: a notice names its day, because it is also read on the next one. */
  text(at: EpochMs): string;
  at(count: number, time: LocalTime): EpochMs;
  /** The latest 08:10 that leaves half an hour for people to answer. */
  readonly morning: EpochMs;
  /** The next 22:00 that is at least two hours away. */
  readonly tonight: EpochMs;
}

export function calendarOf(now: EpochMs): Calendar {
  const today = dayOf(now);
  const at = (count: number, time: LocalTime) => instant(addDays(today, count), time);
  const morning = at(0, '08:10');
  const tonight = at(0, '22:00');
  return {
    text: (moment) => dayText(dayOf(moment), today).replace(/ .*/, ''),
    at,
    morning: morning + 30 * MINUTE_MS <= now ? morning : at(-1, '08:10'),
    tonight: now + 2 * HOUR_MS <= tonight ? tonight : at(1, '22:00'),
  };
}

const plain = { mustConfirm: false, pinned: false, pictures: [] } as const;

export const moving = ({ at }: Calendar): NoticeText => ({
  ...plain,
  title: '装修、搬家请先打个招呼',
  body: '家里要装修或者搬家的，请提前两天在院里说一声，早上 8 点前、中午 12 点到 2 点、晚上 8 点后不要动工。\n建渣请装袋放到院门右边的堆放点，每周三有车来拉。\n谢谢大家互相体谅。',
  category: 'everyday',
  pinned: true,
  validUntil: at(60, '24:00'),
});

export const stairwell = ({ at }: Calendar): NoticeText => ({
  ...plain,
  title: '楼道里的东西请在周末前搬走',
  body: '消防来看过了，楼道里的纸箱、旧家具和电瓶车都要搬走，不能挡路。\n搬不动的请回一声，院里几个年轻人一起来帮忙。',
  category: 'safety',
  mustConfirm: true,
  validUntil: at(-5, '18:00'),
});

export const gasCheck = ({ at, text }: Calendar): NoticeText => ({
  ...plain,
  title: '天然气上门安检，家里请留人',
  body: `燃气公司${text(at(-11, '09:00'))}起挨家上门看管子和灶具，不收钱。\n请每家看到后点“收到”，家里那天没人的请在下面说一声，另外约时间。`,
  category: 'safety',
  mustConfirm: true,
  validUntil: at(-8, '18:00'),
});

export const cleaning = ({ at, text }: Calendar): NoticeText => ({
  ...plain,
  title: '院里大扫除，来搭把手',
  body: `${text(at(-6, '09:00'))}上午 9 点，在院门口集合，扫院坝、擦信箱、清花台。\n扫把和手套院里准备，能来一个是一个，老人家在旁边看着就行。`,
  category: 'event',
  validUntil: at(-6, '12:00'),
});

export const wrongOutage = ({ at }: Calendar): NoticeText => ({
  ...plain,
  title: '明天全天停电',
  body: '接到通知，明天早上 8 点到晚上 8 点停电，请提前把水烧好。',
  category: 'water',
  validUntil: at(-5, '20:00'),
});

export const checkup = ({ at }: Calendar): NoticeText => ({
  ...plain,
  title: '60 岁以上免费体检，可以报名了',
  body: '社区卫生服务站给 60 岁以上的老人做免费体检：量血压、测血糖、抽血、心电图、B 超。\n时间：这两周的周二、周四上午 8 点到 11 点，空腹来。\n带上身份证。走路不方便的请打社区电话，我们安排人接送。',
  category: 'health',
  validUntil: at(5, '17:00'),
});

export const pipes = ({ tonight, text }: Calendar): NoticeText => ({
  ...plain,
  title: `${text(tonight)}晚上修水管，停水两小时`,
  body: '二单元的总水管漏水，师傅晚上来修，全院停水两小时左右。\n请先接好一桶水，把热水器关掉。修好后先放一会儿水再用。',
  category: 'water',
  mustConfirm: true,
  validUntil: tonight,
});

export const pipesLater = (calendar: Calendar): NoticeText => ({
  ...pipes(calendar),
  title: `改了：${calendar.text(calendar.tonight)}晚上停水三小时`,
  body: '时间有变：师傅说要换一整段管子，停水三小时左右，以这一条为准。\n请先接好一桶水，把热水器关掉。家里有病人、小娃娃用水急的，请在下面说一声，院里留了两桶水。',
});

export const vaccine = ({ at }: Calendar): NoticeText => ({
  ...plain,
  title: '流感疫苗登记，每家回一声',
  body: '今年的流感疫苗到了，60 岁以上和 6 岁以下免费打。\n请每家看到后点“收到”，让我们知道通知到了；要打的在下面问一句，或者打社区电话登记。\n不会用手机的邻居，请隔壁的帮忙说一声。',
  category: 'health',
  mustConfirm: true,
  validUntil: at(2, '20:00'),
});

export const lamp = ({ at }: Calendar): NoticeText => ({
  ...plain,
  title: '二楼楼道灯坏了，明天来修',
  body: '晚上上下楼请带个手电，走慢一点。电工明天下午来换灯。',
  category: 'safety',
  validUntil: at(1, '18:00'),
});

export const gateHours = ({ at }: Calendar): NoticeText => ({
  ...plain,
  title: '院门晚上 11 点关，早上 6 点开',
  body: '夜里有急事要进出，请打社区电话，或者敲一单元 101 的窗子。',
  category: 'everyday',
  pinned: true,
  validUntil: at(90, '24:00'),
});

export const dumplings = ({ at }: Calendar): NoticeText => ({
  ...plain,
  title: '月底一起包饺子',
  body: '月底那个周末下午在院坝里包饺子，面和馅院里出，每家来一双手。还要定：桌子从哪里借？',
  category: 'event',
  validUntil: at(12, '20:00'),
});

export const training = ({ at, text }: Calendar): NoticeText => ({
  ...plain,
  title: '灭火器怎么用，来学一学',
  body: `${text(at(6, '15:00'))}下午 3 点，消防员到社区活动室教大家用灭火器，来的每家送一个手电筒。`,
  category: 'safety',
  validUntil: at(6, '15:00'),
});

export const flowers = ({ at }: Calendar): NoticeText => ({
  ...plain,
  title: '新花台上花了，来看看',
  body: '院门口的新花台摆好了五盆花，大家经过浇一瓢水就好，不用多。\n家里有多的花苗想放上来的，找院委会说一声。',
  category: 'event',
  validUntil: at(9, '20:00'),
});
