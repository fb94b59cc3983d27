/** Going to the field together: one signs up, and stays away again. */
import type { RoundId } from '../../../contract/ids';
import { say, showFailure } from '../../../services/failure';
import { groupbuy } from '../../../services/groupbuy';
import { askForMessages } from '../../../services/subscribe';
import type { RoundModel } from '../services/round-view';

export const field = Behavior({
  data: { _id: '' as RoundId | '', model: null as RoundModel | null, busy: false },
  methods: {
    /** The page's own. */
    async refresh() {},
    async join() {
      const { _id: roundId, model, busy } = this.data;
      if (!roundId || !model?.picking || busy) return;
      const join = !model.picking.mine;
      // Whoever gets up at five is told when it is called off.
      if (join) void askForMessages(['groupbuy']);
      this.setData({ busy: true });
      const reply = await groupbuy.joinPicking({ roundId, join });
      this.setData({ busy: false });
      if (!reply.ok) showFailure(reply);
      else say(join ? '好，算您一个' : '好，知道了');
      await this.refresh();
    },
  },
});
