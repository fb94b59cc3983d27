/** 换班: ask one household or the whole courtyard, answer with one of my turns, or simply step in. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { MineView, TurnId } from '../../../contract/roster-views';
import { sure } from '../../../services/failure';
import { load, loading } from '../../../services/load';
import { roster } from '../../../services/roster';
import { session } from '../../../services/session';
import { cardTitle, copyForGroup } from '../../../services/share';
import { askForMessages } from '../../../services/subscribe';
import type { Tap, Typed } from '../../../services/taps';
import { dutyPage } from '../behaviors/duty-page';
import { deed } from '../services/deed';
import { afterSwap, type SwapModel, swapModel } from '../services/swap-view';
import { askingOne } from './asking-one';

const STEPS: Readonly<Record<SwapModel['mode'], string>> = {
  list: '',
  gone: '',
  begin: '问全院谁能换',
  answer: '就这样换',
  own: '不换了',
};

Component({
  behaviors: [pageBehavior, refreshing, dutyPage, askingOne],
  data: {
    ...loading,
    view: null as MineView | null,
    model: null as SwapModel | null,
    wantedAsk: '',
    wantedTurn: '',
    /** The turn given in exchange. */
    given: '' as TurnId | '',
    willBe: '',
    step: '',
    busy: false,
    /** What was just settled, in one sentence. */
    done: '',
  },
  methods: {
    async onLoad(query: Record<string, string | undefined>) {
      this.setData({ wantedAsk: query.ask ?? '', wantedTurn: query.turn ?? '' });
      await this.arrive(query);
      await this.refresh();
    },
    async onShow() {
      if (this.data.phase === 'ready' && !this.data.done) await this.refresh();
    },
    async refresh() {
      await load<MineView>(this, {
        key: 'duty.mine',
        ask: () => roster.mine({}),
        show: (said, _now, ageMs) => this.shown({ ...said, now: said.now + ageMs }),
      });
    },
    shown(view: MineView) {
      const { wantedAsk: ask, wantedTurn: turn, given } = this.data;
      const model = swapModel(view, { ask, turn });
      // The soonest is what people mean; the sentence below says what it comes to.
      const first = model.turns[0]?.turnId ?? '';
      const chosen = model.turns.some(({ turnId }) => turnId === given) ? given : first;
      return { view, model, step: STEPS[model.mode], given: chosen, willBe: willBe(model, chosen) };
    },

    choose({ currentTarget }: Tap<{ turn: TurnId }>) {
      const { model } = this.data;
      const given = currentTarget.dataset.turn;
      if (model) this.setData({ given, willBe: willBe(model, given) });
    },
    begin({ currentTarget }: Tap<{ turn: TurnId }>) {
      this.setData({ wantedTurn: currentTarget.dataset.turn });
      return this.refresh();
    },
    open({ detail }: Typed) {
      this.setData({ wantedAsk: detail.value });
      return this.refresh();
    },

    async main() {
      const { model, busy } = this.data;
      if (!model || busy) return;
      void askForMessages(['duty']);
      this.setData({ busy: true });
      if (model.mode === 'begin') await this.askAll(model);
      else if (model.mode === 'answer') await this.answer(model);
      else if (model.mode === 'own') await this.end(model);
      this.setData({ busy: false });
    },
    async askAll({ turnId, turn }: SwapModel) {
      if (turnId === '') return;
      const words = { label: `${turn?.when ?? ''} 想换班`, done: '问出去了' };
      const outcome = await deed('askSwap', { turnId }, words);
      if (outcome.state !== 'done') return;
      this.setData({ wantedAsk: outcome.value.askId });
      await this.refresh();
    },
    async answer(model: SwapModel) {
      const { given, willBe: after } = this.data;
      if (model.askId === '' || given === '') return;
      const words = { label: `和${model.label}换班`, done: '换好了' };
      const { state } = await deed('answerSwap', { askId: model.askId, turnId: given }, words);
      if (state === 'done') this.setData({ done: after, step: '' });
      else if (state === 'failed') await this.refresh();
    },
    async end({ askId, turn }: SwapModel) {
      if (askId === '') return;
      const content = `${turn?.when ?? ''} 还是您家来。问过的邻居不用再回。`;
      if (!(await sure('不换了？', content, '不换了'))) return;
      const { state } = await deed('endSwap', { askId }, { label: '不换班了', done: '好，不换了' });
      if (state !== 'done') return;
      this.setData({ wantedAsk: '' });
      await this.refresh();
    },
    /** 我来替: no turn is given back. */
    async stepIn() {
      const { model } = this.data;
      if (!model || model.turnId === '') return;
      const when = model.turn?.when ?? '';
      const content = `${when} 由您家来，${model.label}这一次不用来了，也不用还。记在您家名下。`;
      if (!(await sure('我家直接来替', content, '我家来'))) return;
      const words = { label: `替${model.label}值守`, done: '谢谢您家' };
      const { state } = await deed('takeOver', { turnId: model.turnId }, words);
      if (state === 'done')
        this.setData({ done: `${when} 由您家来。${model.label}会收到消息。`, step: '' });
    },

    copy() {
      return copyForGroup(this.data.model?.groupLines ?? []);
    },
    onShareAppMessage() {
      const { model } = this.data;
      const place = `c=${session.communityId}&y=${session.courtyardId ?? ''}`;
      const ask = model?.askId ? `&ask=${model.askId}` : '';
      return {
        title: cardTitle(model?.shareTitle ?? '换值守'),
        path: `/packages/duty/swap/swap?${place}${ask}`,
      };
    },
  },
});

const willBe = (model: SwapModel, given: string): string => {
  const turn = model.turns.find(({ turnId }) => turnId === given);
  return model.mode === 'answer' && turn ? afterSwap(model, turn) : '';
};
