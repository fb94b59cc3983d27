/** 候补: one waits for what somebody gives back, and stops waiting. */
import type { CampaignId } from '../../../contract/ids';
import { say, showFailure } from '../../../services/failure';
import { flower } from '../../../services/flower';
import { askForMessages } from '../../../services/subscribe';
import type { Tap } from '../../../services/taps';
import type { AdoptModel } from '../services/adopt-view';

export const waiting = Behavior({
  data: { _id: '' as CampaignId | '', model: null as AdoptModel | null, busy: false },
  methods: {
    /** The page's own. */
    async refresh() {},
    async wait({ currentTarget }: Tap<{ item?: string }>) {
      const { _id: campaignId, model, busy } = this.data;
      if (!campaignId || !model || busy) return;
      const { item: itemId } = currentTarget.dataset;
      // Whoever waits is told when pots came.
      void askForMessages(['flower']);
      this.setData({ busy: true });
      const what = itemId ? { itemId, pots: 1 } : { pots: model.wait?.most ?? 1 };
      const reply = await flower.joinWait({ campaignId, ...what });
      await this.waited(reply, '排上了，有了就告诉您');
    },
    async stopWaiting() {
      const { _id: campaignId, busy } = this.data;
      if (!campaignId || busy) return;
      this.setData({ busy: true });
      await this.waited(await flower.leaveWait({ campaignId }), '好，不等了');
    },
    async waited(reply: Awaited<ReturnType<typeof flower.leaveWait>>, words: string) {
      this.setData({ busy: false });
      if (!reply.ok) showFailure(reply);
      else say(words);
      await this.refresh();
    },
  },
});
