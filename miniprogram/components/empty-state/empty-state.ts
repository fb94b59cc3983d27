/** Nothing here yet: what will appear, and what one can do. Event: `go`. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: {
    icon: { type: String, value: 'list' },
    title: { type: String, value: '' },
    line: { type: String, value: '' },
    action: { type: String, value: '' },
  },
  methods: {
    onGo() {
      this.triggerEvent('go');
    },
  },
});
