/** 送货清单: door by door, one tap hands over and takes the money. Works without network. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { PartyId } from '../../../contract/ids';
import { load, loading } from '../../../services/load';
import { at, type Place, placeFrom } from '../../../services/place';
import { onQueue, waiting } from '../../../services/queue';
import type { Tap } from '../../../services/taps';
import { allHanded } from '../services/door-view';
import { doorsOf, isFlowers, type SaleId } from '../services/sale-doors';
import { scanning } from './scanning';

let stopListening = (): void => undefined; // one list is open at a time

Component({
  behaviors: [pageBehavior, refreshing, scanning],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _place: '' as Place,
    _waiting: 0,
  },
  lifetimes: {
    detached() {
      stopListening();
    },
  },
  methods: {
    async onLoad({ id = '', ...query }: { id?: string; y?: string }) {
      this.setData({ _id: id as SaleId, _place: placeFrom(query), _waiting: waiting().length });
      if (isFlowers(id)) wx.setNavigationBarTitle({ title: '送花清单' });
      stopListening();
      stopListening = onQueue(() => this.queueChanged());
      await this.release();
      await this.refresh();
    },
    async refresh() {
      const { _id: saleId, _place: place } = this.data;
      if (!saleId) return;
      await load(this, {
        key: `buying.door/${saleId}/${place}`,
        ask: () => doorsOf(saleId, at(place)),
        show: (view, _now, ageMs) => {
          this.setData({ _view: { ...view, now: view.now + ageMs }, _place: view.courtyardId });
          return this.drawn();
        },
      });
    },
    queueChanged() {
      const count = waiting().length;
      const fewer = count < this.data._waiting;
      this.setData({ _waiting: count, ...this.drawn() });
      if (fewer) void this.refresh();
    },
    /** The one tap of nearly every door: everything handed over, paid in cash. */
    hand({ currentTarget }: Tap<{ id: PartyId; scales?: boolean }>) {
      const row = this.rowOf(currentTarget.dataset.id);
      if (!row) return;
      if (currentTarget.dataset.scales) return this.openForm({ currentTarget } as never);
      this.visit(allHanded(row, 'cash'), row.label);
    },
    toggleDone() {
      this.setData({ showDone: !this.data.showDone });
    },
    async openHandIn() {
      await this.release();
      const { _id, _place } = this.data;
      wx.navigateTo({ url: `/packages/buying/hand-in/hand-in?id=${_id}&y=${_place}` });
    },
  },
});
