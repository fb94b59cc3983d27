/** 一张单子: the second person looks at it and signs, or says why not; whoever asked may take it back. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { VoucherView } from '../../../contract/fund-views';
import type { VoucherId } from '../../../contract/ids';
import { say, showFailure, sure } from '../../../services/failure';
import { load, loading } from '../../../services/load';
import { at, type Place, placeFrom } from '../../../services/place';
import { askForMessages } from '../../../services/subscribe';
import type { Typed } from '../../../services/taps';
import { fund, go } from '../services/fund';
import { type VoucherModel, voucherModel } from '../services/voucher-view';

Component({
  behaviors: [pageBehavior, refreshing],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _id: '' as VoucherId | '',
    _place: '' as Place,
    model: null as VoucherModel | null,
    declining: false,
    reason: '',
    wrong: '',
    busy: false,
  },
  methods: {
    async onLoad({ id, ...query }: { id: VoucherId; y?: string }) {
      this.setData({ _id: id, _place: placeFrom(query) });
      await this.refresh();
    },
    async refresh() {
      const { _id: voucherId, _place: place } = this.data;
      if (!voucherId) return;
      await load<VoucherView>(this, {
        ask: () => fund.voucher({ voucherId }, at(place)),
        show: (view) => ({ model: voucherModel(view) }),
      });
    },
    async sign() {
      const { _id: voucherId, _place: place, model } = this.data;
      if (!voucherId || !model?.may.sign) return;
      // Whoever signs is told when the books differ. WeChat asks in answer to a tap alone, so it asks before we do.
      await askForMessages(['audit']);
      const said = `${model.title} ${model.money}。签了就入账，以后不能改，只能再记一笔更正。`;
      if (!(await sure('签字入账', said, '签字'))) return;
      await this.act(() => fund.sign({ voucherId }, at(place)), '签好了，已经入账');
    },
    async withdraw() {
      const { _id: voucherId, _place: place } = this.data;
      if (!voucherId || !(await sure('撤回这张单子', '撤回以后不会入账，要用再填一张。', '撤回')))
        return;
      await this.act(() => fund.withdrawVoucher({ voucherId }, at(place)), '撤回了');
    },
    startDecline() {
      this.setData({ declining: true });
    },
    typeReason({ detail }: Typed) {
      this.setData({ reason: detail.value, wrong: '' });
    },
    async decline() {
      const { _id: voucherId, _place: place } = this.data;
      const reason = this.data.reason.trim();
      if (!voucherId) return;
      if (reason === '') return this.setData({ wrong: '写一句为什么，填单子的人看得到' });
      await this.act(() => fund.decline({ voucherId, reason }, at(place)), '退回去了');
    },
    async act(ask: () => ReturnType<typeof fund.sign>, done: string) {
      if (this.data.busy) return;
      this.setData({ busy: true });
      const reply = await ask();
      this.setData({ busy: false });
      if (!reply.ok) showFailure(reply);
      else {
        say(done);
        this.setData({ declining: false });
      }
      if (reply.ok || reply.code === 'VOUCHER_CLOSED') await this.refresh();
    },
    openEntry() {
      go('journal', `?seq=${this.data.model?.seq ?? 0}`);
    },
    openRound() {
      const { model, _place: place } = this.data;
      void wx.navigateTo({
        url: `/packages/buying/round/round?id=${model?.round ?? ''}${place ? `&y=${place}` : ''}`,
      });
    },
    openCorrected() {
      go('journal', `?seq=${this.data.model?.corrects ?? 0}`);
    },
  },
});
