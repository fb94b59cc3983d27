/** 全社区谁收到了: which courtyards need a hand, fewest reached first. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { CourtyardId, NoticeId } from '../../../contract/ids';
import type { CommunityBoardView } from '../../../contract/notice';
import { load, loading } from '../../../services/load';
import { notice } from '../../../services/notice';
import { at } from '../../../services/place';
import { copyForGroup, noticeCard } from '../../../services/share';
import type { Tap } from '../../../services/taps';
import { returning } from '../behaviors/returning';
import { communityBoardPage, communityText, EMPTY_COMMUNITY_BOARD } from './community-board-view';

Component({
  behaviors: [pageBehavior, refreshing, returning],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _id: 'nt_' as NoticeId,
    _view: null as CommunityBoardView | null,
    board: EMPTY_COMMUNITY_BOARD,
  },
  methods: {
    async onLoad({ id }: { id: NoticeId }) {
      this.setData({ _id: id });
      await this.refresh();
    },
    async refresh() {
      const noticeId = this.data._id;
      await load(this, {
        key: `community-board/${noticeId}`,
        ask: () => notice.communityBoard({ noticeId }, at('')),
        show: (view) => ({ _view: view, board: communityBoardPage(view) }),
      });
    },
    openCourtyard({ currentTarget }: Tap<{ id: CourtyardId }>) {
      const { id: y } = currentTarget.dataset;
      void wx.navigateTo({ url: `/packages/keeper/board/board?id=${this.data._id}&y=${y}` });
    },
    async copy() {
      const { _view: view } = this.data;
      if (view) await copyForGroup(communityText(view).split('\n'));
    },
    onShareAppMessage() {
      return noticeCard(this.data._id, this.data.board.title);
    },
  },
});
