/** 全部钥匙: every key of the courtyard, in whose hands, and how it got there. For keepers. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { KeyId } from '../../../contract/ids';
import type { TodayView } from '../../../contract/roster-views';
import { showFailure, sure } from '../../../services/failure';
import { load, loading } from '../../../services/load';
import { roster } from '../../../services/roster';
import type { Tap } from '../../../services/taps';
import { dutyPage } from '../behaviors/duty-page';
import { deed } from '../services/deed';
import { type MoveRow, moveRow, type RingRow, ringRows } from '../services/keyring-view';
import { puttingDown } from './putting-down';

Component({
  behaviors: [pageBehavior, refreshing, dutyPage, puttingDown],
  data: {
    ...loading,
    view: null as TodayView | null,
    rows: [] as readonly RingRow[],
    /** The key whose history is open. */
    told: null as RingRow | null,
    moves: [] as readonly MoveRow[],
    more: 0,
    busy: false,
  },
  methods: {
    async onLoad(query: Record<string, string | undefined>) {
      await this.arrive(query);
      await this.refresh();
      const { record } = query;
      const wrong = this.data.rows.find(({ keyId, lost }) => keyId === record && !lost);
      if (wrong) await this.ask('record', wrong.keyId);
    },
    async refresh() {
      await load<TodayView>(this, {
        key: 'duty.today',
        ask: () => roster.today({}),
        show: (view) => ({ view, rows: ringRows(view) }),
      });
    },
    rowOf({ currentTarget }: Tap<{ key: KeyId }>): RingRow | undefined {
      return this.data.rows.find(({ keyId }) => keyId === currentTarget.dataset.key);
    },

    async openHistory(event: Tap<{ key: KeyId }>) {
      const told = this.rowOf(event);
      if (!told) return;
      this.setData({ told, moves: [], more: 0 });
      await this.readHistory();
    },
    async readHistory() {
      const { told, more, moves, busy } = this.data;
      if (!told || busy) return;
      this.setData({ busy: true });
      const reply = await roster.keyHistory({
        keyId: told.keyId,
        ...(more > 0 ? { before: more } : {}),
      });
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      const { items, next = 0 } = reply.value;
      this.setData({ moves: [...moves, ...items.map(moveRow)], more: next });
    },
    closeHistory() {
      this.setData({ told: null });
    },

    async lose(event: Tap<{ key: KeyId }>) {
      const row = this.rowOf(event);
      if (!row) return;
      const content = `${row.name}不再交接，直到换了一把或者找到。请记得换锁或另配。`;
      if (!(await sure('报丢失？', content, '报丢失'))) return;
      await deed('loseKey', { keyId: row.keyId }, { label: `${row.name}报丢失`, done: '记下了' });
      await this.refresh();
    },
    async retire(event: Tap<{ key: KeyId }>) {
      const row = this.rowOf(event);
      if (!row) return;
      const content = `${row.name}以后不在名单里，记录还留着。`;
      if (!(await sure('收掉这一把？', content, '收掉'))) return;
      const reply = await roster.retireKey({ keyId: row.keyId });
      if (!reply.ok) return showFailure(reply);
      await this.refresh();
    },
  },
});
