/** A work page of one place: opened for it, read from the cloud, and read again when it is pulled down. */

import { loading } from '../services/load';
import { type Place, placeFrom } from '../services/place';
import { pageBehavior } from './page';
import { refreshing } from './refreshing';

export const placePage = Behavior({
  behaviors: [pageBehavior, refreshing],
  data: { ...loading, _place: '' as Place },
  methods: {
    async onLoad(query: { readonly y?: string; readonly from?: string }) {
      this.setData({ _place: placeFrom(query) });
      await this.refresh();
    },
    /** The page's own. */
    async refresh() {},
  },
});
