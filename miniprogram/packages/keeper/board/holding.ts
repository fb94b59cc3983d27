/** Marks of a board under one's thumb: drawn at once, held for ten seconds, then sent. */
import { heldStrip } from '../../../behaviors/held-strip';
import type { HouseholdId } from '../../../contract/ids';
import type { BoardView } from '../../../contract/notice';
import { showFailure } from '../../../services/failure';
import type { Tap } from '../../../services/taps';
import {
  dropHeld,
  heldMark,
  holdMark,
  marksOf,
  markWords,
  releaseHeld,
} from '../services/held-marks';
import type { Mark } from '../services/mark';
import { boardPage, EMPTY_BOARD, FIRST_ROWS, withMarks } from './board-view';

export type RowTap = Tap<{ id: HouseholdId; how: 'phone' | 'door'; reached: 'yes' | 'no' }>;

export const holding = Behavior({
  behaviors: [heldStrip],
  data: {
    _view: null as BoardView | null,
    _sending: [] as readonly Mark[], // no longer held, not yet answered
    _shown: FIRST_ROWS,
    board: EMPTY_BOARD,
    /** The row whose answers are shown. */
    open: '',
    queued: 0,
  },
  methods: {
    /** The page's own. */
    async refresh() {},
    /** The board with everything that was tapped, sent or not. */
    current() {
      const { _view: view, _sending: sending } = this.data;
      if (!view) return undefined;
      const { sent, queued, held } = marksOf(view);
      const board = withMarks(view, [...sent, ...queued, ...sending, ...held]);
      return { board, queued: queued.length };
    },
    drawn() {
      const now = this.current();
      return now ? { board: boardPage(now.board, this.data._shown), queued: now.queued } : {};
    },
    async mark({ currentTarget }: RowTap) {
      const { _view: view, board } = this.data;
      const { id, how, reached } = currentTarget.dataset;
      const row = board.units.flatMap(({ rows }) => rows).find((one) => one.id === id);
      if (!view || !row) return;
      void this.release();
      const mark = { householdId: id, how, reached: reached === 'yes', at: Date.now() };
      const { noticeId, courtyardId, version } = view;
      const strip = `${row.label}：${markWords(mark)}`;
      holdMark({ mark, noticeId, courtyardId, version }, strip, mark.at);
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
      this.setData({ _sending: [...this.data._sending, held.act.mark] });
      const outcome = await releaseHeld(held);
      const { _view: view, _sending: sending } = this.data;
      this.setData({ _sending: sending.filter((mark) => mark.at !== held.act.mark.at) });
      if (!view || view.noticeId !== held.act.noticeId) return;
      if (outcome.state === 'done') this.setData({ _view: withMarks(view, [held.act.mark]) });
      this.setData(this.drawn());
      if (outcome.state !== 'failed') return;
      showFailure(outcome.failure);
      await this.refresh();
    },
  },
});
