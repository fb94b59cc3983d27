/** 参加: a pot or the household enters, and what was entered is changed until the close. */
import { arriving } from '../../../behaviors/arriving';
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import { CONTEST_LIMITS, type EntryKey, type Topic } from '../../../contract/contest-forms';
import type { ContestView, OwnPotView } from '../../../contract/contest-views';
import type { ContestId } from '../../../contract/ids';
import { contest } from '../../../services/contest';
import { say, showFailure, sure } from '../../../services/failure';
import { load, loading } from '../../../services/load';
import { session } from '../../../services/session';
import { askForMessages } from '../../../services/subscribe';
import type { Tap, Typed } from '../../../services/taps';
import {
  type Draft,
  draftOf,
  type EnterModel,
  enterModel,
  entryAt,
  missingOf,
} from '../services/enter-form';
import { type Entering, entering, sendEntry } from '../services/entering';
import { addFilm } from '../services/film';
import { addShots } from '../services/shots';

type Text = 'name' | 'words' | 'hands';
type Tick = 'childFace' | 'handsUnder14' | 'guardianAgrees' | 'library';

Component({
  behaviors: [pageBehavior, refreshing, arriving],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    ...{ nameMax: CONTEST_LIMITS.potName, wordsMax: CONTEST_LIMITS.words },
    ...{ handsMax: CONTEST_LIMITS.hands, picturesMax: CONTEST_LIMITS.pictures },
    _id: '' as ContestId | '',
    _key: '' as EntryKey | '',
    _view: null as ContestView | null,
    _pots: [] as readonly OwnPotView[],
    /** For whom something was typed; undefined while nothing was. */
    _typedFor: undefined as string | undefined,
    draft: null as Draft | null,
    model: null as EnterModel | null,
    missing: '',
    busy: false,
  },
  methods: {
    async onLoad({ id = '', key = '', ...query }: Record<string, string | undefined>) {
      this.setData({ _id: id as ContestId, _key: key as EntryKey });
      await this.arrive(query);
      await this.refresh();
    },
    async refresh() {
      const { _id: contestId, busy } = this.data;
      if (!contestId || busy) return;
      await load<Entering>(this, {
        ask: () => entering(contestId),
        show: ({ view, pots }) => {
          const draft = this.typed() ?? draftOf(view, pots, this.data._key);
          const model = enterModel(view, pots, draft);
          return { _view: view, _pots: pots, draft, model, missing: '' };
        },
      });
    },
    /** Reading anew takes nothing away that was typed; for another household it is another entry. */
    typed(): Draft | null {
      return this.data._typedFor === (session.subject?.id ?? '') ? this.data.draft : null;
    },
    put(change: Partial<Draft>) {
      const { draft: before, _view: view, _pots: pots } = this.data;
      if (!before || !view) return;
      const draft = { ...before, ...change };
      const _typedFor = session.subject?.id ?? '';
      this.setData({ draft, model: enterModel(view, pots, draft), missing: '', _typedFor });
    },
    choosePot({ currentTarget }: Tap<{ key: EntryKey; name: string }>) {
      const { key } = currentTarget.dataset;
      const name = this.data._pots.find((one) => one.key === key)?.name ?? '';
      this.put({ key, ...(this.data.draft?.name ? {} : { name }) });
    },
    type({ currentTarget, detail }: Typed & Tap<{ what: Text }>) {
      this.put({ [currentTarget.dataset.what]: detail.value });
    },
    tick({ currentTarget, detail }: Typed<boolean> & Tap<{ what: Tick }>) {
      this.put({ [currentTarget.dataset.what]: detail.value });
    },
    chooseTopic({ currentTarget }: Tap<{ id: Topic }>) {
      const { id } = currentTarget.dataset;
      const topics = this.data.draft?.topics ?? [];
      this.put({
        topics: topics.includes(id) ? topics.filter((one) => one !== id) : [...topics, id],
      });
    },
    async addPicture() {
      const before = this.data.draft?.shots ?? [];
      this.setData({ busy: true });
      const added = await addShots(CONTEST_LIMITS.pictures - before.length);
      this.setData({ busy: false });
      if (added.length > 0) this.put({ shots: [...(this.data.draft?.shots ?? []), ...added] });
    },
    removePicture({ detail }: WechatMiniprogram.CustomEvent<{ at: number }>) {
      this.put({ shots: (this.data.draft?.shots ?? []).filter((_, at) => at !== detail.at) });
    },
    async addVideo() {
      this.setData({ busy: true });
      const video = await addFilm();
      this.setData({ busy: false });
      if (video) this.put({ video });
    },

    async save() {
      const { _id: contestId, _view: view, draft, busy } = this.data;
      if (!contestId || !view || !draft || busy) return;
      const missing = missingOf(view, draft);
      this.setData({ missing });
      if (missing) return;
      void askForMessages(['contest']);
      this.setData({ busy: true });
      const reply = await sendEntry(contestId, draft, entryAt(view, draft.key)?.entryId);
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      say('好，记下了，截止前都能改');
      await this.leave();
    },
    async withdraw() {
      const { _view: view, draft, busy } = this.data;
      const entryId = view && draft ? entryAt(view, draft.key)?.entryId : undefined;
      if (!entryId || busy) return;
      const words = '墙上就没有了，截止前还可以再报。';
      if (!(await sure('撤回报名？', words, '撤回'))) return;
      this.setData({ busy: true });
      const reply = await contest.withdrawEntry({ entryId });
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      say('撤回了');
      await this.leave();
    },
    async leave() {
      if (getCurrentPages().length > 1) return wx.navigateBack();
      return wx.redirectTo({ url: `/packages/contest/wall/wall?id=${this.data._id}` });
    },
  },
});
