/** 花花节: what can be adopted now, and what was. */
import { arriving } from '../../../behaviors/arriving';
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import { flower } from '../../../services/flower';
import { load, loading } from '../../../services/load';
import { endOf, paged, readOn } from '../../../services/paging';
import { type CampaignRowModel, campaignRow } from '../services/list-view';

Component({
  behaviors: [pageBehavior, refreshing, arriving],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    ...paged,
    rows: [] as readonly CampaignRowModel[],
  },
  methods: {
    async onLoad(query: Record<string, string | undefined>) {
      await this.arrive(query);
      await this.refresh();
    },
    async onShow() {
      if (this.data.phase === 'ready') await this.refresh();
    },
    async refresh() {
      await load(this, {
        key: 'flower.list',
        ask: () => flower.list({}),
        show: ({ items, next }) => ({ rows: items.map(campaignRow), ...endOf(next) }),
      });
    },
    onReachBottom() {
      return this.readMore();
    },
    readMore() {
      return readOn(
        this,
        (cursor: string) => flower.list({ cursor }),
        (items) => items.map(campaignRow),
      );
    },
  },
});
