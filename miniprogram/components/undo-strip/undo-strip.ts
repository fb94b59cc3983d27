/**
 * Ten seconds to take something back, as a strip on top of the dock.
 * Events: `undo` when it was taken back, `gone` when the time is over. A new `token` starts it again.
 */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: {
    text: { type: String, value: '' },
    seconds: { type: Number, value: 10 },
    token: { type: String, value: '' },
  },
  data: { left: 0, percent: 100, timer: 0 },
  observers: {
    'text, token'(text: string) {
      clearInterval(this.data.timer);
      if (text) this.start();
      else this.setData({ left: 0 });
    },
  },
  lifetimes: {
    detached() {
      clearInterval(this.data.timer);
    },
  },
  methods: {
    start() {
      const timer = setInterval(() => this.tick(), 1_000);
      this.setData({ left: this.data.seconds, percent: 100, timer });
    },
    tick() {
      const left = this.data.left - 1;
      this.setData({ left, percent: Math.round((left / this.data.seconds) * 100) });
      if (left > 0) return;
      clearInterval(this.data.timer);
      this.triggerEvent('gone');
    },
    onUndo() {
      clearInterval(this.data.timer);
      this.setData({ left: 0 });
      this.triggerEvent('undo');
    },
  },
});
