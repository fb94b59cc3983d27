/** 社区总览: the community in figures, and every courtyard one search away. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { CourtyardRow } from '../../../contract/directory';
import type { CourtyardId } from '../../../contract/ids';
import { LIMITS } from '../../../contract/limits';
import { directory } from '../../../services/directory';
import { load, loading } from '../../../services/load';
import { mayDo } from '../../../services/people';
import { at } from '../../../services/place';
import type { Tap, Typed } from '../../../services/taps';
import { rolesAt } from '../services/powers';
import {
  courtyardGroups,
  EMPTY_OVERVIEW,
  looksLikeInitials,
  matching,
  overviewPage,
} from './overview-view';

Component({
  behaviors: [pageBehavior, refreshing],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _rows: [] as readonly CourtyardRow[],
    page: EMPTY_OVERVIEW,
    groups: courtyardGroups([]),
    text: '',
    mayImport: false,
    mayManage: false,
  },
  methods: {
    async onLoad() {
      await this.refresh();
      const roles = await rolesAt('');
      this.setData({
        mayImport: mayDo(roles, 'directory', 'importRegister'),
        mayManage: mayDo(roles, 'courtyard', 'saveCommunity'),
      });
    },
    async refresh() {
      await load(this, {
        key: 'overview',
        ask: () => directory.overview({}, at('')),
        show: (view) => ({
          page: overviewPage(view),
          _rows: view.courtyards,
          groups: courtyardGroups(matching(view.courtyards, this.data.text)),
        }),
      });
    },
    /** Names and aliases are at hand; pinyin initials only the register knows. */
    async search({ detail }: Typed) {
      const text = detail.value.slice(0, LIMITS.searchLength);
      const found = matching(this.data._rows, text);
      this.setData({ text, groups: courtyardGroups(found) });
      if (found.length > 0 || !looksLikeInitials(text)) return;
      const reply = await directory.search({ text: text.trim() }, at(''));
      if (reply.ok && this.data.text === text) {
        this.setData({ groups: courtyardGroups(reply.value.items) });
      }
    },
    openCourtyard({ currentTarget }: Tap<{ id: CourtyardId }>) {
      const url = `/packages/keeper/courtyard/courtyard?y=${currentTarget.dataset.id}`;
      void wx.navigateTo({ url });
    },
    openRegister() {
      void wx.navigateTo({ url: '/packages/keeper/register/register' });
    },
    openStaff() {
      void wx.navigateTo({ url: '/packages/keeper/staff/staff' });
    },
    openSettings() {
      void wx.navigateTo({ url: '/packages/keeper/community/community' });
    },
    write() {
      void wx.navigateTo({ url: '/packages/keeper/notice-edit/notice-edit?from=community' });
    },
  },
});
