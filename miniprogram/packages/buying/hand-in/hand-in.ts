/** 交款: count the cash in one's hands and hand it in; a difference is explained, never hidden. */
import type { HandInsView } from '../../../contract/groupbuy-desk';
import { cashSeen } from '../../../services/cash-in-hand';
import { say, showFailure, sure } from '../../../services/failure';
import { groupbuy } from '../../../services/groupbuy';
import { load } from '../../../services/load';
import { at } from '../../../services/place';
import type { Typed } from '../../../services/taps';
import { roundPage } from '../behaviors/round-page';
import {
  type Counted,
  counted,
  type HandInModel,
  handInModel,
  sureText,
} from '../services/hand-in-view';

Component({
  behaviors: [roundPage],
  options: { pureDataPattern: /^_/ },
  data: {
    _dueFen: 0,
    model: null as HandInModel | null,
    typed: '',
    explanation: '',
    count: null as Counted | null,
    busy: false,
  },
  methods: {
    async refresh() {
      const { _id: roundId, _place: place } = this.data;
      await load<HandInsView>(this, {
        key: `buying.handIns/${roundId}/${place}`,
        ask: () => groupbuy.handIns({ roundId }, at(place)),
        show: (view) => {
          const _dueFen = view.holders.find(({ mine }) => mine)?.cashFen ?? 0;
          cashSeen(roundId, _dueFen, view.now);
          const { typed, explanation } = this.data;
          return { model: handInModel(view), _dueFen, count: counted(_dueFen, typed, explanation) };
        },
      });
    },
    type({ detail }: Typed) {
      this.put(detail.value, this.data.explanation);
    },
    explain({ detail }: Typed) {
      this.put(this.data.typed, detail.value);
    },
    put(typed: string, explanation: string) {
      this.setData({ typed, explanation, count: counted(this.data._dueFen, typed, explanation) });
    },
    async handIn() {
      const { _id: roundId, _place: place, count, explanation, busy } = this.data;
      if (busy || count?.fen === undefined || !count.step) return;
      const yes = await sure(count.step, sureText(count.fen), count.fen < 0 ? '拿回' : '交款');
      if (!yes) return;
      this.setData({ busy: true });
      const input = {
        roundId,
        countedFen: count.fen,
        explanation: count.difference ? explanation.trim() : '',
      };
      const reply = await groupbuy.handIn(input, at(place));
      this.setData({ busy: false });
      if (!reply.ok) showFailure(reply);
      else {
        say('交清了，辛苦');
        this.setData({ typed: '', explanation: '' });
      }
      await this.refresh();
    },
  },
});
