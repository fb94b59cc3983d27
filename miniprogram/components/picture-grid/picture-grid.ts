/** Pictures in squares. Events: `preview` and `remove` with `at`, `add`. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: {
    urls: { type: Array, value: [] as string[] },
    editable: { type: Boolean, value: false },
    max: { type: Number, value: 6 },
  },
  methods: {
    onPreview(event: WechatMiniprogram.TouchEvent) {
      const urls = this.data.urls as string[];
      const current = urls[Number(event.currentTarget.dataset.at)];
      if (current !== undefined) wx.previewImage({ urls, current });
      this.triggerEvent('preview', { at: Number(event.currentTarget.dataset.at) });
    },
    onRemove(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('remove', { at: Number(event.currentTarget.dataset.at) });
    },
    onAdd() {
      this.triggerEvent('add');
    },
  },
});
