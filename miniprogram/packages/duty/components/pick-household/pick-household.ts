import type { HouseholdId } from '../../../../contract/ids';
import type { Tap } from '../../../../services/taps';
import { type DoorOption, type Stair, stairsOf } from '../../services/doors';

/** One household among those of the courtyard, stair by stair. Event: `pick` with its id and label. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: {
    households: { type: Array, value: [] as DoorOption[] },
    chosen: { type: String, value: '' },
  },
  data: { stairs: [] as readonly Stair[] },
  observers: {
    households(households: readonly DoorOption[]) {
      this.setData({ stairs: stairsOf(households) });
    },
  },
  methods: {
    onPick({ currentTarget }: Tap<{ id: HouseholdId; label: string }>) {
      const { id, label } = currentTarget.dataset;
      this.triggerEvent('pick', { value: id, label });
    },
  },
});
