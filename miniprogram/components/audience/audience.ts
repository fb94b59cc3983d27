/** Courtyards with ticks. Event: `change` with the chosen ids. */
import type { CourtyardRow } from '../../contract/directory';
import type { CourtyardId } from '../../contract/ids';
import type { Tap, Typed } from '../../services/taps';
import { audienceRows } from './audience-view';

Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: {
    title: { type: String, value: '发给哪些院子' },
    courtyards: { type: Array, value: [] as CourtyardRow[] },
    chosen: { type: Array, value: [] as CourtyardId[] },
  },
  data: { text: '', open: false, rows: audienceRows([], [], ''), summary: '' },
  observers: {
    'courtyards, chosen'() {
      this.draw();
    },
  },
  methods: {
    draw() {
      const { courtyards, chosen, text } = this.data;
      const all = courtyards.length > 0 && chosen.length === courtyards.length;
      this.setData({
        rows: audienceRows(courtyards, chosen, text),
        summary: all ? `全部 ${courtyards.length} 个院` : `选了 ${chosen.length} 个院`,
      });
    },
    toggleOpen() {
      this.setData({ open: !this.data.open });
    },
    search({ detail }: Typed) {
      this.setData({ text: detail.value });
      this.draw();
    },
    pick({ currentTarget }: Tap<{ id: CourtyardId }>) {
      const { id } = currentTarget.dataset;
      const { chosen } = this.data;
      const next = chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
      this.triggerEvent('change', { value: next });
    },
    pickAll() {
      this.triggerEvent('change', { value: this.data.courtyards.map(({ id }) => id) });
    },
    pickNone() {
      this.triggerEvent('change', { value: [] });
    },
  },
});
