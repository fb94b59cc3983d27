/** 花花节认领: pick pots, one adoption for the household, changed until it closes. */
import { arriving } from '../../../behaviors/arriving';
import { pageBehavior } from '../../../behaviors/page';
import { pickingFor } from '../../../behaviors/picking';
import { refreshing } from '../../../behaviors/refreshing';
import type { CampaignView } from '../../../contract/flower-views';
import type { CampaignId } from '../../../contract/ids';
import type { InputOf } from '../../../contract/protocol';
import { readBasket, sendBasket, stepsOf } from '../../../services/basket';
import { flower, flowerContract } from '../../../services/flower';
import { load, loading } from '../../../services/load';
import { doOrKeep } from '../../../services/queue';
import { session } from '../../../services/session';
import { cardTitle, copyForGroup } from '../../../services/share';
import { askForMessages } from '../../../services/subscribe';
import type { Tap } from '../../../services/taps';
import { type AdoptModel, adoptedBy, adoptModel, forParty, revOf } from '../services/adopt-view';
import { waiting } from './waiting';

Component({
  behaviors: [pageBehavior, refreshing, arriving, pickingFor('flower'), waiting],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _id: '' as CampaignId | '',
    _view: null as CampaignView | null,
    _readAt: 0,
    model: null as AdoptModel | null,
    note: '',
    reason: '',
    allVarieties: false,
    allYards: false,
    /** What the public corner's row says, for whoever adopts for it. */
    corner: '',
    mayServe: false,
    mayManage: false,
    id: '',
    busy: false,
  },
  methods: {
    async onLoad(query: Record<string, string | undefined>) {
      this.setData({ _id: (query.id ?? '') as CampaignId });
      this.pickFor(query);
      await this.arrive(query);
      await this.refresh();
    },
    async onShow() {
      if (this.data.phase === 'ready') await this.refresh();
    },
    async refresh() {
      const { _id: campaignId, _for: party } = this.data;
      if (!campaignId) return;
      await load<CampaignView>(this, {
        key: `flower.${campaignId}.${party}`,
        blank: { _view: null, model: null },
        ask: () => flower.campaign({ campaignId }, this.manner()),
        show: (said, now, ageMs) =>
          this.shown(forParty({ ...said, now: said.now + ageMs }, party), now),
      });
    },
    shown(view: CampaignView, readAt: number) {
      const counts = { ...adoptedBy(view), ...readBasket(this.basket(), view.varieties) };
      const { note, reason = '', corner, mayKeep, mayServe } = view;
      const isKept = corner && mayKeep && !this.data._for;
      return {
        ...{
          _view: view,
          _readAt: readAt,
          counts,
          note,
          reason,
          mayServe: mayServe && !this.data._for,
        },
        ...{ mayManage: view.mayManage && !this.data._for, id: view.campaignId },
        model: adoptModel(view, counts, view.now),
        corner: isKept ? `${corner.place}，认领了 ${corner.adopted} / ${corner.cap} 盆` : '',
      };
    },

    redraw() {
      const { _view: view, _readAt: readAt, counts } = this.data;
      if (!view) return;
      this.setData({ model: adoptModel(view, counts, view.now + Date.now() - readAt) });
    },
    showAll({ currentTarget }: Tap<{ what: 'allVarieties' | 'allYards' }>) {
      this.setData({ [currentTarget.dataset.what]: true });
    },

    async adopt() {
      const { _view: view, counts, busy, model } = this.data;
      if (!view || busy || !model?.step) return;
      // A household on the telephone is called back.
      if (!this.data._for) void askForMessages(['flower']);
      this.setData({ busy: true });
      const lines = stepsOf(view.varieties, counts);
      const input = { campaignId: view.campaignId, lines, seen: revOf(view, this.data._for) };
      const label = `${view.title}：${model.sum || '不要了'}`;
      const done = '好，记下了，截止前都能改';
      await sendBasket(this.basket(), () => this.send(input, label), done);
      this.setData({ busy: false });
      await this.refresh();
    },
    send(input: InputOf<typeof flowerContract.actions.adopt>, label: string) {
      const { _for: householdId, forLabel } = this.data;
      if (!householdId) return doOrKeep(flowerContract, 'adopt', input, label);
      const whole = { ...input, householdId };
      const words = `${forLabel} ${label}`;
      return doOrKeep(flowerContract, 'adoptFor', whole, words, { subject: null });
    },
    openCorner() {
      const { _id, _view } = this.data;
      const label = encodeURIComponent('院里的公共花角');
      const url = `/packages/flower/adopt/adopt?id=${_id}&for=${_view?.corner?.householdId}`;
      wx.navigateTo({ url: `${url}&label=${label}` });
    },
    openWork({ currentTarget }: Tap<{ page: 'order-for' | 'door' }>) {
      const { page } = currentTarget.dataset;
      const at = `id=${this.data._id}&y=${session.courtyardId ?? ''}`;
      wx.navigateTo({ url: `/packages/buying/${page}/${page}?${at}` });
    },
    copy() {
      const { _view: view } = this.data;
      if (view) void copyForGroup(view.groupText.split('\n'));
    },
    onShareAppMessage() {
      const place = `c=${session.communityId}&y=${session.courtyardId ?? ''}`;
      return {
        title: cardTitle(this.data.model?.title ?? '花花节'),
        path: `/packages/flower/adopt/adopt?id=${this.data._id}&${place}`,
      };
    },
  },
});
