/** 大门时间: when the gate opens and closes. Every day the same. */

import { placePage } from '../../../behaviors/place-page';
import { courtyard } from '../../../services/courtyard';
import { say, showFailure } from '../../../services/failure';
import { load } from '../../../services/load';
import { at } from '../../../services/place';
import type { Typed } from '../../../services/taps';
import { type GateHours, gateBar, gateProblem, gateText, USUAL } from './gate-view';

Component({
  behaviors: [placePage],
  options: { pureDataPattern: /^_/ },
  data: {
    courtyardName: '',
    /** False: the gate is open day and night. */
    kept: true,
    hours: USUAL,
    bar: gateBar(USUAL),
    text: gateText(USUAL),
    problem: '',
    busy: false,
  },
  methods: {
    async refresh() {
      await load(this, {
        key: `gate/${this.data._place}`,
        ask: () => courtyard.home({}, at(this.data._place)),
        show: ({ courtyard: card }) => ({
          courtyardName: card?.name ?? '',
          kept: card?.gate !== undefined,
          ...this.drawn(card?.gate ?? USUAL),
        }),
      });
    },
    drawn(hours: GateHours) {
      return {
        hours,
        bar: gateBar(hours),
        text: gateText(hours),
        problem: gateProblem(hours) ?? '',
      };
    },
    switchKept({ detail }: Typed<boolean>) {
      this.setData({ kept: detail.value });
    },
    pickOpen({ detail }: Typed) {
      this.setData(this.drawn({ ...this.data.hours, opensAt: detail.value }));
    },
    pickClose({ detail }: Typed) {
      this.setData(this.drawn({ ...this.data.hours, closesAt: detail.value }));
    },
    async save() {
      const { busy, kept, hours, problem, _place: place } = this.data;
      if (busy || (kept && problem)) return;
      this.setData({ busy: true });
      const reply = await courtyard.saveGate(kept ? { gate: hours } : {}, at(place));
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      say('存好了，全院都看得到');
      await wx.navigateBack().catch(() => undefined);
    },
  },
});
