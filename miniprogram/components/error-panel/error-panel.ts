/** Why a page could not be shown, and the two ways on. Events: `retry`, `call`. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: {
    text: { type: String, value: '' },
    icon: { type: String, value: 'offline' },
    action: { type: String, value: '再试一次' },
  },
  methods: {
    onRetry() {
      this.triggerEvent('retry');
    },
    onCall() {
      this.triggerEvent('call');
    },
  },
});
