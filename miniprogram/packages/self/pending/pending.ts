/** 待发送: what waits in the phone, what was refused and why, and what somebody is still writing. */
import { pageBehavior } from '../../../behaviors/page';
import { spokenInstant } from '../../../contract/calendar';
import { deskNotes, dropDesk } from '../../../services/desks';
import { say, sure } from '../../../services/failure';
import { clearDropped, dropped, flush, onQueue, takeOut, waiting } from '../../../services/queue';
import type { Tap } from '../../../services/taps';

const rowsOf = (now: number) => ({
  waiting: waiting().map(({ id, label, at }) => ({
    id,
    label,
    line: `${spokenInstant(at, now)} 记下`,
  })),
  dropped: dropped().map(({ id, label, why, at }) => ({
    id,
    label,
    line: `${why} · ${spokenInstant(at, now)}`,
  })),
  desks: deskNotes().map(({ name, title, at, sending, url }) => ({
    id: name,
    title,
    url,
    line: `${spokenInstant(at, now)} ${sending ? '发过，没等到回音' : '写了一半'}`,
  })),
});

let stopListening = (): void => undefined;

Component({
  behaviors: [pageBehavior],
  data: { rows: rowsOf(Date.now()), busy: false },
  lifetimes: {
    attached() {
      stopListening = onQueue(() => this.redraw());
      this.redraw();
    },
    detached() {
      stopListening();
    },
  },
  pageLifetimes: {
    show() {
      this.redraw();
    },
  },
  methods: {
    redraw() {
      this.setData({ rows: rowsOf(Date.now()) });
    },
    async sendNow() {
      if (this.data.busy) return;
      this.setData({ busy: true });
      const sent = await flush();
      this.setData({ busy: false });
      this.redraw();
      const left = this.data.rows.waiting.length;
      if (left > 0)
        say(sent > 0 ? `送出 ${sent} 件，还有 ${left} 件没送` : '还没有网，都记着，有网自动送');
      else say('都送出去了');
    },
    async onPullDownRefresh() {
      await this.sendNow();
      void wx.stopPullDownRefresh();
    },
    async discard({ currentTarget }: Tap<{ id: string; label: string }>) {
      const { id, label } = currentTarget.dataset;
      const content = `“${label}”还没送出去，不送就等于没做过。`;
      if (await sure('不送这一件', content, '不送了')) takeOut(id);
      this.redraw();
    },
    seen() {
      clearDropped();
      this.redraw();
    },
    writeOn({ currentTarget }: Tap<{ url: string }>) {
      void wx.navigateTo({ url: currentTarget.dataset.url });
    },
    async discardDesk({ currentTarget }: Tap<{ id: string; title: string }>) {
      const { id, title } = currentTarget.dataset;
      if (await sure('不写了', `“${title}”写的字会清掉，找不回来。`, '清掉')) dropDesk(id);
      this.redraw();
    },
  },
});
