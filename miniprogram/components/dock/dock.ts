/**
 * The bottom of every page that has one next step, with the community's phone to its left.
 * Events: `go`, `call`. What stands in its slot (an undo strip) is on top of it.
 */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: {
    /** The deed, with its subject: `替 402 回：收到`. Empty: only the phone and the hint. */
    text: { type: String, value: '' },
    hint: { type: String, value: '' },
    /** `check` when the hint says that something is done, `send` when it waits in the phone. */
    hintIcon: { type: String, value: '' },
    icon: { type: String, value: '' },
    tone: { type: String, value: 'green' },
    openType: { type: String, value: '' },
    disabled: { type: Boolean, value: false },
    busy: { type: Boolean, value: false },
    busyText: { type: String, value: '正在送…' },
  },
  methods: {
    onGo() {
      if (!this.data.disabled && !this.data.busy) this.triggerEvent('go');
    },
    onCall() {
      this.triggerEvent('call');
    },
  },
});
