/** Adding a household to those served first, or taking one out, with a reason; it holds once the rule is decided. */
import type { PriorityChange } from '../../../contract/groupbuy';
import type { HouseholdId } from '../../../contract/ids';
import { say } from '../../../services/failure';
import type { Tap, Typed } from '../../../services/taps';
import { type FirstModel, foundBy, REASONS, withChange } from '../services/first-view';

const CHANGES_MAX = 5;

interface About {
  readonly id: HouseholdId;
  readonly label: string;
  readonly first: boolean;
}

export const firstOnes = Behavior({
  data: {
    _changes: [] as readonly PriorityChange[],
    first: null as FirstModel | null,
    sheet: '' as '' | 'find' | 'why',
    text: '',
    found: [] as FirstModel['others'],
    about: { id: '', label: '', first: false },
    reasons: [] as readonly string[],
    reason: '',
  },
  methods: {
    /** The page's own. */
    async refresh() {},
    find() {
      this.setData({ sheet: 'find', text: '', found: this.data.first?.others ?? [] });
    },
    search({ detail }: Typed) {
      const found = foundBy(this.data.first?.others ?? [], detail.value);
      this.setData({ text: detail.value, found });
    },
    askWhy({ currentTarget }: Tap<About>) {
      const { id, label, first } = currentTarget.dataset;
      const isFull = this.data._changes.filter(({ householdId }) => householdId !== id).length;
      if (isFull >= CHANGES_MAX) return say('一次最多改五家，先分好再改');
      const reasons = first ? REASONS.in : REASONS.out;
      this.setData({ sheet: 'why', about: { id, label, first }, reasons, reason: '' });
    },
    closeSheet() {
      this.setData({ sheet: '' });
    },
    write({ detail }: Typed) {
      this.setData({ reason: detail.value });
    },
    async because({ currentTarget }: Tap<{ reason: string }>) {
      await this.putRight(currentTarget.dataset.reason);
    },
    async becauseWritten() {
      if (this.data.reason.trim() === '') return say('写一句为什么');
      await this.putRight(this.data.reason.trim());
    },
    async putRight(reason: string) {
      const { about, _changes: changes } = this.data;
      const change = { householdId: about.id as HouseholdId, first: about.first, reason };
      this.setData({ sheet: '', _changes: withChange(changes, change) });
      await this.refresh();
    },
  },
});
