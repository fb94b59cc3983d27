/** 我的值守: when is it our turn, and what if we cannot come. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { MineView, TurnView } from '../../../contract/roster-views';
import { load, loading } from '../../../services/load';
import { roster } from '../../../services/roster';
import { session } from '../../../services/session';
import { askForMessages } from '../../../services/subscribe';
import type { Tap, Typed } from '../../../services/taps';
import { dutyPage } from '../behaviors/duty-page';
import { addToCalendar, missingEvents } from '../services/calendar';
import { deed } from '../services/deed';
import { calendarEvent, type MineModel, mineModel } from '../services/mine-view';
import { away } from './away';
import { came } from './came';
import { notComing } from './not-coming';

Component({
  behaviors: [pageBehavior, refreshing, dutyPage, notComing, came, away],
  data: {
    ...loading,
    view: null as MineView | null,
    model: null as MineModel | null,
    /** What the dock offers. */
    step: '',
    allServed: false,
  },
  methods: {
    async onShow() {
      if (this.data.phase === 'ready') await this.refresh();
    },
    async refresh() {
      await load<MineView>(this, {
        key: 'duty.mine',
        ask: () => roster.mine({}),
        show: (said, _now, ageMs) => this.shown({ ...said, now: said.now + ageMs }),
      });
    },
    shown(view: MineView) {
      const model = mineModel(view);
      return { view, model, step: this.stepOf(view, model) };
    },
    stepOf(view: MineView, { changed, next }: MineModel): string {
      if (changed) return '看到了';
      if (!next) return '';
      return missingEvents(this.events(this.ahead(view))).length > 0 ? '记到手机日历' : '找人换班';
    },
    ahead: ({ coming, now }: MineView) => coming.filter(({ startsAt }) => startsAt > now),
    events(turns: readonly TurnView[]) {
      const label = this.data.view?.household.label ?? '';
      return turns.map((turn) => calendarEvent(turn, { label, courtyard: session.courtyardName }));
    },

    async next() {
      const { step, view } = this.data;
      if (!view) return;
      if (step === '看到了') return this.sawIt();
      if (step === '记到手机日历') return this.toCalendar(view);
      this.swap(this.ahead(view)[0]?.turnId ?? '');
    },
    async sawIt() {
      void askForMessages(['duty']);
      const { state } = await deed('seen', {}, { label: '看到了值守变动', done: '好，记住了' });
      const { view } = this.data;
      if (state === 'failed' || !view) return;
      const { changed: _, ...rest } = view;
      this.setData(this.shown(rest));
    },
    async toCalendar(view: MineView) {
      await addToCalendar(missingEvents(this.events(this.ahead(view))));
      this.setData(this.shown(view));
    },
    openSwap({ currentTarget }: Tap<{ turn: string }>) {
      this.swap(currentTarget.dataset.turn);
    },
    openAsk({ detail }: Typed) {
      wx.navigateTo({ url: `/packages/duty/swap/swap?ask=${detail.value}` });
    },
    swap(turn: string) {
      wx.navigateTo({ url: `/packages/duty/swap/swap?turn=${turn}` });
    },

    async switchStandIn({ detail }: Typed<boolean>) {
      void askForMessages(['duty']);
      const offer = detail.value;
      const done = offer ? '谢谢，缺人时先问您家' : '好，不麻烦您家了';
      const { state } = await deed('offerStandIn', { offer }, { label: '我可以顶', done });
      this.setData({ 'model.standsIn': state === 'failed' ? !offer : offer });
    },
    showServed() {
      this.setData({ allServed: true });
    },
  },
});
