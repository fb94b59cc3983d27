/** 管理认领: how it stands in every courtyard, what would come of it, and the next step of whoever runs it. */
import { placePage } from '../../../behaviors/place-page';
import type { CampaignManageView } from '../../../contract/flower-views';
import type { CampaignId } from '../../../contract/ids';
import type { Reply } from '../../../contract/protocol';
import { say, showFailure, sure } from '../../../services/failure';
import { flower } from '../../../services/flower';
import { load } from '../../../services/load';
import { at, placeFrom } from '../../../services/place';
import type { Typed } from '../../../services/taps';
import {
  type ManageModel,
  manageModel,
  type SimulationModel,
  simulationModel,
} from '../services/manage-view';

const HOUSEHOLDS_STEP = 10;

Component({
  behaviors: [placePage],
  options: { pureDataPattern: /^_/ },
  data: {
    _id: 'fl_' as CampaignId,
    _view: null as CampaignManageView | null,
    model: null as ManageModel | null,
    households: 100,
    simulation: null as SimulationModel | null,
    callingOff: false,
    reason: '',
    busy: false,
  },
  methods: {
    async onLoad({ id = 'fl_', ...query }: { id?: string; y?: string; from?: string }) {
      this.setData({ _id: id as CampaignId, _place: placeFrom(query) });
      await this.refresh();
      await this.simulate();
    },
    async refresh() {
      const { _id: campaignId, _place: place } = this.data;
      await load(this, {
        key: `flower.manage/${campaignId}/${place}`,
        ask: () => flower.manage({ campaignId }, at(place)),
        show: (view) => ({ _view: view, model: manageModel(view) }),
      });
    },
    /** Decides nothing: only whether there is a home for every pot. */
    async simulate() {
      const { _view: view, _place: place, households } = this.data;
      if (!view?.may.edit && !view?.may.extend) return;
      const reply = await flower.simulate({ form: view.form, households }, at(place));
      if (reply.ok && households === this.data.households) {
        this.setData({ simulation: simulationModel(reply.value) });
      }
    },
    async countHouseholds({ detail }: Typed<number>) {
      const { households } = this.data;
      const step = detail.value > households ? HOUSEHOLDS_STEP : -HOUSEHOLDS_STEP;
      this.setData({ households: Math.max(HOUSEHOLDS_STEP, households + step) });
      await this.simulate();
    },

    open() {
      const { _id: campaignId, _place } = this.data;
      const ask = ['发布认领', '各院的邻居马上看得到，品种和名额不能再改。', '发布'] as const;
      return this.decide(ask, () => flower.openCampaign({ campaignId }, at(_place)), '发布了');
    },
    reoffer() {
      const { _id: campaignId, _place } = this.data;
      const ask = ['没领走的再分', '没人在家、不要了的花，按候补的先后给别家。', '再分'] as const;
      return this.decide(ask, () => flower.reoffer({ campaignId }, at(_place)), '分好了');
    },
    finish() {
      const { _id: campaignId, _place } = this.data;
      const ask = ['这次送完了', '每家都送过、钱都交了，才能送完。', '送完了'] as const;
      return this.decide(ask, () => flower.finish({ campaignId }, at(_place)), '送完了，辛苦');
    },
    startCallOff() {
      this.setData({ callingOff: true, reason: '' });
    },
    closeCallOff() {
      this.setData({ callingOff: false });
    },
    typeReason({ detail }: Typed) {
      this.setData({ reason: detail.value });
    },
    async callOff() {
      const { _id: campaignId, _place, model } = this.data;
      const reason = this.data.reason.trim();
      if (!reason) return say('为什么取消？写几个字，邻居看得到');
      const ask = [
        '取消这次认领',
        `${model?.pots ?? ''}，都会收到消息，不能恢复。`,
        '取消它',
      ] as const;
      await this.decide(ask, () => flower.callOff({ campaignId, reason }, at(_place)), '取消了');
      this.closeCallOff();
    },
    async decide(
      [title, content, yes]: readonly [string, string, string],
      act: () => Promise<Reply<unknown>>,
      done: string,
    ) {
      if (this.data.busy || !(await sure(title, content, yes))) return;
      this.setData({ busy: true });
      const reply = await act();
      this.setData({ busy: false });
      if (!reply.ok) showFailure(reply);
      else say(done);
      await this.refresh();
    },
  },
});
