/** A page that reads itself again when what waits in the phone has changed: then the cloud knows better than it. */
export const afterSending = Behavior({
  data: {
    phase: '',
    pendingLine: '',
    /** The line as it was: coming back to a page says the same line again. */
    _lineBefore: '',
  },
  observers: {
    pendingLine(line: string) {
      if (line === this.data._lineBefore) return;
      this.setData({ _lineBefore: line });
      if (this.data.phase === 'ready') void this.refresh();
    },
  },
  methods: {
    /** The page's own. */
    async refresh() {},
  },
});
