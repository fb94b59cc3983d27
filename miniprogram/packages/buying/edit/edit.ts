/** 开团: copied from the last round, so that mostly nothing is typed. */
import { pageBehavior } from '../../../behaviors/page';
import type { CourtyardRow } from '../../../contract/directory';
import type { SupplierView } from '../../../contract/groupbuy-desk';
import type { RoundForm, ShortageRule } from '../../../contract/groupbuy-forms';
import { SHORTAGE_NAMES, SHORTAGE_RULES } from '../../../contract/groupbuy-forms';
import type { CourtyardId, RoundId, SupplierId } from '../../../contract/ids';
import type { Reply } from '../../../contract/protocol';
import { directory } from '../../../services/directory';
import { isOffline, sentence, showFailure } from '../../../services/failure';
import { groupbuy } from '../../../services/groupbuy';
import { rolesHere } from '../../../services/here';
import { at, type Place, placeFrom } from '../../../services/place';
import { drop, keep, read } from '../../../services/storage';
import type { Tap, Typed } from '../../../services/taps';
import {
  type EditForm,
  editForm,
  firstForm,
  roundForm,
  type Wrong,
  wrongIn,
} from '../services/edit-form';
import { goods } from './goods';
import { opening } from './opening';
import { picking } from './picking';

Component({
  behaviors: [pageBehavior, goods, opening, picking],
  options: { pureDataPattern: /^_/ },
  data: {
    phase: 'loading' as 'loading' | 'ready' | 'failed',
    failText: '',
    failIcon: 'offline',
    _id: '' as RoundId | '',
    _place: '' as Place,
    copied: false,
    wrong: null as Wrong | null,
    more: false,
    staff: false,
    courtyards: [] as readonly CourtyardRow[],
    suppliers: [] as readonly SupplierView[],
    rules: SHORTAGE_RULES.map((value) => ({ value, name: SHORTAGE_NAMES[value] })),
    busy: false,
  },
  methods: {
    async onLoad({ id = '', ...query }: { id?: string; y?: string; from?: string }) {
      this.setData({ _id: id as RoundId, _place: placeFrom(query) });
      await this.begin();
    },
    async begin() {
      this.setData({ phase: 'loading' });
      const roles = await rolesHere();
      const staff = roles.includes('staff') || roles.includes('admin');
      this.setData({ staff });
      if (staff) await this.readCourtyards();
      const kept = read<EditForm>(this.deskKey());
      // What an earlier version of the phone has kept lacks what came since.
      if (kept) return this.show({ ...this.emptyForm(), ...kept }, false);
      const reply = await this.askForm();
      if (reply.ok) return this.showRead(reply.value.form);
      if (reply.code === 'NOT_FOUND' && !this.data._id) return this.show(this.emptyForm(), false);
      this.setData({
        phase: 'failed',
        failText: sentence(reply),
        failIcon: isOffline(reply) ? 'offline' : 'bell',
      });
    },
    /** A draft as it stands, or the last round moved to the week ahead. */
    askForm(): Promise<Reply<{ readonly form: RoundForm }>> {
      const { _id: roundId, _place: place } = this.data;
      return roundId ? groupbuy.manage({ roundId }, at(place)) : groupbuy.copyLast({}, at(place));
    },
    async readCourtyards() {
      const reply = await directory.overview({}, { subject: null });
      if (reply.ok) this.setData({ courtyards: reply.value.courtyards });
    },
    emptyForm(): EditForm {
      const { staff, courtyards, _place: place } = this.data;
      const all = staff ? courtyards.map(({ id }) => id) : place ? [place] : [];
      return firstForm(Date.now(), all);
    },
    showRead(form: RoundForm) {
      const copied = !this.data._id;
      this.show(editForm(form, Date.now(), copied), copied);
    },
    show(form: EditForm, copied: boolean) {
      this.setData({ phase: 'ready', copied });
      this.put(form);
    },
    deskKey(): string {
      return `buying.edit.${this.data._id || this.data._place || 'community'}`;
    },
    /** What was filled in survives leaving the page. */
    change(change: Partial<EditForm>) {
      const { form } = this.data;
      if (!form) return;
      this.put({ ...form, ...change });
      keep(this.deskKey(), { ...form, ...change });
      this.setData({ wrong: null });
    },
    type({ currentTarget, detail }: Tap<{ field: keyof EditForm }> & Typed) {
      this.change({ [currentTarget.dataset.field]: detail.value });
    },
    count({
      currentTarget,
      detail,
    }: Tap<{ field: 'cap' | 'minimum' }> & { detail: { value: number } }) {
      this.change({ [currentTarget.dataset.field]: detail.value });
    },
    chooseRule({ currentTarget }: Tap<{ value: ShortageRule }>) {
      this.change({ shortageRule: currentTarget.dataset.value });
    },
    chooseMinimumOf({ currentTarget }: Tap<{ value: EditForm['minimumOf'] }>) {
      this.change({ minimumOf: currentTarget.dataset.value });
    },
    chooseOtherwise({ currentTarget }: Tap<{ value: EditForm['otherwise'] }>) {
      this.change({ otherwise: currentTarget.dataset.value });
    },
    chooseSupplier({ currentTarget }: Tap<{ id: SupplierId }>) {
      const { id } = currentTarget.dataset;
      this.change({ supplierId: this.data.form?.supplierId === id ? '' : id });
    },
    chooseCourtyards({ detail }: Typed<readonly CourtyardId[]>) {
      this.change({ courtyards: detail.value });
    },
    async openMore() {
      this.setData({ more: true });
      const reply = await groupbuy.suppliers({}, at(this.data._place));
      if (reply.ok) this.setData({ suppliers: reply.value.items });
    },

    async save() {
      const { form, _id, _place: place, busy } = this.data;
      if (!form || busy) return;
      const now = Date.now();
      const wrong = wrongIn(form, now);
      if (wrong) return this.setData({ wrong, more: this.data.more || wrong.part === 'more' });
      this.setData({ busy: true });
      const input = { ...(_id ? { roundId: _id } : {}), form: roundForm(form, now) };
      const reply = await groupbuy.saveRound(input, at(place));
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      drop(this.deskKey());
      const url = `/packages/buying/manage/manage?id=${reply.value.roundId}&y=${place}`;
      if (_id) wx.navigateBack();
      else wx.redirectTo({ url });
    },
  },
});
