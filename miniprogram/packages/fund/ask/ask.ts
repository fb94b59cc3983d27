/** 填单子: somebody asks for money to be entered; somebody else signs. */
import { pageBehavior } from '../../../behaviors/page';
import type { Purpose } from '../../../contract/fund-accounts';
import type { Till } from '../../../contract/fund-views';
import { say, showFailure } from '../../../services/failure';
import { rolesHere } from '../../../services/here';
import { mayDo } from '../../../services/people';
import { at, type Place, placeFrom } from '../../../services/place';
import type { Tap, Typed } from '../../../services/taps';
import { addPictures } from '../../../services/upload';
import {
  type AskedKind,
  EMPTY,
  EVERYDAY,
  type Filled,
  kindsFor,
  purposes,
  readForm,
  shapeOf,
} from '../services/ask-form';
import { fund } from '../services/fund';

const PICTURES = 3;
const TILLS: readonly { readonly id: Till; readonly name: string }[] = [
  { id: 'cash', name: '现金箱' },
  { id: 'bank', name: '银行存折' },
];
type TextField = 'yuan' | 'bankYuan' | 'payee' | 'words' | 'seq';

Component({
  behaviors: [pageBehavior],
  options: { pureDataPattern: /^_/ },
  data: {
    _place: '' as Place,
    _kinds: [] as ReturnType<typeof kindsFor>,
    /** Those that are shown. */
    kinds: [] as ReturnType<typeof kindsFor>,
    more: false,
    purposes,
    tills: TILLS,
    max: PICTURES,
    filled: EMPTY as Filled,
    shape: shapeOf(EMPTY.kind),
    urls: [] as string[],
    wrong: '',
    busy: false,
  },
  methods: {
    async onLoad({ kind, seq = '', ...query }: { kind?: AskedKind; seq?: string; y?: string }) {
      this.setData({ _place: placeFrom(query) });
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
      const urls = filled.pictures.map(({ url }) => url);
      this.setData({ filled, shape: shapeOf(filled.kind), urls, wrong: '' });
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
    async addPicture() {
      const { filled, _place: place } = this.data;
      const added = await addPictures(PICTURES - filled.pictures.length, (picture) =>
        fund.addEvidence(picture, at(place)),
      );
      if (added.length > 0) this.fill({ pictures: [...this.data.filled.pictures, ...added] });
    },
    removePicture({ detail }: WechatMiniprogram.CustomEvent<{ at: number }>) {
      this.fill({ pictures: this.data.filled.pictures.filter((_, index) => index !== detail.at) });
    },
    async send() {
      const { filled, _place: place, busy } = this.data;
      const read = readForm(filled);
      if ('wrong' in read) return this.setData({ wrong: read.wrong });
      if (busy) return;
      this.setData({ busy: true });
      const reply = await fund.propose({ form: read.form }, at(place));
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      say('交上去了，等另一个人签');
      await wx.redirectTo({
        url: `/packages/fund/voucher/voucher?id=${reply.value.voucherId}&y=${place}`,
      });
    },
  },
});
