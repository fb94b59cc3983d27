/** Who is free of duty, or takes part later than the others. */
import type { HouseholdId } from '../../../contract/ids';
import type { JoinForm, RulesView } from '../../../contract/roster-views';
import type { Tap, Typed } from '../../../services/taps';
import { withExempt, withoutExempt } from '../services/rules-form';
import { withJoin, withoutJoin } from '../services/rules-joins';
import { editing } from './editing';

export const joining = Behavior({
  behaviors: [editing],
  data: {
    _view: null as RulesView | null,
    /** Which list a household is being added to. */
    choosing: '' as '' | 'exempt' | 'join',
  },
  methods: {
    chooseExempt() {
      this.setData({ choosing: 'exempt' });
    },
    chooseJoin() {
      this.setData({ choosing: 'join' });
    },
    closeChoosing() {
      this.setData({ choosing: '' });
    },
    /** From the first day on which new rules hold. */
    addChosen({ detail }: WechatMiniprogram.CustomEvent<{ value: HouseholdId }>) {
      const { choosing, _view: view } = this.data;
      const householdId = detail.value;
      this.closeChoosing();
      this.edit((form) => {
        const first = view?.status === 'running' ? view.holdsFrom : form.startsOn;
        const entry = { householdId, from: first };
        return choosing === 'join' ? withJoin(form, entry) : withExempt(form, entry);
      });
    },
    dropExempt({ currentTarget }: Tap<{ id: HouseholdId }>) {
      this.edit((form) => withoutExempt(form, currentTarget.dataset.id));
    },
    exemptFrom({ currentTarget, detail }: Tap<{ id: HouseholdId; until: string }> & Typed) {
      const { id: householdId, until } = currentTarget.dataset;
      const from = detail.value;
      this.edit((form) => withExempt(form, { householdId, from, ...(until && { until }) }));
    },
    exemptUntil({ currentTarget, detail }: Tap<{ id: HouseholdId; from: string }> & Typed) {
      const { id: householdId, from } = currentTarget.dataset;
      this.edit((form) => withExempt(form, { householdId, from, until: detail.value }));
    },
    changeJoin({ detail }: WechatMiniprogram.CustomEvent<JoinForm>) {
      this.edit((form) => withJoin(form, detail));
    },
    dropJoin({ detail }: WechatMiniprogram.CustomEvent<{ value: HouseholdId }>) {
      this.edit((form) => withoutJoin(form, detail.value));
    },
  },
});
