/** 比赛墙: what it is about, my own entry, and what the neighbours showed. */
import { arriving } from '../../../behaviors/arriving';
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { ContestView, EntryView, WallItem } from '../../../contract/contest-views';
import type { ContestId, EntryId } from '../../../contract/ids';
import type { Page, Reply } from '../../../contract/protocol';
import { contest } from '../../../services/contest';
import { showFailure } from '../../../services/failure';
import { load, loading } from '../../../services/load';
import { endOf, paged, readOn } from '../../../services/paging';
import { session } from '../../../services/session';
import { cardTitle, copyForGroup } from '../../../services/share';
import type { Tap } from '../../../services/taps';
import { type ContestModel, contestModel, type TileModel, tile } from '../services/wall-view';

interface Whole {
  readonly view: ContestView;
  readonly wall: Page<WallItem>;
}

Component({
  behaviors: [pageBehavior, refreshing, arriving],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    ...paged,
    _id: '' as ContestId | '',
    _groupText: '',
    model: null as ContestModel | null,
    rows: [] as readonly TileModel[],
    entry: null as EntryView | null,
    /** Read together with its name, so that the sheet has one before its pictures are there. */
    entryTitle: '',
  },
  methods: {
    async onLoad(query: Record<string, string | undefined>) {
      this.setData({ _id: (query.id ?? '') as ContestId });
      await this.arrive(query);
      await this.refresh();
    },
    async onShow() {
      if (this.data.phase === 'ready') await this.refresh();
    },
    async refresh() {
      const { _id: contestId } = this.data;
      if (!contestId) return;
      await load<Whole>(this, {
        key: `contest.${contestId}`,
        blank: { model: null, rows: [], entry: null, entryTitle: '' },
        ask: () => whole(contestId),
        show: ({ view, wall }) => ({
          model: contestModel(view),
          _groupText: view.groupText,
          rows: wall.items.map(tile),
          ...endOf(wall.next),
        }),
      });
    },
    onReachBottom() {
      return this.readMore();
    },
    readMore() {
      const { _id: contestId } = this.data;
      if (!contestId) return;
      return readOn(
        this,
        (cursor: string) => contest.wall({ contestId, cursor }),
        (items) => items.map(tile),
      );
    },
    async open({ currentTarget }: Tap<{ id: EntryId; title: string }>) {
      const { id: entryId, title: entryTitle } = currentTarget.dataset;
      this.setData({ entryTitle, entry: null });
      const reply = await contest.entry({ entryId });
      // Shut again, or another one opened, before the answer came.
      if (this.data.entryTitle !== entryTitle) return;
      if (reply.ok) return this.setData({ entry: reply.value });
      this.shut();
      showFailure(reply);
    },
    shut() {
      this.setData({ entry: null, entryTitle: '' });
    },
    enter() {
      const url = this.data.model?.url;
      if (url) wx.navigateTo({ url });
    },
    copy() {
      void copyForGroup(this.data._groupText.split('\n'));
    },
    onShareAppMessage() {
      const place = `c=${session.communityId}&y=${session.courtyardId ?? ''}`;
      return {
        title: cardTitle(this.data.model?.title ?? '院里的比赛'),
        path: `/packages/contest/wall/wall?id=${this.data._id}&${place}`,
      };
    },
  },
});

/** Both at once: a page is two requests that do not wait for each other. */
async function whole(contestId: ContestId): Promise<Reply<Whole>> {
  const [view, wall] = await Promise.all([
    contest.contest({ contestId }),
    contest.wall({ contestId }),
  ]);
  if (!view.ok) return view;
  return wall.ok ? { ok: true, value: { view: view.value, wall: wall.value } } : wall;
}
