/** A sheet from the bottom for one small question. Event: `close`. */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    open: { type: Boolean, value: false },
    title: { type: String, value: '' },
  },
  methods: {
    onClose() {
      this.triggerEvent('close');
    },
    /** The page behind must not scroll. */
    onStay() {
      return false;
    },
  },
});
