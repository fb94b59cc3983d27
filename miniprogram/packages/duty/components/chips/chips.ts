import type { Tap } from '../../../../services/taps';
import type { Chip } from '../../services/chips';

/** Words to tap instead of to type. Event: `pick` with the word. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: {
    items: { type: Array, value: [] as Chip[] },
    /** Spoken before the word. */
    label: { type: String, value: '' },
  },
  methods: {
    onPick({ currentTarget }: Tap<{ text: string }>) {
      this.triggerEvent('pick', { value: currentTarget.dataset.text });
    },
  },
});
