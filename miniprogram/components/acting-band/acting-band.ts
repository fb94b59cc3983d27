/** Stays on every page while one acts for somebody, and says when there is a drill. Event: `leave`. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: { label: { type: String, value: '' } },
  methods: {
    onLeave() {
      this.triggerEvent('leave');
    },
  },
});
