/** 交款: count the cash in one's hands and hand it in; a difference is explained, never hidden. */
import { cashSeen } from '../../../services/cash-in-hand';
import { say, showFailure, sure } from '../../../services/failure';
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
import {
  handInAt,
  handInsOf,
  isFlowers,
  type SaleHandInsView,
  type SaleId,
} from '../services/sale-doors';

Component({
  behaviors: [roundPage],
  options: { pureDataPattern: /^_/ },
  data: {
    _id: 'gb_' as SaleId,
    _dueFen: 0,
    model: null as HandInModel | null,
    typed: '',
    explanation: '',
    count: null as Counted | null,
    busy: false,
  },
  methods: {
    async refresh() {
      const { _id: saleId, _place: place } = this.data;
      await load<SaleHandInsView>(this, {
        key: `buying.handIns/${saleId}/${place}`,
        ask: () => handInsOf(saleId, at(place)),
        show: (view) => {
          const _dueFen = view.holders.find(({ mine }) => mine)?.cashFen ?? 0;
          if (!isFlowers(saleId)) cashSeen(saleId, _dueFen, view.now);
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
      const { _id: saleId, _place: place, count, explanation, busy } = this.data;
      if (busy || count?.fen === undefined || !count.step) return;
      const yes = await sure(count.step, sureText(count.fen), count.fen < 0 ? '拿回' : '交款');
      if (!yes) return;
      this.setData({ busy: true });
      const input = {
        countedFen: count.fen,
        explanation: count.difference ? explanation.trim() : '',
      };
      const reply = await handInAt(saleId, input, at(place));
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
