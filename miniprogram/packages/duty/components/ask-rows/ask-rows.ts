import type { Tap } from '../../../../services/taps';
import type { AskRow } from '../../services/mine-view';

/** Open requests to exchange a turn. Event: `open` with the id of one. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: { title: { type: String, value: '' }, rows: { type: Array, value: [] as AskRow[] } },
  methods: {
    onOpen({ currentTarget }: Tap<{ ask: string }>) {
      this.triggerEvent('open', { value: currentTarget.dataset.ask });
    },
  },
});
