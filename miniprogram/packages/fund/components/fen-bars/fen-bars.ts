import type { Account } from '../../../../contract/fund-accounts';
import type { Tap } from '../../../../services/taps';
import type { BarModel } from '../../services/fund';

/** Amounts of one kind, each with its figure and a bar. Event: `open` with the account. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: {
    bars: { type: Array, value: [] as BarModel[] },
    /** `amber` for what went out. */
    tone: { type: String, value: '' },
  },
  methods: {
    onOpen({ currentTarget }: Tap<{ account: Account }>) {
      this.triggerEvent('open', { account: currentTarget.dataset.account });
    },
  },
});
