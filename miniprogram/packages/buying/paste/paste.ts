/** 接龙: the group's text becomes orders, and orders become a text for the group; the same text again changes nothing. */
import { pageBehavior } from '../../../behaviors/page';
import type { PasteView } from '../../../contract/groupbuy-desk';
import type { RoundId } from '../../../contract/ids';
import { say, showFailure } from '../../../services/failure';
import { groupbuy } from '../../../services/groupbuy';
import { at, type Place, placeFrom } from '../../../services/place';
import { drafts } from '../../../services/storage';
import type { Tap, Typed } from '../../../services/taps';
import { type PasteModel, pasteModel } from '../services/paste-view';

Component({
  behaviors: [pageBehavior],
  options: { pureDataPattern: /^_/ },
  data: {
    _id: '' as RoundId | '',
    _place: '' as Place,
    _view: null as PasteView | null,
    text: '',
    model: null as PasteModel | null,
    busy: false,
    done: '',
  },
  methods: {
    onLoad({ id = '', ...query }: { id?: string; y?: string }) {
      this.setData({
        _id: id as RoundId,
        _place: placeFrom(query),
        text: drafts.read(`paste.${id}`),
      });
    },
    type({ detail }: Typed) {
      drafts.keep(`paste.${this.data._id}`, detail.value);
      this.setData({ text: detail.value, model: null, _view: null, done: '' });
    },
    async fromClipboard() {
      const { data } = await wx.getClipboardData();
      if (!data) return say('剪贴板是空的，先去群里复制');
      this.type({ detail: { value: data } } as never);
      await this.read();
    },
    async read() {
      const { _id: roundId, _place: place, text, busy } = this.data;
      if (!roundId || busy || text.trim() === '') return;
      this.setData({ busy: true });
      const reply = await groupbuy.parsePaste({ roundId, text }, at(place));
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      this.setData({ _view: reply.value, model: pasteModel(reply.value) });
    },
    async apply() {
      const { _id: roundId, _place: place, _view: view, busy } = this.data;
      if (!roundId || !view || busy || view.entries.length === 0) return;
      this.setData({ busy: true });
      const reply = await groupbuy.applyPaste({ roundId, entries: view.entries }, at(place));
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      const { entered, unchanged, cancelled } = reply.value;
      const parts = [
        entered > 0 ? `录入 ${entered} 户` : '',
        unchanged > 0 ? `${unchanged} 户没变` : '',
        cancelled > 0 ? `取消 ${cancelled} 户` : '',
      ].filter(Boolean);
      this.setData({ done: parts.join('，') || '没有变化' });
    },
    /** With doors for the courtyard's own group, or only how much of each for any other. */
    async copyOut({ currentTarget }: Tap<{ what: 'named' | 'counts' }>) {
      const { _id: roundId, _place: place, busy } = this.data;
      if (!roundId || busy) return;
      this.setData({ busy: true });
      const reply = await groupbuy.pasteOut({ roundId }, at(place));
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      const { orders } = reply.value;
      if (!orders || orders.households === 0) return say('院里还没有人订');
      const { what } = currentTarget.dataset;
      try {
        await wx.setClipboardData({ data: orders[what] });
      } catch {
        // Whoever does not agree to the use of the clipboard gets no text, and is told so.
        return say('没有复制成，再点一次');
      }
      say(what === 'named' ? `${orders.households} 户都复制了，去院子的群里粘贴` : '份数复制了');
    },
    go() {
      if (this.data.model) void this.apply();
      else void this.read();
    },
  },
});
