/** 看通知: everything that was said, newest first, 20 at a time. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { NoticeId } from '../../../contract/ids';
import type { Manner } from '../../../services/client';
import { courtyardHere } from '../../../services/here';
import { load, loading } from '../../../services/load';
import { archiveRow, type NoticeRowModel, notice } from '../../../services/notice';
import { endOf, paged, readOn } from '../../../services/paging';
import { session } from '../../../services/session';

/** Whose answers the list shows: those of whoever is acted for, while one acts. */
const forWhom = (): Manner => (session.subject ? { subject: session.subject.id } : {});

Component({
  behaviors: [pageBehavior, refreshing],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    ...paged,
    rows: [] as NoticeRowModel[],
  },
  methods: {
    async onLoad() {
      await courtyardHere();
      await this.refresh();
    },
    async refresh() {
      await load(this, {
        key: 'notices',
        ask: () => notice.list({ box: 'published' }, forWhom()),
        show: ({ items, next }, now) => ({
          rows: items.map((row) => archiveRow(row, now)),
          ...endOf(next),
        }),
      });
    },
    onReachBottom() {
      return this.readMore();
    },
    readMore() {
      return readOn(
        this,
        (after: string) => notice.list({ box: 'published', after }, forWhom()),
        (items) => items.map((row) => archiveRow(row, Date.now())),
      );
    },
    open({ detail }: WechatMiniprogram.CustomEvent<{ id: NoticeId }>) {
      const { courtyardId } = session;
      const y = courtyardId ? `&y=${courtyardId}` : '';
      void wx.navigateTo({ url: `/pages/notice/view/view?id=${detail.id}${y}` });
    },
  },
});
