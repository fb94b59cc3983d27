/** 院里的通知, for those who write them: published ones and drafts, 20 a page. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { NoticeId } from '../../../contract/ids';
import type { NoticeRow } from '../../../contract/notice';
import type { Role } from '../../../contract/roles';
import { say, showFailure, sure } from '../../../services/failure';
import { load, loading } from '../../../services/load';
import { notice } from '../../../services/notice';
import { endOf, paged, readOn } from '../../../services/paging';
import { mayDo } from '../../../services/people';
import { at, type Place, placeFrom } from '../../../services/place';
import type { Tap } from '../../../services/taps';
import { returning } from '../behaviors/returning';
import { rolesAt } from '../services/powers';
import { ASK, type Deed, type NoticeEntry, noticeEntry } from './notice-list-view';

const NOBODY: NoticeEntry = { id: 'nt_', title: '', line: '', state: '', tone: '', deeds: [] };

Component({
  behaviors: [pageBehavior, refreshing, returning],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    ...paged,
    _place: '' as Place,
    box: 'published' as 'published' | 'drafts',
    rows: [] as NoticeEntry[],
    _roles: [] as readonly Role[],
    mayWrite: false,
    chosen: NOBODY,
    open: false,
  },
  methods: {
    async onLoad(query: { y?: string; from?: string; box?: string }) {
      const box = query.box === 'drafts' ? 'drafts' : 'published';
      const place = placeFrom(query);
      const _roles = await rolesAt(place);
      const mayWrite = mayDo(_roles, 'notice', 'saveDraft');
      this.setData({ _place: place, box, _roles, mayWrite });
      await this.refresh();
    },
    async refresh() {
      const { box, _place: place } = this.data;
      await load(this, {
        key: `notice-list/${place}/${box}`,
        ask: () => notice.list({ box }, at(place)),
        show: ({ items, next }, now) => ({
          rows: this.entries(items, now),
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
        (after: string) => notice.list({ box: this.data.box, after }, at(this.data._place)),
        (items) => this.entries(items, Date.now()),
      );
    },
    entries(items: readonly NoticeRow[], now: number) {
      const { _roles: roles } = this.data;
      const powers = {
        write: this.data.mayWrite,
        release: mayDo(roles, 'notice', 'release'),
        community: mayDo(roles, 'notice', 'communityBoard'),
      };
      return items.map((row) => noticeEntry(row, powers, now));
    },
    async chooseBox({ currentTarget }: Tap<{ box: 'published' | 'drafts' }>) {
      const { box } = currentTarget.dataset;
      if (box === this.data.box) return;
      this.setData({ box, rows: [], phase: 'loading' });
      await this.refresh();
    },
    choose({ currentTarget }: Tap<{ id: NoticeId }>) {
      const chosen = this.data.rows.find(({ id }) => id === currentTarget.dataset.id);
      if (chosen) this.setData({ chosen, open: true });
    },
    close() {
      this.setData({ open: false });
    },
    async act({ currentTarget }: Tap<{ deed: Deed['id'] }>) {
      const { deed } = currentTarget.dataset;
      const { id } = this.data.chosen;
      this.close();
      if (deed === 'withdraw' || deed === 'discard' || deed === 'release')
        return this.change(deed, id);
      const y = this.data._place;
      const query = `?id=${id}${y ? `&y=${y}` : '&from=community'}`;
      const board = y ? 'board' : 'community-board';
      const pages = {
        see: '/pages/notice/view/view',
        board: `/packages/keeper/${board}/${board}`,
        edit: '/packages/keeper/notice-edit/notice-edit',
        sheet: '/packages/keeper/sheet/sheet',
      } as const;
      await wx.navigateTo({ url: `${pages[deed]}${query}` });
    },
    async change(deed: 'withdraw' | 'discard' | 'release', noticeId: NoticeId) {
      if (!(await sure(...ASK[deed]))) return;
      const acts = {
        withdraw: notice.withdraw,
        discard: notice.discardDraft,
        release: notice.release,
      };
      const reply = await acts[deed]({ noticeId }, at(this.data._place));
      if (!reply.ok) return showFailure(reply);
      say({ withdraw: '撤回了', discard: '草稿删掉了', release: '放行了，邻居看得到了' }[deed]);
      await this.refresh();
    },
    write() {
      const y = this.data._place;
      const query = y ? `y=${y}` : 'from=community';
      void wx.navigateTo({ url: `/packages/keeper/notice-edit/notice-edit?${query}` });
    },
  },
});
