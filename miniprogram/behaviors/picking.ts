/** Picking out how many of what, for one's household or for one on the telephone. */
import type { CountByItem } from '../contract/groupbuy-forms';
import { isCorner, type PartyId } from '../contract/ids';
import { type BasketOf, keepBasket } from '../services/basket';
import type { Manner } from '../services/client';
import type { Tap } from '../services/taps';

export const pickingFor = (fn: BasketOf['fn']) =>
  Behavior({
    data: {
      _id: '' as string,
      counts: {} as CountByItem,
      /** The household on the telephone, or the public corner; empty when one picks as oneself. */
      _for: '' as PartyId | '',
      forLabel: '',
    },
    methods: {
      /** The page's own: draws what it comes to. */
      redraw() {},
      pickFor({ for: party = '', label = '' }: Record<string, string | undefined>) {
        this.setData({ _for: party as PartyId, forLabel: decodeURIComponent(label) });
      },
      /** Asked for the household on the telephone, else for whom the band says. */
      manner(): Manner {
        const { _for: party } = this.data;
        if (!party) return {};
        return { subject: isCorner(party) ? null : party };
      },
      basket(): BasketOf {
        return { fn, saleId: this.data._id, household: this.data._for };
      },
      count({ currentTarget, detail }: Tap<{ item: string }> & { detail: { value: number } }) {
        const counts = { ...this.data.counts, [currentTarget.dataset.item]: detail.value };
        keepBasket(this.basket(), counts);
        this.setData({ counts });
        this.redraw();
      },
    },
  });
