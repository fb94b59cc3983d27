/** 办事: what can I do here. */
import { pageBehavior } from '../../behaviors/page';
import type { HomeView } from '../../contract/home';
import { courtyard, learnFrom } from '../../services/courtyard';
import { errandsFor, type TileGroup } from '../../services/errands';
import { load, loading } from '../../services/load';
import { rolesOf } from '../../services/people';
import { session } from '../../services/session';

Component({
  behaviors: [pageBehavior],
  data: {
    ...loading,
    groups: [] as readonly TileGroup[],
    stranger: false,
    placeLine: '',
    waitingDoor: '',
  },
  methods: {
    onShow() {
      if (session.roles.length > 0) this.show(session.roles);
      return this.reload();
    },
    async onPullDownRefresh() {
      await this.reload();
      wx.stopPullDownRefresh();
    },

    /** The same view as the 院落 tab: who the caller is may have changed since. */
    async reload() {
      await load<HomeView>(this, {
        key: 'home',
        ask: () => courtyard.home({}),
        show: (view) => {
          learnFrom(view);
          return this.tilesOf(rolesOf(view.standing));
        },
      });
      this.readAround();
    },
    show(roles: typeof session.roles) {
      this.setData({ phase: 'ready', ...this.tilesOf(roles) });
    },
    tilesOf(roles: typeof session.roles) {
      const groups = errandsFor(roles, session.courtyardId !== undefined);
      return {
        groups,
        stranger: groups.length === 0,
        waitingDoor: session.waitingDoor,
        placeLine: session.courtyardName || session.communityName,
      };
    },

    onTile(event: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: String(event.currentTarget.dataset.url) });
    },
    openHome() {
      wx.switchTab({ url: '/pages/home/home' });
    },
  },
});
