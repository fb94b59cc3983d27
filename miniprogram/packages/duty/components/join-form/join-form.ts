import type { HouseholdId } from '../../../../contract/ids';
import type { JoinForm } from '../../../../contract/roster-views';
import type { Tap, Typed } from '../../../../services/taps';
import type { JoinRow } from '../../services/rules-joins';

type About = Tap<{ id: HouseholdId }>;

/** Households that take part later, from a day or from a round. Events: `change` with an entry, `drop` with an id. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: {
    rows: { type: Array, value: [] as JoinRow[] },
    /** The first day that may be chosen, and the one a household begins with. */
    start: { type: String, value: '' },
    /** The round after the one that runs. */
    next: { type: Number, value: 2 },
  },
  methods: {
    change(entry: JoinForm) {
      this.triggerEvent('change', entry);
    },
    byDay({ currentTarget }: About) {
      this.change({ householdId: currentTarget.dataset.id, from: this.data.start });
    },
    byRound({ currentTarget }: About) {
      this.change({ householdId: currentTarget.dataset.id, fromRound: this.data.next });
    },
    setDay({ currentTarget, detail }: About & Typed) {
      this.change({ householdId: currentTarget.dataset.id, from: detail.value });
    },
    setRound({ currentTarget, detail }: About & Typed<number>) {
      this.change({ householdId: currentTarget.dataset.id, fromRound: detail.value });
    },
    drop({ currentTarget }: About) {
      this.triggerEvent('drop', { value: currentTarget.dataset.id });
    },
  },
});
