/** 结算: takings less purchase less costs, worked out by one person and signed by another. */
import type { SettlementView } from '../../../contract/groupbuy-desk';
import { fenOf } from '../../../contract/money';
import { say, showFailure, sure } from '../../../services/failure';
import { groupbuy } from '../../../services/groupbuy';
import { load } from '../../../services/load';
import { at } from '../../../services/place';
import type { Tap, Typed } from '../../../services/taps';
import { roundPage } from '../behaviors/round-page';
import {
  type CostLine,
  costsOf,
  type SettleModel,
  settleModel,
  typedYuan,
  USUAL_COSTS,
} from '../services/settle-view';

const TYPING_MS = 600;

Component({
  behaviors: [roundPage],
  options: { pureDataPattern: /^_/ },
  data: {
    _view: null as SettlementView | null,
    _timer: 0,
    model: null as SettleModel | null,
    costs: USUAL_COSTS.map((what) => ({ what, yuan: '' })) as readonly CostLine[],
    purchase: '',
    editing: false,
    wrong: '',
    busy: false,
  },
  lifetimes: {
    detached() {
      clearTimeout(this.data._timer);
    },
  },
  methods: {
    /** What is filled in, once it can be read; before anything is, what was prepared. */
    input() {
      const { costs: lines, purchase, editing } = this.data;
      if (!editing) return {};
      const costs = costsOf(lines);
      const purchaseFen = fenOf(purchase);
      if (!costs || (purchase.trim() !== '' && purchaseFen === undefined)) return undefined;
      return { costs, ...(purchaseFen === undefined ? {} : { purchaseFen }) };
    },
    async refresh() {
      const { _id: roundId, _place: place } = this.data;
      const input = this.input();
      if (!input) return;
      await load<SettlementView>(this, {
        ...(this.data.editing ? {} : { key: `buying.settle/${roundId}` }),
        ask: () => groupbuy.settlement({ roundId, ...input }, at(place)),
        show: (view) => this.shown(view),
      });
    },
    shown(view: SettlementView) {
      const kept = this.data.editing ? {} : this.filledFrom(view);
      return { _view: view, model: settleModel(view, this.data.editing), wrong: '', ...kept };
    },
    filledFrom({ costs, purchaseFen }: SettlementView) {
      const known = costs.map(({ what, fen }) => ({ what, yuan: typedYuan(fen) }));
      const more = USUAL_COSTS.filter((what) => !costs.some((one) => one.what === what));
      return {
        costs: [...known, ...more.map((what) => ({ what, yuan: '' }))],
        purchase: typedYuan(purchaseFen),
      };
    },
    typeCost({ currentTarget, detail }: Tap<{ at: number }> & Typed) {
      const costs = this.data.costs.map((line, index) =>
        index === Number(currentTarget.dataset.at) ? { ...line, yuan: detail.value } : line,
      );
      this.typed({ costs });
    },
    typePurchase({ detail }: Typed) {
      this.typed({ purchase: detail.value });
    },
    /** Asked again when the finger rests, not at every key. */
    typed(change: { costs?: readonly CostLine[]; purchase?: string }) {
      clearTimeout(this.data._timer);
      this.setData({ ...change, editing: true });
      const unread = this.input() === undefined;
      this.setData({ wrong: unread ? '钱写数字，比如 25 或 25.5' : '' });
      if (!unread) this.setData({ _timer: setTimeout(() => void this.refresh(), TYPING_MS) });
    },

    async next() {
      const { _view: view, _id: roundId, model, busy } = this.data;
      if (!view || !roundId || !model?.step || busy || this.data.wrong) return;
      this.setData({ busy: true });
      const isDone = model.step === 'sign' ? await this.sign(view) : await this.prepare(view);
      this.setData({ busy: false, ...(isDone ? { editing: false } : {}) });
      if (isDone) await this.refresh();
    },
    async prepare({ roundId, costs, purchaseFen }: SettlementView): Promise<boolean> {
      const reply = await groupbuy.prepareSettlement(
        { roundId, costs, purchaseFen },
        at(this.data._place),
      );
      if (!reply.ok) showFailure(reply);
      else say('好，请财务或社区的另一位来核对');
      return reply.ok;
    },
    async sign({ roundId, profitFen }: SettlementView): Promise<boolean> {
      const { model } = this.data;
      const said = `${model?.profitName} ${model?.profit}。记进微基金以后不能改，只能再记一笔更正。`;
      if (!(await sure('签字结清这一团', said, '签字'))) return false;
      const reply = await groupbuy.signSettlement({ roundId, profitFen }, at(this.data._place));
      if (!reply.ok) showFailure(reply);
      else say('结清了');
      return reply.ok;
    },
    open({ currentTarget }: Tap<{ url: string }>) {
      wx.navigateTo({ url: currentTarget.dataset.url });
    },
    openJournal() {
      wx.navigateTo({
        url: `/packages/fund/journal/journal?id=${this.data.model?.journalId ?? ''}`,
      });
    },
  },
});
