/** 我的: my household, those I act for, and what is mine to decide. */
import { pageBehavior } from '../../behaviors/page';
import type { HouseholdId } from '../../contract/ids';
import type { MeView } from '../../contract/member';
import { load, loading } from '../../services/load';
import { type Entry, entriesOf, type MeModel, meModel } from '../../services/me';
import { member } from '../../services/member';
import { session } from '../../services/session';

/** Codes that say: nobody knows this person yet. */
const NEWCOMER: readonly string[] = ['NOT_MEMBER', 'NOT_FOUND'];

Component({
  behaviors: [pageBehavior],
  data: {
    ...loading,
    view: null as MeView | null,
    me: null as MeModel | null,
    entries: [] as readonly Entry[],
    newcomer: false,
    waitingDoor: '',
  },
  observers: {
    'pendingLine, me, newcomer'(pending: string, me: MeModel | null, newcomer: boolean) {
      this.setData({ entries: entriesOf(pending, me !== null && !newcomer) });
    },
  },
  methods: {
    onShow() {
      return this.reload();
    },
    async onPullDownRefresh() {
      await this.reload();
      wx.stopPullDownRefresh();
    },

    async reload() {
      await load<MeView>(this, {
        key: 'me',
        ask: () => member.me({}),
        show: (view, now) => ({ view, me: meModel(view, session.subject?.id, now) }),
      });
      const { phase, failCode, view } = this.data;
      const nobody =
        view !== null && view.households.length + view.roles.length + view.actingFor.length === 0;
      this.setData({ newcomer: nobody || (phase === 'failed' && NEWCOMER.includes(failCode)) });
      this.setData({ waitingDoor: session.waitingDoor });
      if (view) session.learn({ phone: view.phone });
      this.readAround();
    },

    openHousehold(event: WechatMiniprogram.TouchEvent) {
      const id = String(event.currentTarget.dataset.id);
      wx.navigateTo({ url: `/packages/self/household/household?id=${id}` });
    },

    onAct(event: WechatMiniprogram.TouchEvent) {
      const id = event.currentTarget.dataset.id as HouseholdId;
      const one = this.data.view?.actingFor.find(({ householdId }) => householdId === id);
      if (!one) return;
      const { label, courtyardId, personName } = one;
      session.actFor({ id, label, courtyardId, personName });
      wx.switchTab({ url: '/pages/home/home' });
    },
    onLeaveActing() {
      session.actForMyself();
      return this.reload();
    },

    onEntry(event: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: String(event.currentTarget.dataset.url) });
    },
    openHome() {
      wx.switchTab({ url: '/pages/home/home' });
    },
  },
});
