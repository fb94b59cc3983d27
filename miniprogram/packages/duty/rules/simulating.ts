/** What the rules come to, asked again a moment after the last change; only the last question is answered. */
import type { HouseholdId } from '../../../contract/ids';
import type { RulesForm, SimulationView } from '../../../contract/roster-views';
import { isOffline, sentence } from '../../../services/failure';
import { at, type Place } from '../../../services/place';
import { roster } from '../../../services/roster';
import type { Typed } from '../../../services/taps';
import { type PlanModel, planModel } from '../services/plan-rows';
import { isReady, type Problems, problemsOf } from '../services/rules-form';

/** As long as a finger needs to the next tap of a stepper. */
export const PAUSE_MS = 500;

let timer = 0;
let asked = 0;

export const simulating = Behavior({
  data: {
    _place: '' as Place,
    _drawn: [] as readonly HouseholdId[],
    form: null as RulesForm | null,
    plan: null as PlanModel | null,
    wrong: {} as Problems,
    /** How many rounds somebody would like; 0 asks nothing. */
    wish: 0,
    simulating: false,
    /** Why the answer is an old one; empty when it is not. */
    strapTrouble: '',
  },
  lifetimes: {
    detached() {
      clearTimeout(timer);
      asked += 1;
    },
  },
  methods: {
    planned(simulation: SimulationView) {
      const drawn = simulation.perHousehold.map(({ id }) => id);
      return { plan: planModel(simulation), _drawn: drawn, simulating: false, strapTrouble: '' };
    },
    askSoon() {
      clearTimeout(timer);
      asked += 1;
      this.setData({ simulating: true });
      timer = setTimeout(() => void this.ask(), PAUSE_MS);
    },
    async ask() {
      const { form, wish, _place: place } = this.data;
      if (!form) return;
      const wrong = problemsOf(form);
      if (!isReady(wrong)) {
        const strapTrouble = Object.values(wrong)[0] ?? '';
        return this.setData({ simulating: false, strapTrouble });
      }
      const mine = asked;
      const input = { form, ...(wish > 0 && { wishedRounds: wish }) };
      const reply = await roster.simulate(input, at(place));
      if (mine !== asked) return;
      if (reply.ok) return this.setData(this.planned(reply.value));
      const strapTrouble = isOffline(reply) ? '没有网，改的都记着，有网再算' : sentence(reply);
      this.setData({ simulating: false, strapTrouble });
    },
    setWish({ detail }: Typed<number>) {
      this.setData({ wish: detail.value });
      this.askSoon();
    },
  },
});
