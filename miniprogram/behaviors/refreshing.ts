/** A page that reads itself again when it is pulled down, and offers a way on when it could not be read. */
/** What trying again cannot mend: then the way leads back to the 院落 tab. */
const DENIED: readonly string[] = ['NOT_ALLOWED', 'NOT_MEMBER'];

export const refreshing = Behavior({
  data: { failCode: '', failAction: '再试一次' },
  observers: {
    failCode(code: string) {
      this.setData({ failAction: DENIED.includes(code) ? '回到院落' : '再试一次' });
    },
  },
  methods: {
    /** The page's own. */
    async refresh() {},
    async onPullDownRefresh() {
      await this.refresh();
      wx.stopPullDownRefresh();
    },
    async retry() {
      if (!DENIED.includes(this.data.failCode)) return this.refresh();
      await wx.switchTab({ url: '/pages/home/home' });
    },
  },
});
