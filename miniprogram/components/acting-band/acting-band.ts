/** Stays on every page while one acts for somebody. Event: `leave`. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: { label: { type: String, value: '' } },
  methods: {
    onLeave() {
      this.triggerEvent('leave');
    },
  },
});
