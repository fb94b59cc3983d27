/** 谁收到了: who has not heard yet, and how to reach them. Made for a thumb at a gate; works without network. */
import { pageBehavior } from '../../../behaviors/page';
import type { CourtyardId, HouseholdId, NoticeId } from '../../../contract/ids';
import type { BoardView } from '../../../contract/notice';
import { showFailure } from '../../../services/failure';
import { load, loading } from '../../../services/load';
import { notice } from '../../../services/notice';
import { onQueue, waiting } from '../../../services/queue';
import { copyForGroup, noticeCard } from '../../../services/share';
import type { Tap } from '../../../services/taps';
import { callHousehold } from '../services/call';
import {
  dropHeld,
  heldMark,
  holdMark,
  marksOf,
  markWords,
  releaseHeld,
} from '../services/held-marks';
import type { Mark } from '../services/mark';
import { at, placeFrom } from '../services/place';
import { boardPage, EMPTY_BOARD, groupText, withMarks } from './board-view';

type RowTap = Tap<{ id: HouseholdId; how: 'phone' | 'door'; reached: 'yes' | 'no' }>;

let stopListening = (): void => undefined; // one board is open at a time

Component({
  behaviors: [pageBehavior],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _id: '' as NoticeId,
    _place: undefined as CourtyardId | undefined,
    _view: null as BoardView | null,
    _waiting: 0,
    _sending: [] as readonly Mark[], // no longer held, not yet answered
    board: EMPTY_BOARD,
    mode: 'phone' as 'phone' | 'door',
    open: '',
    noPhone: {} as Record<string, boolean>,
    showReached: false,
    strip: '',
    stripToken: '',
    queued: 0,
  },
  lifetimes: {
    detached() {
      stopListening();
      void this.release();
    },
  },
  pageLifetimes: {
    hide() {
      void this.release();
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
    async onPullDownRefresh() {
      await this.refresh();
      void wx.stopPullDownRefresh();
    },
    /** The board as it is with everything that was tapped, sent or not. */
    drawn() {
      const { _view: view, _sending: sending } = this.data;
      if (!view) return {};
      const { sent, queued, held } = marksOf(view);
      const all = [...sent, ...queued, ...sending, ...held];
      return { board: boardPage(withMarks(view, all)), queued: queued.length };
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
    openRow({
      currentTarget: {
        dataset: { id },
      },
    }: RowTap) {
      this.setData({ open: this.data.open === id ? '' : id });
    },
    async call({
      currentTarget: {
        dataset: { id },
      },
    }: RowTap) {
      this.setData({ open: id });
      const called = await callHousehold(id, this.data._place);
      if (called === 'no-phone') this.setData({ [`noPhone.${id}`]: true });
    },
    async mark({ currentTarget }: RowTap) {
      const { _view: view, _id: noticeId, _place: courtyardId, board } = this.data;
      const { id, how, reached } = currentTarget.dataset;
      const row = board.units.flatMap(({ rows }) => rows).find((one) => one.id === id);
      if (!view || !row || !courtyardId) return;
      void this.release();
      const mark = { householdId: id, how, reached: reached === 'yes', at: Date.now() };
      holdMark({ mark, noticeId, courtyardId, version: view.version, label: row.label });
      const strip = `${row.label}：${markWords(mark)}`;
      this.setData({ open: '', strip, stripToken: String(mark.at), ...this.drawn() });
    },
    undo() {
      dropHeld();
      this.setData({ strip: '', ...this.drawn() });
    },
    /** Sends what is held; whoever taps the next household does not wait for the answer of the last. */
    async release() {
      const held = heldMark();
      this.setData({ strip: '' });
      if (!held) return;
      this.setData({ _sending: [...this.data._sending, held.mark] });
      const outcome = await releaseHeld(held);
      const { _view: view, _sending: sending } = this.data;
      this.setData({ _sending: sending.filter((mark) => mark.at !== held.mark.at) });
      if (!view || view.noticeId !== held.noticeId) return;
      if (outcome.state === 'done') this.setData({ _view: withMarks(view, [held.mark]) });
      this.setData(this.drawn());
      if (outcome.state !== 'failed') return;
      showFailure(outcome.failure);
      await this.refresh();
    },
    toggleReached() {
      this.setData({ showReached: !this.data.showReached });
    },
    async copy() {
      const { _view: view } = this.data;
      if (view) await copyForGroup(groupText(view).split('\n'));
    },
    onShareAppMessage() {
      const { _id: id, board } = this.data;
      return noticeCard(id, board.title);
    },
  },
});
