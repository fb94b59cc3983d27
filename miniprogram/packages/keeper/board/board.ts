/** 谁收到了: who has not heard yet, and how to reach them. Made for a thumb at a gate; works without network. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { NoticeId } from '../../../contract/ids';
import { load, loading } from '../../../services/load';
import { notice } from '../../../services/notice';
import { at, type Place, placeFrom } from '../../../services/place';
import { onQueue, waiting } from '../../../services/queue';
import { copyForGroup, noticeCard } from '../../../services/share';
import { callHousehold } from '../services/call';
import { groupText, ROWS_A_TIME } from './board-view';
import { holding, type RowTap } from './holding';

let stopListening = (): void => undefined; // one board is open at a time

Component({
  behaviors: [pageBehavior, refreshing, holding],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _id: 'nt_' as NoticeId,
    _place: '' as Place,
    _waiting: 0,
    /** 电话 or 上门: which button every row has. */
    mode: 'phone' as 'phone' | 'door',
    noPhone: {} as Record<string, boolean>,
    showReached: false,
  },
  lifetimes: {
    detached() {
      stopListening();
    },
  },
  methods: {
    async onLoad({ id, ...query }: { id: NoticeId; y?: string }) {
      this.setData({ _id: id, _place: placeFrom(query), _waiting: waiting().length });
      stopListening();
      stopListening = onQueue(() => this.queueChanged());
      await this.release();
      await this.refresh();
    },
    async refresh() {
      const { _id: noticeId, _place: courtyardId } = this.data;
      await load(this, {
        key: `board/${noticeId}/${courtyardId}`,
        ask: () => notice.board({ noticeId }, at(courtyardId)),
        show: (view, _now, ageMs) => {
          const later = { ...view, now: view.now + ageMs };
          this.setData({ _view: later, _place: view.courtyardId });
          return this.drawn();
        },
      });
    },
    queueChanged() {
      const count = waiting().length;
      const fewer = count < this.data._waiting;
      this.setData({ _waiting: count, ...this.drawn() });
      if (fewer) void this.refresh();
    },
    chooseMode({ currentTarget }: WechatMiniprogram.TouchEvent) {
      this.setData({ mode: currentTarget.dataset.mode === 'door' ? 'door' : 'phone', open: '' });
    },
    openRow({ currentTarget }: RowTap) {
      const { id } = currentTarget.dataset;
      this.setData({ open: this.data.open === id ? '' : id });
    },
    async call({ currentTarget }: RowTap) {
      const { id } = currentTarget.dataset;
      this.setData({ open: id });
      const called = await callHousehold(id, this.data._place);
      if (called === 'no-phone') this.setData({ [`noPhone.${id}`]: true });
    },
    moreUnits() {
      const { _shown: shown } = this.data;
      this.setData({ _shown: { ...shown, units: shown.units + ROWS_A_TIME } });
      this.setData(this.drawn());
    },
    moreReached() {
      const { _shown: shown } = this.data;
      this.setData({ _shown: { ...shown, reached: shown.reached + ROWS_A_TIME } });
      this.setData(this.drawn());
    },
    toggleReached() {
      this.setData({ showReached: !this.data.showReached });
    },
    async copy() {
      const now = this.current();
      if (now) await copyForGroup(groupText(now.board).split('\n'));
    },
    onShareAppMessage() {
      return noticeCard(this.data._id, this.data.board.title);
    },
  },
});
