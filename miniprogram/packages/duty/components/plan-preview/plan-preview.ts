import type { Tap, Typed } from '../../../../services/taps';
import type { PlanModel } from '../../services/plan-rows';

const FEW = 5;

/** What the rules come to: the headline, what does not go together, rounds, turns of each household, and how fair it is. Events: `wish` with a number of rounds, `until` with a day. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: {
    plan: { type: Object, value: {} as PlanModel },
    wish: { type: Number, value: 0 },
    /** Without an end a year is looked at. */
    endless: { type: Boolean, value: false },
    busy: { type: Boolean, value: false },
  },
  data: {
    bars: [] as PlanModel['bars'],
    rounds: [] as PlanModel['rounds'],
    allBars: false,
    allRounds: false,
    withFormula: false,
  },
  observers: {
    'plan, allBars, allRounds'(plan: Partial<PlanModel>, allBars: boolean, allRounds: boolean) {
      if (!plan.bars || !plan.rounds) return;
      this.setData({
        bars: allBars ? plan.bars : plan.bars.slice(0, FEW),
        rounds: allRounds ? plan.rounds : plan.rounds.slice(0, FEW),
      });
    },
  },
  methods: {
    showBars() {
      this.setData({ allBars: true });
    },
    showRounds() {
      this.setData({ allRounds: true });
    },
    showFormula() {
      this.setData({ withFormula: !this.data.withFormula });
    },
    onWish({ detail }: Typed<number>) {
      this.triggerEvent('wish', { value: detail.value });
    },
    onUntil({ currentTarget }: Tap<{ day: string }>) {
      this.triggerEvent('until', { value: currentTarget.dataset.day });
    },
  },
});
