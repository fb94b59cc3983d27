/** 关怀卡: a neighbour of the same stair did not open the door; go and ask how they are. Nobody else reads it. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { CareCardId } from '../../../contract/ids';
import type { CareCardView, CareOutcome } from '../../../contract/roster-views';
import { say, sure } from '../../../services/failure';
import { load, loading } from '../../../services/load';
import { roster } from '../../../services/roster';
import { session } from '../../../services/session';
import type { Tap } from '../../../services/taps';
import { dutyPage } from '../behaviors/duty-page';
import { type CareModel, careModels, OUTCOMES, waitingCards } from '../services/care-view';
import { deed, kept } from '../services/deed';

interface Answer {
  readonly cardId: CareCardId;
}

Component({
  behaviors: [pageBehavior, refreshing, dutyPage],
  data: {
    ...loading,
    cards: [] as readonly CareModel[],
    outcomes: OUTCOMES,
    busy: '',
  },
  observers: {
    /** What was answered without network waits in the phone, and leaves it again. */
    pendingLine() {
      this.setData({ cards: withKept(this.data.cards) });
    },
  },
  methods: {
    async refresh() {
      await load<{ readonly items: readonly CareCardView[] }>(this, {
        key: 'duty.care',
        ask: () => roster.careCards({}),
        show: ({ items }, now) => ({
          cards: withKept(careModels(items, { now, staff: isStaff() })),
        }),
      });
    },
    async copy({ currentTarget }: Tap<{ text: string }>) {
      await wx.setClipboardData({ data: currentTarget.dataset.text });
      say('复制好了，发给他家就行');
    },
    async answer({ currentTarget }: Tap<{ id: CareCardId; outcome: CareOutcome; label: string }>) {
      const { id: cardId, outcome, label } = currentTarget.dataset;
      if (this.data.busy) return;
      const content = `社区会看到${label}情况严重，尽快来人。很急就直接打 120 或社区电话。`;
      if (outcome === 'serious' && !(await sure('请社区来人？', content, '请来人'))) return;
      this.setData({ busy: cardId });
      const words = { label: `看过${label}了`, done: '记下了，谢谢您' };
      const { state } = await deed('answerCare', { cardId, outcome }, words);
      this.setData({ busy: '' });
      if (state === 'done') await this.refresh();
    },
  },
});

const withKept = (cards: readonly CareModel[]): readonly CareModel[] =>
  waitingCards(
    cards,
    (kept('answerCare') as readonly Answer[]).map(({ cardId }) => cardId),
  );

const isStaff = (): boolean => session.roles.some((role) => role === 'staff' || role === 'admin');
