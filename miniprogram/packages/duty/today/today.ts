/** 今天值守: who is at the gate now and tomorrow, and in whose hands the keys are. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { TodayView } from '../../../contract/roster-views';
import { say } from '../../../services/failure';
import { load, loading } from '../../../services/load';
import { callNumber } from '../../../services/phone';
import { roster } from '../../../services/roster';
import { session } from '../../../services/session';
import { cardTitle, copyForGroup } from '../../../services/share';
import { askForMessages } from '../../../services/subscribe';
import { dutyPage } from '../behaviors/duty-page';
import { deed } from '../services/deed';
import { agedToday, type TodayModel, todayModel } from '../services/today-view';
import { asking } from './asking';

Component({
  behaviors: [pageBehavior, refreshing, dutyPage, asking],
  data: {
    ...loading,
    view: null as TodayView | null,
    model: null as TodayModel | null,
    /** Nobody has published a roster yet. */
    none: false,
  },
  methods: {
    /** Whoever comes back from the key or from a swap sees what became of it. */
    async onShow() {
      if (this.data.phase === 'ready') await this.refresh();
    },
    async refresh() {
      await load<TodayView>(this, {
        key: 'duty.today',
        ask: () => roster.today({}),
        show: (said, _now, ageMs) => this.shown(agedToday(said, ageMs)),
      });
    },
    shown(view: TodayView) {
      const model = todayModel(view);
      session.learn({ phone: view.phone });
      return {
        view,
        model,
        phone: view.phone,
        none: view.status === 'none' || view.status === 'draft',
        turnId: model.mine?.turnId ?? '',
      };
    },

    /** The committee's own number; the community's is in the dock. */
    callContact() {
      const { contact } = this.data.view ?? {};
      if (contact) callNumber(contact);
    },
    async readBriefing() {
      void askForMessages(['duty']);
      const { state } = await deed(
        'readBriefing',
        {},
        { label: '值守须知看过了', done: '好，记住了' },
      );
      if (state !== 'failed') this.setData({ 'model.briefing': '' });
    },
    async signUp() {
      const { model } = this.data;
      if (!model?.cleanUp) return;
      const join = !model.cleanUp.mine;
      const done = join ? '好，到时见' : '好，下次再来';
      const outcome = await deed('signUpCleanUp', { join }, { label: '一起打扫', done });
      if (outcome.state === 'done') await this.refresh();
    },
    next() {
      const { model } = this.data;
      const page = model?.step ? `keys/keys?key=${model.stepKey}` : 'mine/mine';
      wx.navigateTo({ url: `/packages/duty/${page}` });
    },

    copyDuty() {
      return this.copy(this.data.view?.groupText.duty);
    },
    copyKey() {
      return this.copy(this.data.view?.groupText.key);
    },
    copy(text = '') {
      return text ? copyForGroup([text]) : say('还没有可以复制的');
    },
    onShareAppMessage() {
      const place = `c=${session.communityId}&y=${session.courtyardId ?? ''}`;
      return {
        title: cardTitle(this.data.model?.shareTitle ?? '今天值守'),
        path: `/packages/duty/today/today?${place}`,
      };
    },
  },
});
