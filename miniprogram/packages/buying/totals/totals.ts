/** 采购总表: what to buy; and writing down what was really picked. */
import type { TotalsView } from '../../../contract/groupbuy-desk';
import type { CountByItem } from '../../../contract/groupbuy-forms';
import { say, showFailure } from '../../../services/failure';
import { writeFile } from '../../../services/files';
import { groupbuy } from '../../../services/groupbuy';
import { load } from '../../../services/load';
import { at } from '../../../services/place';
import type { Tap } from '../../../services/taps';
import { roundPage } from '../behaviors/round-page';
import { pickedFrom, pickedItems, type TotalsModel, totalsModel } from '../services/totals-view';

Component({
  behaviors: [roundPage],
  options: { pureDataPattern: /^_/ },
  data: {
    model: null as TotalsModel | null,
    /** While what was picked is being written down. */
    picking: false,
    mayPick: false,
    counts: {} as CountByItem,
    busy: false,
  },
  methods: {
    async refresh() {
      const { _id: roundId, _place: place } = this.data;
      await load<TotalsView>(this, {
        key: `buying.totals/${roundId}`,
        ask: () => groupbuy.totals({ roundId }, at(place)),
        show: (view) => ({
          model: totalsModel(view),
          mayPick: view.status === 'closed' || view.status === 'purchased',
          ...(this.data.picking ? {} : { counts: pickedFrom(view) }),
        }),
      });
    },
    begin() {
      this.setData({ picking: true });
    },
    count({ currentTarget, detail }: Tap<{ item: string }> & { detail: { value: number } }) {
      this.setData({ [`counts.${currentTarget.dataset.item}`]: detail.value });
    },
    async save() {
      const { _id: roundId, _place: place, counts, busy } = this.data;
      if (busy) return;
      this.setData({ busy: true });
      const reply = await groupbuy.pick({ roundId, items: pickedItems(counts) }, at(place));
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      this.setData({ picking: false });
      say('记好了');
      await this.refresh();
    },
    async copy() {
      const { _id: roundId, _place: place } = this.data;
      const reply = await groupbuy.totalsText({ roundId }, at(place));
      if (!reply.ok) return showFailure(reply);
      await wx.setClipboardData({ data: reply.value.text });
      say('已复制，发给菜农');
    },
    async openSheet() {
      const { _id: roundId, _place: place } = this.data;
      const reply = await groupbuy.totalsFile({ roundId }, at(place));
      if (!reply.ok) return showFailure(reply);
      const { fileName, base64 } = reply.value;
      const filePath = await writeFile(fileName, base64);
      if (filePath) wx.openDocument({ filePath, showMenu: true });
      else say('手机空间不够，打不开');
    },
    go() {
      if (this.data.picking) void this.save();
      else this.begin();
    },
  },
});
