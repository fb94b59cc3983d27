/** A count without a keyboard. Event: `change` with the new value. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: {
    value: { type: Number, value: 0 },
    min: { type: Number, value: 0 },
    max: { type: Number, value: 99 },
    /** Spoken before 加一 and 减一. */
    label: { type: String, value: '' },
    unit: { type: String, value: '' },
  },
  methods: {
    onLess() {
      this.put(this.data.value - 1);
    },
    onMore() {
      this.put(this.data.value + 1);
    },
    put(value: number) {
      const { min, max } = this.data;
      if (value >= min && value <= max) this.triggerEvent('change', { value });
    },
  },
});
