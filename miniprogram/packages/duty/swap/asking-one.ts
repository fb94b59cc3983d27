/** Asking one household: a list of who comes when, so that a fitting day is one tap away. */
import { addDays, dayOf } from '../../../contract/calendar';
import type { HouseholdId } from '../../../contract/ids';
import type { MonthView } from '../../../contract/roster-views';
import { showFailure, sure } from '../../../services/failure';
import { roster } from '../../../services/roster';
import { askForMessages } from '../../../services/subscribe';
import type { Tap } from '../../../services/taps';
import { deed } from '../services/deed';
import { type Candidate, candidatesOf, type SwapModel } from '../services/swap-view';

/** A month from now everybody of a small courtyard has had a turn. */
const AHEAD_DAYS = 31;

export const askingOne = Behavior({
  data: {
    model: null as SwapModel | null,
    choosing: false,
    candidates: [] as readonly Candidate[],
    wantedAsk: '',
    busy: false,
  },
  methods: {
    /** The page's own. */
    async refresh() {},
    async chooseOne() {
      this.setData({ busy: true });
      const now = Date.now();
      const today = dayOf(now);
      const months = [
        ...new Set([today, addDays(today, AHEAD_DAYS)].map((day) => day.slice(0, 7))),
      ];
      const replies = await Promise.all(months.map((month) => roster.month({ month })));
      this.setData({ busy: false });
      const views: MonthView[] = [];
      for (const reply of replies) {
        if (!reply.ok) return showFailure(reply);
        views.push(reply.value);
      }
      this.setData({ choosing: true, candidates: candidatesOf(views, now) });
    },
    closeChoosing() {
      this.setData({ choosing: false });
    },
    async askOne({ currentTarget }: Tap<{ id: HouseholdId; label: string; when: string }>) {
      const { id: to, label, when } = currentTarget.dataset;
      const { model } = this.data;
      if (!model || model.turnId === '') return;
      void askForMessages(['duty']);
      const content = `问${label}愿不愿意用 ${when} 或者别的一班，换您家 ${model.turn?.when ?? ''}。只有他家看得到。`;
      if (!(await sure(`只问${label}？`, content, '问一声'))) return;
      const words = { label: `问${label}换班`, done: '问出去了' };
      const outcome = await deed('askSwap', { turnId: model.turnId, to }, words);
      this.closeChoosing();
      if (outcome.state !== 'done') return;
      this.setData({ wantedAsk: outcome.value.askId });
      await this.refresh();
    },
  },
});
