/** What goods look like, in a small square one can tap; without a picture the first sign of their name. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: {
    /** A cloud file id; empty without a picture. */
    src: { type: String, value: '' },
    name: { type: String, value: '' },
    /** Inside something that is tapped as a whole. */
    still: { type: Boolean, value: false },
  },
  data: { sign: '', broken: false },
  observers: {
    name(name: string) {
      this.setData({ sign: [...name][0] ?? '' });
    },
    src() {
      this.setData({ broken: false });
    },
  },
  methods: {
    /** It is gone, or there is no network: the sign stands in its place. */
    onError() {
      this.setData({ broken: true });
    },
    onOpen() {
      wx.previewImage({ urls: [this.data.src] });
    },
  },
});
