/** 更正一笔: what was wrong of an entry, in plain words; somebody else signs, and both entries stay. */
import { refreshing } from '../../../behaviors/refreshing';
import type { Account } from '../../../contract/fund-accounts';
import type { JournalView } from '../../../contract/fund-views';
import { load, loading } from '../../../services/load';
import { placeFrom } from '../../../services/place';
import type { Tap, Typed } from '../../../services/taps';
import { evidence } from '../behaviors/evidence';
import {
  BLANK,
  type Correction,
  type Effect,
  effectsOf,
  othersFor,
  partsOf,
  readCorrection,
  sidesOf,
  type Way,
  waysFor,
} from '../services/correct-form';
import { fund } from '../services/fund';
import { type JournalModel, journalModel, seqFrom } from '../services/journal-view';

type Choices = ReturnType<typeof othersFor>['all'];

/** What the difference is called, and where it is, by what went wrong. */
const WORDS: Readonly<Record<Exclude<Way, 'undo'>, { readonly wrong: string; other: string }>> = {
  less: { wrong: '哪一项少记了', other: '差的钱从哪里来' },
  more: { wrong: '哪一项多记了', other: '多的钱退到哪里' },
  place: { wrong: '哪一项记错了', other: '应该记在哪里' },
};

Component({
  behaviors: [evidence, refreshing],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _seq: 0,
    _view: null as JournalView | null,
    model: null as JournalModel | null,
    ways: [] as ReturnType<typeof waysFor>,
    parts: [] as ReturnType<typeof partsOf>,
    others: [] as Choices,
    hasMore: false,
    _all: false,
    filled: BLANK as Correction,
    asks: WORDS.less,
    effects: [] as readonly Effect[],
  },
  methods: {
    async onLoad(query: { seq?: string; id?: string; y?: string }) {
      this.setData({ _seq: seqFrom(query), _place: placeFrom(query) });
      await this.refresh();
    },
    async refresh() {
      const { _seq: seq } = this.data;
      await load<JournalView>(this, {
        ask: () => fund.journal({ seq }),
        show: (view, now) => ({
          _view: view,
          model: journalModel(view, now),
          ways: waysFor(view),
          parts: partsOf(view),
        }),
      });
    },
    fill(change: Partial<Correction>) {
      const { _view: view, _all: all } = this.data;
      if (!view) return;
      const filled = { ...this.data.filled, ...change };
      const { likely, all: every } = othersFor(view, filled);
      const sides = filled.way === 'undo' ? undefined : sidesOf(view, filled);
      this.setData({
        filled,
        asks: filled.way === 'undo' ? WORDS.less : WORDS[filled.way],
        others: all ? every : likely,
        hasMore: !all && likely.length < every.length,
        effects: sides ? effectsOf(sides) : [],
        wrong: '',
      });
    },
    chooseWay({ currentTarget }: Tap<{ id: Way }>) {
      this.fill({ way: currentTarget.dataset.id, other: '' });
    },
    choosePart({ currentTarget }: Tap<{ id: Account }>) {
      this.fill({ wrong: currentTarget.dataset.id, other: '' });
    },
    chooseOther({ currentTarget }: Tap<{ id: Account }>) {
      this.fill({ other: currentTarget.dataset.id });
    },
    showAll() {
      this.setData({ _all: true });
      this.fill({});
    },
    type({ currentTarget, detail }: Tap<{ field: 'yuan' | 'words' }> & Typed) {
      this.fill({ [currentTarget.dataset.field]: detail.value });
    },
    async send() {
      const { _view: view, filled, pictures } = this.data;
      if (!view) return;
      const read = readCorrection(
        view,
        filled,
        pictures.map(({ fileId }) => fileId),
      );
      if ('wrong' in read) return this.setData({ wrong: read.wrong });
      await this.propose(read.form);
    },
  },
});
