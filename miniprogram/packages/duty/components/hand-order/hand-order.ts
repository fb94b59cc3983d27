import type { Tap, Typed } from '../../../../services/taps';
import type { DoorOption } from '../../services/doors';

/** Households in the order somebody makes by hand: up, down, or straight to a place. Event: `move` with both places. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: { rows: { type: Array, value: [] as DoorOption[] } },
  data: { places: [] as readonly string[] },
  observers: {
    rows(rows: readonly DoorOption[]) {
      this.setData({ places: rows.map((_, i) => `排在第 ${i + 1} 个`) });
    },
  },
  methods: {
    up({ currentTarget }: Tap<{ at: number }>) {
      const { at } = currentTarget.dataset;
      this.tell(at, at - 1);
    },
    down({ currentTarget }: Tap<{ at: number }>) {
      const { at } = currentTarget.dataset;
      this.tell(at, at + 1);
    },
    jump({ currentTarget, detail }: Tap<{ at: number }> & Typed) {
      this.tell(currentTarget.dataset.at, Number(detail.value));
    },
    tell(from: number, to: number) {
      if (from !== to && to >= 0 && to < this.data.rows.length) {
        this.triggerEvent('move', { from, to });
      }
    },
  },
});
