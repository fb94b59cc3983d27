import type { Tap } from '../../../../services/taps';
import type { Candidate } from '../../services/swap-view';

/** Other households with the day of their next turn, soonest first. Event: `pick` with the one that is asked. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: { candidates: { type: Array, value: [] as Candidate[] } },
  methods: {
    onPick({ currentTarget }: Tap<{ at: number }>) {
      const candidate = (this.data.candidates as readonly Candidate[])[currentTarget.dataset.at];
      if (candidate) this.triggerEvent('pick', candidate);
    },
  },
});
