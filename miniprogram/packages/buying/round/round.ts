/** 订菜: pick quantities, one order for the household, changed until it closes. */
import { arriving } from '../../../behaviors/arriving';
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { CountByItem } from '../../../contract/groupbuy-forms';
import type { RoundView } from '../../../contract/groupbuy-views';
import type { HouseholdId, RoundId } from '../../../contract/ids';
import type { InputOf } from '../../../contract/protocol';
import {
  type BasketOf,
  keepBasket,
  readBasket,
  sendBasket,
  stepsOf,
} from '../../../services/basket';
import type { Manner } from '../../../services/client';
import { groupbuy, groupbuyContract } from '../../../services/groupbuy';
import { load, loading } from '../../../services/load';
import { doOrKeep } from '../../../services/queue';
import { session } from '../../../services/session';
import { cardTitle, copyForGroup } from '../../../services/share';
import { askForMessages } from '../../../services/subscribe';
import type { Tap } from '../../../services/taps';

import { ordered, type RoundModel, roundModel } from '../services/round-view';
import { field } from './field';

Component({
  behaviors: [pageBehavior, refreshing, arriving, field],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _id: '' as RoundId | '',
    _view: null as RoundView | null,
    _readAt: 0,
    counts: {} as CountByItem,
    model: null as RoundModel | null,
    mayManage: false,
    note: '',
    supplier: '',
    reason: '',
    busy: false,
    /** The household on the telephone; empty when one orders as oneself. */
    _for: '' as HouseholdId | '',
    forLabel: '',
  },
  methods: {
    async onLoad(query: Record<string, string | undefined>) {
      const { id = '', for: household = '', label = '' } = query;
      const forLabel = decodeURIComponent(label);
      this.setData({ _id: id as RoundId, _for: household as HouseholdId, forLabel });
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

    /** Asked for the household on the telephone, else for whom the band says. */
    manner(): Manner {
      const { _for: subject } = this.data;
      return subject ? { subject } : {};
    },
    basket(): BasketOf {
      return { fn: 'groupbuy', saleId: this.data._id, household: this.data._for };
    },
    count({ currentTarget, detail }: Tap<{ item: string }> & { detail: { value: number } }) {
      const { _view: view, _readAt: readAt } = this.data;
      if (!view) return;
      const counts = { ...this.data.counts, [currentTarget.dataset.item]: detail.value };
      keepBasket(this.basket(), counts);
      this.setData({ counts, model: roundModel(view, counts, view.now + Date.now() - readAt) });
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
      const { _for: householdId, forLabel } = this.data;
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
