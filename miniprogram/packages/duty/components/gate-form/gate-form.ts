import type { LocalTime } from '../../../../contract/units';
import type { Tap, Typed } from '../../../../services/taps';
import {
  GATE_NAMES,
  type Gate,
  gateText,
  SHIFTS_MAX,
  shiftsOf,
  USUAL_GATE,
  withFamilies,
  withShifts,
  withTime,
} from '../../services/gates';

const EDGES = ['几点开始', '几点结束'] as const;

/** How an edge between shifts is called: the first and the last of all, and where one gives way to the next. */
const edgeName = (at: number, count: number): string =>
  at === 0 ? EDGES[0] : at === count - 1 ? EDGES[1] : count > 3 ? `第 ${at} 次换班` : '几点换班';

/** One gate: its name, its hours, how many shifts, how many households each. Events: `change`, `remove`. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: {
    gate: { type: Object, value: USUAL_GATE as Gate },
    /** How many more posts a day there is room for. */
    room: { type: Number, value: 0 },
    removable: { type: Boolean, value: false },
  },
  data: {
    names: [] as readonly { readonly name: string; readonly on: boolean }[],
    edges: [] as readonly { readonly name: string; readonly time: LocalTime }[],
    shifts: 1,
    shiftChoices: [] as readonly { readonly count: number; readonly name: string }[],
    mostFamilies: 1,
    text: '',
  },
  observers: {
    'gate, room'(gate: Gate, room: number) {
      const shifts = shiftsOf(gate);
      const free = room + shifts * gate.families;
      this.setData({
        names: [...new Set([...GATE_NAMES, gate.name])].map((name) => ({
          name,
          on: name === gate.name,
        })),
        edges: gate.times.map((time, at) => ({ name: edgeName(at, gate.times.length), time })),
        shifts,
        shiftChoices: [1, 2, 3]
          .filter((count) => count <= SHIFTS_MAX && (count === 1 || count <= free))
          .map((count) => ({ count, name: count === 1 ? '全天一班' : `分 ${count} 班` })),
        mostFamilies: Math.max(1, Math.floor(free / shifts)),
        text: gateText(gate),
      });
    },
  },
  methods: {
    tell(gate: Gate) {
      this.triggerEvent('change', { value: gate });
    },
    nameIt({ currentTarget }: Tap<{ name: string }>) {
      this.tell({ ...this.data.gate, name: currentTarget.dataset.name });
    },
    divide({ currentTarget }: Tap<{ count: number }>) {
      const { gate, room } = this.data;
      const shifts = currentTarget.dataset.count;
      const free = room + shiftsOf(gate) * gate.families;
      const families = Math.max(1, Math.min(gate.families, Math.floor(free / shifts)));
      this.tell(withShifts({ ...gate, families }, shifts));
    },
    setTime({ currentTarget, detail }: Tap<{ at: number }> & Typed) {
      this.tell(withTime(this.data.gate, currentTarget.dataset.at, detail.value));
    },
    setFamilies({ detail }: Typed<number>) {
      this.tell(withFamilies(this.data.gate, detail.value));
    },
    onRemove() {
      this.triggerEvent('remove');
    },
  },
});
