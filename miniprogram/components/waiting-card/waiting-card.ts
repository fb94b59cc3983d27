import type { WaitingModel } from '../../services/waiting';

/** 等我办: what waits for me or for somebody I act for. Event: `act` with the item's place in the list. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: { items: { type: Array, value: [] as WaitingModel[] } },
  methods: {
    onAct(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('act', { at: Number(event.currentTarget.dataset.at) });
    },
  },
});
