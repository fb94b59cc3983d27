/** 填单子: somebody asks for money to be entered; somebody else signs. */
import type { Purpose } from '../../../contract/fund-accounts';
import type { Till } from '../../../contract/fund-views';
import { rolesHere } from '../../../services/here';
import { mayDo } from '../../../services/people';
import { placeFrom } from '../../../services/place';
import type { Tap, Typed } from '../../../services/taps';
import { evidence } from '../behaviors/evidence';
import {
  type AskedKind,
  BELONGING,
  type Belonging,
  begun,
  EMPTY,
  EVERYDAY,
  type Filled,
  kindsFor,
  NO_BELONGING,
  purposes,
  readForm,
  seqOf,
  shapeOf,
} from '../services/ask-form';

const TILLS: readonly { readonly id: Till; readonly name: string }[] = [
  { id: 'cash', name: '现金箱' },
  { id: 'bank', name: '银行存折' },
];
type TextField = 'yuan' | 'bankYuan' | 'payee' | 'whose' | 'words' | 'seq';

interface Query extends Partial<Record<keyof Belonging | 'seq' | 'whose' | 'y', string>> {
  readonly kind?: AskedKind;
}

/** A page that is opened for a refund or a debt says whose and how much at most. */
const belongingOf = (query: Query): Belonging => ({
  ...NO_BELONGING,
  ...Object.fromEntries(
    Object.keys(NO_BELONGING).flatMap((key) => {
      const said = query[key as keyof Belonging];
      return said ? [[key, decodeURIComponent(said)]] : [];
    }),
  ),
  mostFen: Number(query.mostFen ?? 0),
});

Component({
  behaviors: [evidence],
  options: { pureDataPattern: /^_/ },
  data: {
    _kinds: [] as ReturnType<typeof kindsFor>,
    /** Those that are shown. */
    kinds: [] as ReturnType<typeof kindsFor>,
    more: false,
    purposes,
    tills: TILLS,
    filled: EMPTY as Filled,
    shape: shapeOf(EMPTY.kind),
  },
  methods: {
    async onLoad({ kind, seq = '', ...query }: Query) {
      this.setData({ _place: placeFrom(query) });
      if (BELONGING.some((one) => one === kind)) {
        const whose = decodeURIComponent(query.whose ?? '');
        return this.fill(begun(kind ?? 'refund', { ...belongingOf(query), whose }));
      }
      const roles = await rolesHere();
      const kinds = kindsFor(mayDo(roles, 'fund', 'sign'));
      const first = kinds.find(({ id }) => id === kind)?.id ?? EMPTY.kind;
      const isCommon = kinds.slice(0, EVERYDAY).some(({ id }) => id === first);
      this.setData({ _kinds: kinds });
      this.showKinds(isCommon ? EVERYDAY : kinds.length);
      this.fill({ kind: first, seq });
    },
    showKinds(count: number) {
      const { _kinds: all } = this.data;
      this.setData({ kinds: all.slice(0, count), more: all.length > count });
    },
    showAll() {
      this.showKinds(this.data._kinds.length);
    },
    fill(change: Partial<Filled>) {
      const filled = { ...this.data.filled, ...change };
      this.setData({ filled, shape: shapeOf(filled.kind), wrong: '' });
    },
    chooseKind({ currentTarget }: Tap<{ id: AskedKind }>) {
      this.fill({ kind: currentTarget.dataset.id });
    },
    choosePurpose({ currentTarget }: Tap<{ id: Purpose }>) {
      this.fill({ purpose: currentTarget.dataset.id });
    },
    chooseTill({ currentTarget }: Tap<{ id: Till }>) {
      this.fill({ till: currentTarget.dataset.id });
    },
    type({ currentTarget, detail }: Tap<{ field: TextField }> & Typed) {
      this.fill({ [currentTarget.dataset.field]: detail.value });
    },
    async send() {
      const { filled, pictures } = this.data;
      const { kind } = filled;
      if (kind === 'correct') return this.find();
      const read = readForm({ ...filled, kind, pictures });
      if ('wrong' in read) return this.setData({ wrong: read.wrong });
      await this.propose(read.form);
    },
    /** What was wrong is looked at before it is put right. */
    async find() {
      const seq = seqOf(this.data.filled);
      if (seq === undefined) return this.setData({ wrong: '写上要更正的是第几笔' });
      await wx.redirectTo({ url: `/packages/fund/correct/correct?seq=${seq}` });
    },
  },
});
