/** A page that reads itself again when one comes back to it, but not a second time while it opens. */
export const returning = Behavior({
  data: { _seen: false },
  pageLifetimes: {
    show() {
      if (this.data._seen) void this.refresh();
      this.setData({ _seen: true });
    },
  },
  methods: {
    /** The page's own. */
    async refresh() {},
  },
});
