/** The half of 纸质表 that reads a week of paper back: by row, by the household's number. */
import type { SheetView } from '../../../contract/roster-records';
import type { Count } from '../../../contract/units';
import { say, showFailure, sure } from '../../../services/failure';
import { at, type Place } from '../../../services/place';
import { doOrKeep } from '../../../services/queue';
import { rosterContract } from '../../../services/roster';
import { drop, keep, read } from '../../../services/storage';
import type { Tap, Typed } from '../../../services/taps';
import {
  type Came,
  changedOf,
  type EntryRow,
  entryInput,
  entryRows,
  labelOf,
  type PaperWeek,
  typedOn,
  weeksOf,
} from '../services/paper-entry';

export const entering = Behavior({
  data: {
    _place: '' as Place,
    sheet: null as SheetView | null,
    weeks: [] as readonly PaperWeek[],
    week: '',
    _came: {} as Came,
    entries: [] as readonly EntryRow[],
    changedCount: 0,
    /** The row whose household is being chosen; 0: none. */
    row: 0,
    rowTitle: '',
    typed: '',
    typedLabel: '',
    busy: false,
  },
  methods: {
    /** The page's own. */
    async refresh() {},
    keyOf(): string {
      return `paper.${this.data._place}.${this.data.sheet?.month ?? ''}`;
    },
    /** A month that was read: its weeks, and what was typed before one left. */
    startEntering(sheet: SheetView) {
      const weeks = weeksOf(sheet, Date.now());
      const known = weeks.some(({ key }) => key === this.data.week);
      this.setData({
        weeks,
        week: known ? this.data.week : (weeks[0]?.key ?? ''),
        _came: read<Came>(this.keyOf()) ?? {},
      });
      this.drawEntries();
    },
    weekNow(): PaperWeek | undefined {
      return this.data.weeks.find(({ key }) => key === this.data.week);
    },
    drawEntries() {
      const { sheet, _came: came } = this.data;
      const week = this.weekNow();
      const entries = sheet && week ? entryRows(week, came, sheet) : [];
      this.setData({ entries, changedCount: changedOf(entries).length });
    },
    chooseWeek({ currentTarget }: Tap<{ key: string }>) {
      this.setData({ week: currentTarget.dataset.key });
      this.drawEntries();
    },
    openRow({ currentTarget }: Tap<{ row: Count }>) {
      const { row } = currentTarget.dataset;
      const entry = this.data.entries.find((one) => one.row === row);
      if (!entry) return;
      this.setData({ row, rowTitle: entry.title });
      this.type(entry.no === 0 ? '' : String(entry.no));
    },
    closeRow() {
      this.setData({ row: 0 });
    },
    press({ detail }: Typed) {
      this.type(typedOn(this.data.typed, detail.value));
    },
    erase() {
      this.type(this.data.typed.slice(0, -1));
    },
    type(typed: string) {
      const { sheet } = this.data;
      const typedLabel = (sheet && labelOf(Number(typed), sheet)) || '';
      this.setData({ typed, typedLabel });
    },
    nobody() {
      this.came(0);
    },
    takeTyped() {
      if (this.data.typedLabel) this.came(Number(this.data.typed));
    },
    came(no: Count) {
      const came = { ...this.data._came, [this.data.row]: no };
      if (!keep(this.keyOf(), came)) say('手机存满了，登记完再离开');
      this.setData({ _came: came, row: 0 });
      this.drawEntries();
    },
    async enter() {
      const { sheet, busy, _came: came, entries } = this.data;
      const week = this.weekNow();
      if (!sheet || !week || busy) return;
      const changed = changedOf(entries);
      const told = changed.map(({ title, text }) => `${title}：${text}`);
      const content =
        told.length === 0 ? '这一周都照排班来的，没有要改的。' : `${told.join('\n')}\n其他照排班。`;
      if (!(await sure('照纸上的登记', content, '登记'))) return;
      this.setData({ busy: true });
      const input = entryInput(sheet, week, came);
      const label = `登记 ${week.name} 的值守表`;
      const outcome = await doOrKeep(
        rosterContract,
        'enterPaper',
        input,
        label,
        at(this.data._place),
      );
      this.setData({ busy: false });
      if (outcome.state === 'failed') return showFailure(outcome.failure);
      drop(this.keyOf());
      if (outcome.state === 'later') return say('没有网，先记在手机里，有网自动送');
      const { changed: count } = outcome.value;
      say(count > 0 ? `登记好了，改了 ${count} 班` : '登记好了，都照排班');
      await this.refresh();
    },
  },
});
