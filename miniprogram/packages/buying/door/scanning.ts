/** Finds a door of the list by the code its household shows; whoever has none is found by the eye, as ever. */
import { say } from '../../../services/failure';
import { householdIn } from '../../../services/household-code';
import { isDone } from '../services/door-view';
import { saying } from './saying';

/** What the camera read; undefined where the person turned back. */
const scanned = (): Promise<string | undefined> =>
  new Promise((resolve) => {
    wx.scanCode({
      scanType: ['qrCode'],
      success: ({ result }) => resolve(result),
      fail: () => resolve(undefined),
    });
  });

export const scanning = Behavior({
  behaviors: [saying],
  data: { mayScan: wx.canIUse('scanCode'), showDone: false },
  methods: {
    async scan() {
      const text = await scanned();
      if (text === undefined) return;
      const id = householdIn(text);
      if (!id) return say('这不是门牌码，请按门牌找');
      const row = this.rowOf(id);
      if (!row || row.units === 0) return say('这张清单上没有这一家，看看是不是别的院子的');
      if (isDone(row)) {
        this.setData({ showDone: true });
        return say(`${row.label} 送过了`);
      }
      this.openForm({ currentTarget: { dataset: { id } } } as never);
    },
  },
});
