/** 出门几天, and coming back: dates without a reason. */
import type { InputOf } from '../../../contract/protocol';
import { deed, type RosterActions } from '../services/deed';

type Given<K extends 'absence' | 'comeBack'> = WechatMiniprogram.CustomEvent<
  InputOf<RosterActions[K]>
>;

export const away = Behavior({
  data: { sheet: '' as '' | 'away' | 'back', busy: false },
  methods: {
    /** The page's own. */
    async refresh() {},
    openAway() {
      this.setData({ sheet: 'away' });
    },
    openBack() {
      this.setData({ sheet: 'back' });
    },
    closeSheet() {
      this.setData({ sheet: '' });
    },
    async sendAway({ detail }: Given<'absence'>) {
      await this.tell(() =>
        deed('absence', detail, { label: '出门几天', done: '记好了，这几天不排您家' }),
      );
    },
    async sendBack({ detail }: Given<'comeBack'>) {
      await this.tell(() => deed('comeBack', detail, { label: '回来了', done: '欢迎回来' }));
    },
    async tell(send: () => Promise<{ readonly state: string }>) {
      if (this.data.busy) return;
      this.setData({ busy: true });
      const { state } = await send();
      this.setData({ busy: false });
      if (state === 'failed') return;
      this.closeSheet();
      if (state === 'done') await this.refresh();
    },
  },
});
