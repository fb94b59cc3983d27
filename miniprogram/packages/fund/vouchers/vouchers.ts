/** 单子: what waits for a second signature, and what became of the others. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { VoucherStatus } from '../../../contract/fund-views';
import { load, loading } from '../../../services/load';
import { endOf, paged, readOn } from '../../../services/paging';
import { at, type Place, placeFrom } from '../../../services/place';
import type { Tap } from '../../../services/taps';
import { fund, go } from '../services/fund';
import { type VoucherRowModel, voucherRowModel } from '../services/voucher-view';

const BOXES: readonly { readonly id: VoucherStatus; readonly name: string }[] = [
  { id: 'proposed', name: '等签字' },
  { id: 'posted', name: '已入账' },
  { id: 'declined', name: '没同意' },
];

Component({
  behaviors: [pageBehavior, refreshing],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    ...paged,
    _place: '' as Place,
    boxes: BOXES,
    box: 'proposed' as VoucherStatus,
    rows: [] as VoucherRowModel[],
  },
  methods: {
    async onLoad(query: { y?: string }) {
      this.setData({ _place: placeFrom(query) });
      await this.refresh();
    },
    async onShow() {
      if (this.data.phase === 'ready') await this.refresh();
    },
    async choose({ currentTarget }: Tap<{ id: VoucherStatus }>) {
      this.setData({ box: currentTarget.dataset.id });
      await this.refresh();
    },
    async refresh() {
      const { box: status, _place: place } = this.data;
      await load(this, {
        key: `fund.vouchers/${place}/${status}`,
        ask: () => fund.vouchers({ status }, at(place)),
        show: ({ items, next }, now) => ({
          rows: items.map((row) => voucherRowModel(row, now)),
          ...endOf(next),
        }),
      });
    },
    onReachBottom() {
      return this.readMore();
    },
    readMore() {
      return readOn(
        this,
        (after: string) => fund.vouchers({ status: this.data.box, after }, at(this.data._place)),
        (items) => items.map((row) => voucherRowModel(row, Date.now())),
      );
    },
    open({ currentTarget }: Tap<{ id: string }>) {
      go('voucher', `?id=${currentTarget.dataset.id}&y=${this.data._place}`);
    },
    ask() {
      go('ask', `?y=${this.data._place}`);
    },
  },
});
