/** Exchanges of a household one acts for: asking, taking it back, and answering a neighbour. */
import type { TurnId } from '../../../contract/roster-views';
import { sure } from '../../../services/failure';
import type { Tap, Typed } from '../../../services/taps';
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
      const { wanted } = this.data;
      if (wanted) await this.act('askSwap', { turnId: wanted.turnId }, `${wanted.when} 想换班`);
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

    openAnswer({ detail }: Typed) {
      const { model } = this.data;
      const asked = model?.asked.find(({ askId }) => askId === detail.value) ?? null;
      const givable = (model?.turns ?? []).filter(({ begun }) => !begun);
      this.setData({ sheet: 'answer', asked, givable });
      this.give(givable[0]?.turnId ?? '');
    },
    chooseGiven({ currentTarget }: Tap<{ turn: TurnId }>) {
      this.give(currentTarget.dataset.turn);
    },
    give(given: TurnId | '') {
      const { model, asked, givable } = this.data;
      const turn = givable.find(({ turnId }) => turnId === given);
      const afterwards = model && asked && turn ? behalfWords.answer(model, asked, turn) : '';
      this.setData({ given, afterwards });
    },
    async answer() {
      const { asked, given } = this.data;
      if (!asked || given === '') return;
      await this.act('answerSwap', { askId: asked.askId, turnId: given }, `和${asked.label}换班`);
    },
  },
});
