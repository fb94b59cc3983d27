/** The shape of a page that is not there yet. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: { count: { type: Number, value: 3 } },
  data: { rows: [0, 1, 2] },
  observers: {
    count(count: number) {
      this.setData({ rows: Array.from({ length: count }, (_, at) => at) });
    },
  },
});
