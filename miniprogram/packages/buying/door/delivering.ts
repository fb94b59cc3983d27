/** Visits under one's thumb: drawn at once, held for ten seconds, then sent. */
import { heldStrip } from '../../../behaviors/held-strip';
import { DOOR_NAMES, PAYMENT_NAMES } from '../../../contract/groupbuy-forms';
import { showFailure } from '../../../services/failure';
import { type DoorModel, doorModel, withVisits } from '../services/door-view';
import type { SaleDoorView, SaleId, SaleVisit } from '../services/sale-doors';
import {
  dropVisit,
  type HeldVisit,
  heldVisit,
  holdVisit,
  releaseVisit,
  visitsOf,
} from '../services/visits';

export const delivering = Behavior({
  behaviors: [heldStrip],
  data: {
    _id: '' as SaleId | '',
    _view: null as SaleDoorView | null,
    _sending: [] as readonly HeldVisit[], // no longer held, not yet answered
    model: null as DoorModel | null,
    queued: 0,
  },
  methods: {
    /** The page's own. */
    async refresh() {},
    /** The list with everything that was tapped, sent or not. */
    current() {
      const { _id: saleId, _view: view, _sending: sending } = this.data;
      if (!view || !saleId) return undefined;
      const { queued, others } = visitsOf(saleId, view);
      return {
        view: withVisits(view, [...queued, ...sending.map(({ act }) => act), ...others]),
        queued: queued.length,
      };
    },
    drawn() {
      const now = this.current();
      return now ? { model: doorModel(now.view), queued: now.queued } : {};
    },
    rowOf(id: string) {
      return this.current()?.view.rows.find(({ householdId }) => householdId === id);
    },
    visit(input: SaleVisit, label: string) {
      const { _id: saleId, _view: view } = this.data;
      if (!view || !saleId) return;
      void this.release();
      const { courtyardId } = view;
      const words = `${label}：${visitWords(input)}`;
      const row = view.rows.find(({ householdId }) => householdId === input.householdId);
      const visit = { ...input, saleId, courtyardId, doorRev: row?.doorRev ?? 0 };
      const held = holdVisit(visit, words, Date.now());
      this.setData({ strip: words, stripToken: String(held.at), ...this.drawn() });
    },
    undo() {
      dropVisit();
      this.setData({ strip: '', ...this.drawn() });
    },
    /** Sends what is held; whoever taps the next door does not wait for the answer of the last. */
    async release() {
      const held = heldVisit();
      this.setData({ strip: '' });
      if (!held) return;
      this.setData({ _sending: [...this.data._sending, held] });
      const outcome = await releaseVisit(held);
      const sending = this.data._sending.filter(({ requestId }) => requestId !== held.requestId);
      this.setData({ _sending: sending });
      this.setData(this.drawn());
      if (outcome.state !== 'failed') return;
      showFailure(outcome.failure);
      await this.refresh();
    },
  },
});

function visitWords({ outcome, payment }: SaleVisit): string {
  if (outcome === 'absent' || outcome === 'refused') return DOOR_NAMES[outcome];
  return `${DOOR_NAMES[outcome]}，${PAYMENT_NAMES[payment]}`;
}
