/** Exchanges of a household one acts for: asking, taking it back, and answering a neighbour. */
import type { SwapAskId } from '../../../contract/ids';
import type { TurnId } from '../../../contract/roster-views';
import { sure } from '../../../services/failure';
import type { Tap } from '../../../services/taps';
import { type BehalfModel, type BehalfTurn, behalfWords } from '../services/behalf-view';
import { readCandidates } from '../services/candidates';
import type { Candidate } from '../services/swap-view';
import { doing } from './doing';

export const exchanging = Behavior({
  behaviors: [doing],
  data: {
    /** The turn that is to be exchanged. */
    wanted: null as BehalfTurn | null,
    wantedLine: '',
    candidates: [] as readonly Candidate[],
    /** The request that is answered, with which turn, and what it comes to. */
    asked: null as BehalfModel['asked'][number] | null,
    givable: [] as readonly BehalfTurn[],
    given: '' as TurnId | '',
    afterwards: '',
  },
  methods: {
    async openAsk({ currentTarget }: Tap<{ turn: TurnId }>) {
      const { model, house, busy } = this.data;
      const wanted = model?.turns.find(({ turnId }) => turnId === currentTarget.dataset.turn);
      if (!model || !wanted || busy) return;
      this.setData({ busy: true });
      const candidates = await readCandidates(({ householdId }) => householdId === house);
      this.setData({ busy: false });
      if (!candidates) return;
      this.setData({
        sheet: 'ask',
        wanted,
        candidates,
        wantedLine: behalfWords.ask(model, wanted),
      });
    },
    async askAll() {
      const { model, wanted } = this.data;
      if (!model || !wanted) return;
      if (!(await sure('问全院', behalfWords.askAll(model, wanted), '问一声'))) return;
      await this.act('askSwap', { turnId: wanted.turnId }, `${wanted.when} 想换班`);
    },
    async askOne({ detail }: WechatMiniprogram.CustomEvent<Candidate>) {
      const { model, wanted } = this.data;
      const { householdId: to, label } = detail;
      if (!model || !wanted) return;
      const content = behalfWords.askOne(model, wanted, detail);
      if (!(await sure(`只问${label}？`, content, '问一声'))) return;
      await this.act('askSwap', { turnId: wanted.turnId, to }, `问${label}换班`);
    },
    async endAsk({ currentTarget }: Tap<{ turn: TurnId }>) {
      const { model } = this.data;
      const turn = model?.turns.find(({ turnId }) => turnId === currentTarget.dataset.turn);
      if (!model || !turn || turn.askId === '') return;
      if (!(await sure('不换了？', behalfWords.end(model, turn), '不换了'))) return;
      await this.act('endSwap', { askId: turn.askId }, '不换班了');
    },

    openAnswer({ currentTarget }: Tap<{ ask: SwapAskId }>) {
      const { model } = this.data;
      const asked = model?.asked.find(({ askId }) => askId === currentTarget.dataset.ask);
      if (!model || !asked) return;
      const givable = model.turns.filter(({ begun }) => !begun);
      const first = givable[0];
      this.setData({ sheet: 'answer', asked, givable, given: first?.turnId ?? '' });
      this.sayAfterwards();
    },
    chooseGiven({ currentTarget }: Tap<{ turn: TurnId }>) {
      this.setData({ given: currentTarget.dataset.turn });
      this.sayAfterwards();
    },
    sayAfterwards() {
      const { model, asked, givable, given } = this.data;
      const turn = givable.find(({ turnId }) => turnId === given);
      const afterwards = model && asked && turn ? behalfWords.answer(model, asked, turn) : '';
      this.setData({ afterwards });
    },
    async answer() {
      const { asked, given } = this.data;
      if (!asked || given === '') return;
      await this.act('answerSwap', { askId: asked.askId, turnId: given }, `和${asked.label}换班`);
    },
    async stepIn() {
      const { model, asked } = this.data;
      if (!model || !asked) return;
      if (!(await sure('直接来替', behalfWords.stepIn(model, asked), '来替'))) return;
      await this.act('takeOver', { turnId: asked.turnId }, `替${asked.label}值守`);
    },
  },
});
