/** 全院排班: whose day it is, a month at a time, as a calendar or as a list. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { MonthView } from '../../../contract/roster-views';
import { load, loading } from '../../../services/load';
import { roster } from '../../../services/roster';
import { session } from '../../../services/session';
import { cardTitle, copyForGroup } from '../../../services/share';
import type { Tap } from '../../../services/taps';
import { dutyPage } from '../behaviors/duty-page';
import type { DayRow } from '../services/month-grid';
import { agedMonth, type MonthModel, monthAt, monthModel, WEEK } from '../services/month-model';
import { monthLines } from '../services/month-text';
import { dayDeeds } from './day-deeds';

Component({
  behaviors: [pageBehavior, refreshing, dutyPage, dayDeeds],
  data: {
    ...loading,
    week: WEEK,
    month: '',
    mode: 'calendar' as 'calendar' | 'list',
    withPast: false,
    listed: [] as readonly DayRow[],
    view: null as MonthView | null,
    model: null as MonthModel | null,
  },
  methods: {
    async onLoad(query: Record<string, string | undefined>) {
      await this.arrive(query);
      const { m = '' } = query;
      this.setData({ month: /^\d{4}-\d\d$/.test(m) ? m : monthAt(Date.now()) });
      await this.refresh();
      await this.learnPowers();
    },
    async onShow() {
      if (this.data.phase === 'ready') await this.refresh();
    },
    async refresh() {
      const { month } = this.data;
      await load<MonthView>(this, {
        key: `duty.month.${month}`,
        ask: () => roster.month({ month }),
        show: (said, _now, ageMs) => this.shown(agedMonth(said, ageMs)),
      });
    },
    shown(view: MonthView) {
      const model = monthModel(view);
      return { view, model, listed: this.listedOf(model) };
    },
    listedOf({ pastRows, rows }: MonthModel) {
      return this.data.withPast ? [...pastRows, ...rows] : rows;
    },
    async turn({ currentTarget }: Tap<{ month: string }>) {
      this.setData({ month: currentTarget.dataset.month, day: null });
      await this.refresh();
    },
    choose({ currentTarget }: Tap<{ mode: 'calendar' | 'list' }>) {
      this.setData({ mode: currentTarget.dataset.mode });
    },
    showPast() {
      const { model } = this.data;
      this.setData({ withPast: true });
      if (model) this.setData({ listed: this.listedOf(model) });
    },
    async copy() {
      const { view } = this.data;
      if (view) await copyForGroup(monthLines(view, session.courtyardName || '院里'));
    },
    openMine() {
      wx.navigateTo({ url: '/packages/duty/mine/mine' });
    },
    onShareAppMessage() {
      const { model, month } = this.data;
      const place = `c=${session.communityId}&y=${session.courtyardId ?? ''}`;
      const named = model?.title.replace(/^\d+年/, '') ?? '';
      return {
        title: cardTitle(`${session.courtyardName}${named}值守排班`),
        path: `/packages/duty/month/month?${place}&m=${month}`,
      };
    },
  },
});
