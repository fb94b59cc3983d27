import type { Tap } from '../../../../services/taps';

/** Big numbers for cold fingers. Events: `press` with the digit, `erase`. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  data: { keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0'] },
  methods: {
    onPress({ currentTarget }: Tap<{ digit: string }>) {
      if (currentTarget.dataset.digit)
        this.triggerEvent('press', { value: currentTarget.dataset.digit });
    },
    onErase() {
      this.triggerEvent('erase');
    },
  },
});
