/** 记了我什么: everything that is stored about me, to read, to take along, to have erased. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { KeptView } from '../../../contract/member';
import { forgetViews } from '../../../services/cache';
import { say, sentence, showFailure } from '../../../services/failure';
import { load, loading } from '../../../services/load';
import { member } from '../../../services/member';
import { session } from '../../../services/session';
import type { Typed } from '../../../services/taps';
import { mine } from '../services/mine';
import { copyJson, sendJson, writeJson } from './json-file';

const WORD = '删除';

const keptRows = ({ kept }: KeptView) =>
  kept.map(({ what, why, until, count }) => ({
    what: count > 1 ? `${what}（${count} 条）` : what,
    why,
    until,
  }));

Component({
  behaviors: [pageBehavior, refreshing],
  data: {
    ...loading,
    rows: [] as ReturnType<typeof keptRows>,
    busy: false,
    erasing: false,
    word: '',
    wrong: '',
    gone: false,
    file: '',
    json: '',
    /** The button of the dock; empty when there is nothing to take along. */
    deed: '',
  },
  observers: {
    'rows, gone, file'(rows: readonly unknown[], gone: boolean, file: string) {
      const next = file ? '发到微信聊天里' : '全部带走一份';
      this.setData({ deed: rows.length === 0 || gone ? '' : next });
    },
  },
  methods: {
    async onLoad() {
      await this.refresh();
    },
    async refresh() {
      await load<KeptView>(this, {
        ask: () => member.kept({}, mine(undefined)),
        show: (view) => ({ rows: keptRows(view) }),
      });
    },
    /** First the file is made ready; the next tap sends it. */
    async takeAlong() {
      if (this.data.file) return sendJson(this.data.file);
      if (this.data.busy) return;
      this.setData({ busy: true });
      const reply = await member.exportMine({}, mine(undefined));
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      const { json } = reply.value;
      const file = await writeJson(json);
      this.setData({ json, file });
      if (file) say('整理好了，再点一下发到聊天里');
      else await copyJson(json);
    },
    async copy() {
      await copyJson(this.data.json);
    },
    startErasing() {
      this.setData({ erasing: true, word: '', wrong: '' });
    },
    close() {
      this.setData({ erasing: false });
    },
    writeWord({ detail }: Typed) {
      this.setData({ word: detail.value, wrong: '' });
    },
    async erase() {
      const word = this.data.word.trim();
      if (word !== WORD) return this.setData({ wrong: '照样写下“删除”两个字' });
      if (this.data.busy) return;
      this.setData({ busy: true });
      const reply = await member.erase({ word }, mine(undefined));
      this.setData({ busy: false });
      if (!reply.ok) return this.setData({ wrong: sentence(reply) });
      forgetViews();
      session.actForMyself();
      this.setData({ erasing: false, gone: true });
      say('都删掉了');
    },
    leave() {
      void wx.reLaunch({ url: '/pages/home/home' });
    },
  },
});
