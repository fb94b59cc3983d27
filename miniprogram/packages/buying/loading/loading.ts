/** 装车单: what each courtyard gets and where it is put down; what arrived is written down there. */
import type { LoadingView } from '../../../contract/groupbuy-desk';
import type { CountByItem } from '../../../contract/groupbuy-forms';
import { say, showFailure } from '../../../services/failure';
import { groupbuy } from '../../../services/groupbuy';
import { load } from '../../../services/load';
import { at } from '../../../services/place';
import type { Tap } from '../../../services/taps';
import { roundPage } from '../behaviors/round-page';
import { allArrived, loadingText, type YardModel, yardModels } from '../services/loading-view';

Component({
  behaviors: [roundPage],
  options: { pureDataPattern: /^_/ },
  data: {
    title: '',
    yards: [] as readonly YardModel[],
    /** The courtyard whose arrival is being written down. */
    yard: null as YardModel | null,
    counts: {} as CountByItem,
    busy: false,
  },
  methods: {
    async refresh() {
      const { _id: roundId, _place: place } = this.data;
      await load<LoadingView>(this, {
        key: `buying.loading/${roundId}`,
        ask: () => groupbuy.loading({ roundId }, at(place)),
        show: (view) => ({ title: view.title, yards: yardModels(view) }),
      });
    },
    open({ currentTarget }: Tap<{ id: string }>) {
      const yard = this.data.yards.find(({ id }) => id === currentTarget.dataset.id);
      if (yard) this.setData({ yard, counts: allArrived(yard) });
    },
    close() {
      this.setData({ yard: null });
    },
    count({ currentTarget, detail }: Tap<{ item: string }> & { detail: { value: number } }) {
      this.setData({ [`counts.${currentTarget.dataset.item}`]: detail.value });
    },
    async save() {
      const { _id: roundId, yard, counts, busy } = this.data;
      if (!yard || busy) return;
      this.setData({ busy: true });
      const reply = await groupbuy.arrived({ roundId, counts }, at(yard.id));
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      this.setData({ yard: null });
      say('记好了');
      await this.refresh();
    },
    /** All courtyards of a big round: longer than a text for the group may be. */
    async copy() {
      await wx.setClipboardData({ data: loadingText(this.data.title, this.data.yards).join('\n') });
      say('已复制，发给开车的人');
    },
  },
});
