/** 管理一团: where it stands and the next step, from opening to settling. */
import { HOUR_MS } from '../../../contract/calendar';
import type { ManageView } from '../../../contract/groupbuy-desk';
import { say, showFailure, sure } from '../../../services/failure';
import { groupbuy } from '../../../services/groupbuy';
import { load } from '../../../services/load';
import { at } from '../../../services/place';
import { session } from '../../../services/session';
import { cardTitle, copyForGroup } from '../../../services/share';
import type { Tap, Typed } from '../../../services/taps';
import { roundPage } from '../behaviors/round-page';
import { type ManageModel, manageModel } from '../services/manage-view';
import { moving } from './moving';

const LONGER_HOURS = [2, 12, 24] as const;

Component({
  behaviors: [roundPage, moving],
  options: { pureDataPattern: /^_/ },
  data: {
    _view: null as ManageView | null,
    model: null as ManageModel | null,
    may: {} as Partial<ManageView['may']>,
    sheet: '' as '' | 'extend' | 'cancel' | 'yards' | 'move',
    /** The page a courtyard is chosen for. */
    _for: '',
    reason: '',
    hours: LONGER_HOURS,
    busy: false,
  },
  methods: {
    async onShow() {
      if (this.data.phase === 'ready') await this.refresh();
    },
    async refresh() {
      const { _id: roundId, _place: place } = this.data;
      await load<ManageView>(this, {
        key: `buying.manage/${roundId}`,
        ask: () => groupbuy.manage({ roundId }, at(place)),
        show: (view) => ({ _view: view, model: manageModel(view), may: view.may }),
      });
    },
    next() {
      const { model } = this.data;
      if (model?.step.deed === 'open') void this.open();
      else if (model?.step.page) this.goTo(model.step.page);
    },
    openPage({ currentTarget }: Tap<{ page: string }>) {
      this.goTo(currentTarget.dataset.page);
    },
    /** Doors and cash belong to one courtyard; with several, one says which. */
    goTo(page: string) {
      const yards = this.data.model?.yards ?? [];
      const isOfYard = page === 'door' || page === 'hand-in';
      if (isOfYard && yards.length > 1) return this.setData({ sheet: 'yards', _for: page });
      this.visit(page, isOfYard ? yards[0]?.id : undefined);
    },
    chooseYard({ currentTarget }: Tap<{ id: string }>) {
      this.setData({ sheet: '' });
      this.visit(this.data._for, currentTarget.dataset.id);
    },
    visit(page: string, yard: string | undefined) {
      const { _id: id, _place: place, _view: view } = this.data;
      const rule = page === 'shortage' && view ? `&rule=${view.form.shortageRule}` : '';
      wx.navigateTo({ url: `/packages/buying/${page}/${page}?id=${id}&y=${yard ?? place}${rule}` });
    },

    async open() {
      const { _view: view } = this.data;
      if (!view) return;
      const { title, items, courtyards } = view.form;
      const yes = await sure(
        `开“${title}”`,
        `${items.length} 样菜，${courtyards.length} 个院子的邻居都能订。开了以后价钱不能再改。`,
        '开团',
      );
      if (yes)
        await this.act(
          () => groupbuy.openRound({ roundId: view.roundId }, at(this.data._place)),
          '开了，发到群里吧',
        );
    },
    openSheet({ currentTarget }: Tap<{ sheet: 'extend' | 'cancel' }>) {
      this.setData({ sheet: currentTarget.dataset.sheet, reason: '' });
    },
    closeSheet() {
      this.setData({ sheet: '' });
    },
    async extend({ currentTarget }: Tap<{ hours: number }>) {
      const { _view: view } = this.data;
      if (!view) return;
      const closesAt =
        Math.max(view.form.closesAt, view.now) + Number(currentTarget.dataset.hours) * HOUR_MS;
      await this.act(
        () => groupbuy.extendRound({ roundId: view.roundId, closesAt }, at(this.data._place)),
        '延长了，会告诉大家',
      );
    },
    type({ detail }: Typed) {
      this.setData({ reason: detail.value });
    },
    async cancel() {
      const { _view: view, reason } = this.data;
      if (!view || reason.trim() === '') return;
      await this.act(
        () =>
          groupbuy.cancelRound(
            { roundId: view.roundId, reason: reason.trim() },
            at(this.data._place),
          ),
        '取消了，订过的人都会知道',
      );
    },
    async act(ask: () => ReturnType<typeof groupbuy.openRound>, done: string) {
      if (this.data.busy) return;
      this.setData({ busy: true });
      const reply = await ask();
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      this.setData({ sheet: '' });
      say(done);
      await this.refresh();
    },
    async copy() {
      const { _id: roundId, _place: place } = this.data;
      const reply = await groupbuy.pasteOut({ roundId }, at(place));
      if (!reply.ok) return showFailure(reply);
      await copyForGroup(reply.value.text.split('\n'));
    },
    onShareAppMessage() {
      const place = `c=${session.communityId}&y=${session.courtyardId ?? ''}`;
      return {
        title: cardTitle(this.data.model?.title ?? '一起买菜'),
        path: `/packages/buying/round/round?id=${this.data._id}&${place}`,
      };
    },
  },
});
