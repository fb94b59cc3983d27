/** 电话代订: whom one orders for, found by door or family. */
import type { HouseholdRow } from '../../../contract/directory';
import { directory } from '../../../services/directory';
import { load } from '../../../services/load';
import { at } from '../../../services/place';
import type { Tap, Typed } from '../../../services/taps';
import { familyText, unitText } from '../../../services/words';
import { roundPage } from '../behaviors/round-page';
import { isFlowers } from '../services/sale-doors';

interface Door {
  readonly id: string;
  readonly label: string;
}

const doorOf = ({ id, unit, door, family }: HouseholdRow): Door => ({
  id,
  label: [unitText(unit), door, familyText(family)].filter(Boolean).join(' '),
});

Component({
  behaviors: [roundPage],
  options: { pureDataPattern: /^_/ },
  data: {
    _all: [] as readonly Door[],
    text: '',
    deed: '订',
    doors: [] as readonly Door[],
  },
  methods: {
    async refresh() {
      const fresh = await load(this, {
        key: `buying.doors/${this.data._place}`,
        ask: () => directory.households({}, at(this.data._place)),
        show: ({ items }) => this.drawn(items.map(doorOf)),
      });
      if (fresh?.next !== undefined) await this.readOn(fresh.next);
    },
    /** A courtyard has at most a hundred doors: all of them, so that one can search. */
    async readOn(after: string) {
      const reply = await directory.households({ after }, at(this.data._place));
      if (!reply.ok) return;
      this.setData(this.drawn([...this.data._all, ...reply.value.items.map(doorOf)]));
      if (reply.value.next !== undefined) await this.readOn(reply.value.next);
    },
    drawn(all: readonly Door[]) {
      const words = this.data.text.trim().split(/\s+/).filter(Boolean);
      return {
        _all: all,
        deed: isFlowers(this.data._id) ? '认领' : '订',
        doors: all.filter(({ label }) => words.every((word) => label.includes(word))),
      };
    },
    type({ detail }: Typed) {
      this.setData({ text: detail.value });
      this.setData(this.drawn(this.data._all));
    },
    open({ currentTarget }: Tap<{ id: string; label: string }>) {
      const { id, label } = currentTarget.dataset;
      const who = `for=${id}&label=${encodeURIComponent(label)}`;
      const { _id: saleId, _place: place } = this.data;
      const page = isFlowers(saleId) ? 'flower/adopt/adopt' : 'buying/round/round';
      wx.navigateTo({ url: `/packages/${page}?id=${saleId}&y=${place}&${who}` });
    },
  },
});
