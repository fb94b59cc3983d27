/** What writing into a passport and giving a pot share: the view they are about, the open sheet, one act at a time. */
import type { PassportView } from '../../../contract/flower-pots';

export const doing = Behavior({
  data: {
    _view: null as PassportView | null,
    busy: false,
    sheet: '' as '' | 'name' | 'write' | 'give',
  },
  methods: {
    /** The page's own. */
    async refresh() {},
    closeSheet() {
      this.setData({ sheet: '' });
    },
    /** What failed leaves its sheet open, with what was typed. */
    async act(run: () => Promise<boolean>) {
      if (this.data.busy) return;
      this.setData({ busy: true });
      const isDone = await run();
      this.setData({ busy: false, ...(isDone ? { sheet: '' as const } : {}) });
      await this.refresh();
    },
  },
});
