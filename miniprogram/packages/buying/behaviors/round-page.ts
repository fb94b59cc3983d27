/** A work page about one round, in one place: opened for it, and read again when it is pulled down. */
import { placePage } from '../../../behaviors/place-page';
import type { RoundId } from '../../../contract/ids';
import { placeFrom } from '../../../services/place';

export const roundPage = Behavior({
  behaviors: [placePage],
  data: { _id: 'gb_' as RoundId },
  methods: {
    async onLoad({ id = 'gb_', ...query }: { readonly id?: string; readonly y?: string }) {
      this.setData({ _id: id as RoundId, _place: placeFrom(query) });
      await this.refresh();
    },
    /** The page's own. */
    async refresh() {},
  },
});
