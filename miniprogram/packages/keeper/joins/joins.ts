/** 想加入的邻居: is this really the family of that door? One tap for yes. */

import { placePage } from '../../../behaviors/place-page';
import { spokenInstant } from '../../../contract/calendar';
import type { JoinId } from '../../../contract/ids';
import type { JoinRequestView } from '../../../contract/member';
import { showFailure, sure } from '../../../services/failure';
import { load } from '../../../services/load';
import { member } from '../../../services/member';
import { at } from '../../../services/place';
import type { Tap } from '../../../services/taps';

const rowOf = (item: JoinRequestView, now: number) => ({
  id: item.id,
  name: item.name,
  label: item.label,
  line: `${spokenInstant(item.at, now)} 申请`,
  from: item.fromGroup ? '从本院微信群进来的' : '不是从本院群进来的，请认一认',
  fromGroup: item.fromGroup,
  /** How it was answered. The row stays where it is, so that a second tap never falls on the next one. */
  done: '',
});

Component({
  behaviors: [placePage],
  options: { pureDataPattern: /^_/ },
  data: {
    courtyardName: '',
    rows: [] as ReturnType<typeof rowOf>[],
    /** The request whose answer is on its way. */
    busy: '',
  },
  methods: {
    async refresh() {
      await load(this, {
        key: `joins/${this.data._place}`,
        ask: () => member.joins({}, at(this.data._place)),
        show: ({ courtyardName, items }, now) => ({
          courtyardName,
          rows: items.map((item) => rowOf(item, now)),
        }),
      });
    },
    async accept({ currentTarget }: Tap<{ id: JoinId }>) {
      await this.answer(currentTarget.dataset.id, true);
    },
    async decline({ currentTarget }: Tap<{ id: JoinId; name: string; label: string }>) {
      const { id, name, label } = currentTarget.dataset;
      const content = `${name} 会看到没有通过，可以再选一次门牌。${label} 的其他人不受影响。`;
      if (await sure('不是这一家的人？', content, '不通过')) await this.answer(id, false);
    },
    async answer(joinId: JoinId, accept: boolean) {
      if (this.data.busy) return;
      this.setData({ busy: joinId });
      const reply = await member.answerJoin({ joinId, accept }, at(this.data._place));
      this.setData({ busy: '' });
      if (!reply.ok && reply.code !== 'JOIN_CLOSED') return showFailure(reply);
      const done = reply.ok ? (accept ? '请进来了' : '没有通过') : '别人已经处理过了';
      this.setData({
        rows: this.data.rows.map((row) => (row.id === joinId ? { ...row, done } : row)),
      });
    },
  },
});
