/** A line or a text to type, with what is wrong beside it. Events: `input`, `blur`, `confirm`, each with the value. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: {
    label: { type: String, value: '' },
    hint: { type: String, value: '' },
    value: { type: String, value: '' },
    placeholder: { type: String, value: '' },
    maxlength: { type: Number, value: 140 },
    multiline: { type: Boolean, value: false },
    /** The keyboard: `text`, `number`, `nickname`. */
    kind: { type: String, value: 'text' },
    /** In plain words; empty when all is well. */
    error: { type: String, value: '' },
    showCount: { type: Boolean, value: false },
  },
  methods: {
    onInput(event: WechatMiniprogram.Input) {
      this.triggerEvent('input', { value: event.detail.value });
    },
    onBlur(event: WechatMiniprogram.InputBlur) {
      this.triggerEvent('blur', { value: event.detail.value });
    },
    onConfirm(event: WechatMiniprogram.Input) {
      this.triggerEvent('confirm', { value: event.detail.value });
    },
  },
});
