/**
 * What a month is made of. A domain that joins adds a line: what it tells, it tells in its own words, and neither the
 * page, the picture, the text nor the workbook knows of it. @see docs/domain/report.md §1
 */
import type { Count } from '../../miniprogram/contract/units';
import { fundInMonth } from '../fund/public';
import { buyingInMonth } from '../groupbuy/public';
import type { MonthCount } from '../kernel/month';
import { noticesInMonth } from '../notice/public';
import { dutyInMonth } from '../roster/public';

export interface Section {
  /** Never changed: stored months name it. */
  readonly key: string;
  /** Its place on the page. */
  readonly no: Count;
  readonly title: string;
  readonly note: string;
  /** For so long after the month something may still be entered that belongs to it. */
  readonly lateDays: Count;
  readonly count: MonthCount;
}

export const SECTIONS: readonly Section[] = [
  {
    key: 'reach',
    no: 1,
    title: '通知到户',
    note: '一张通知到一户，算一户次。',
    lateDays: 0,
    count: noticesInMonth,
  },
  {
    key: 'duty',
    no: 2,
    title: '大门值守',
    note: '一个院子守一天，算一天。纸上的值班表，下月 10 日前补进来都算数。',
    lateDays: 10,
    count: dutyInMonth,
  },
  {
    key: 'buying',
    no: 3,
    title: '一起买菜',
    note: '算这个月截单的团购，送货和结算跟到下月 21 日。',
    lateDays: 21,
    count: buyingInMonth,
  },
  {
    key: 'fund',
    no: 4,
    title: '微基金',
    note: '按记账的日子算，和公开的账单一样。',
    lateDays: 0,
    count: fundInMonth,
  },
];
