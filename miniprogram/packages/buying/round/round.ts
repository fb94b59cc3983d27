/** 订菜: pick quantities, one order for the household, changed until it closes. */
import { arriving } from '../../../behaviors/arriving';
import { pageBehavior } from '../../../behaviors/page';
import { pickingFor } from '../../../behaviors/picking';
import { refreshing } from '../../../behaviors/refreshing';
import type { RoundView } from '../../../contract/groupbuy-views';
import type { HouseholdId, RoundId } from '../../../contract/ids';
import type { InputOf } from '../../../contract/protocol';
import { readBasket, sendBasket, stepsOf } from '../../../services/basket';
import { groupbuy, groupbuyContract } from '../../../services/groupbuy';
import { load, loading } from '../../../services/load';
import { doOrKeep } from '../../../services/queue';
import { session } from '../../../services/session';
import { cardTitle, copyForGroup } from '../../../services/share';
import { askForMessages } from '../../../services/subscribe';
import { ordered, type RoundModel, roundModel } from '../services/round-view';
import { field } from './field';

Component({
  behaviors: [pageBehavior, refreshing, arriving, pickingFor('groupbuy'), field],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _id: '' as RoundId | '',
    _view: null as RoundView | null,
    _readAt: 0,
    model: null as RoundModel | null,
    mayManage: false,
    note: '',
    supplier: '',
    reason: '',
    busy: false,
  },
  methods: {
    async onLoad(query: Record<string, string | undefined>) {
      this.setData({ _id: (query.id ?? '') as RoundId });
      this.pickFor(query);
      await this.arrive(query);
      await this.refresh();
    },
    async onShow() {
      if (this.data.phase === 'ready') await this.refresh();
    },
    async refresh() {
      const { _id: roundId } = this.data;
      if (!roundId) return;
      await load<RoundView>(this, {
        key: `buying.${roundId}.${this.data._for}`,
        blank: { _view: null, model: null },
        ask: () => groupbuy.round({ roundId }, this.manner()),
        show: (said, now, ageMs) => this.shown({ ...said, now: said.now + ageMs }, now),
      });
    },
    shown(view: RoundView, readAt: number) {
      const counts = { ...ordered(view), ...readBasket(this.basket(), view.items) };
      const { note, supplierName, reason, mayManage } = view;
      return {
        ...{ _view: view, _readAt: readAt, counts, note, mayManage },
        model: roundModel(view, counts, view.now),
        supplier: supplierName ?? '',
        reason: reason ?? '',
      };
    },

    redraw() {
      const { _view: view, _readAt: readAt, counts } = this.data;
      if (!view) return;
      this.setData({ model: roundModel(view, counts, view.now + Date.now() - readAt) });
    },

    async order() {
      const { _view: view, counts, busy, model } = this.data;
      if (!view || busy || !model?.step) return;
      // A household on the telephone is called back.
      if (!this.data._for) void askForMessages(['groupbuy']);
      const { roundId, mine } = view;
      this.setData({ busy: true });
      const input = { roundId, lines: stepsOf(view.items, counts), seen: mine?.rev ?? 0 };
      const label = `${view.title}：${model.sum || '不要了'}`;
      const done = '好，记下了，截单前都能改';
      await sendBasket(this.basket(), () => this.send(input, label), done);
      this.setData({ busy: false });
      await this.refresh();
    },
    send(input: InputOf<typeof groupbuyContract.actions.order>, label: string) {
      const { _for, forLabel } = this.data;
      const householdId = _for as HouseholdId | '';
      if (!householdId) return doOrKeep(groupbuyContract, 'order', input, label);
      const whole = { ...input, householdId };
      const words = `${forLabel} ${label}`;
      return doOrKeep(groupbuyContract, 'orderFor', whole, words, { subject: null });
    },
    copy() {
      const { _view: view } = this.data;
      if (view) void copyForGroup(view.groupText.split('\n'));
    },
    openManage() {
      wx.navigateTo({ url: `/packages/buying/manage/manage?id=${this.data._id}` });
    },
    onShareAppMessage() {
      const place = `c=${session.communityId}&y=${session.courtyardId ?? ''}`;
      return {
        title: cardTitle(this.data.model?.title ?? '一起买菜'),
        path: `/packages/buying/round/round?id=${this.data._id}&${place}`,
      };
    },
  },
});
