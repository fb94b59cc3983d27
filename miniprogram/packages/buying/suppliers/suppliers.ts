/** 合作的菜农和商家: whom one buys from, how to reach them, and a thank you. */
import { placePage } from '../../../behaviors/place-page';
import type { SupplierView } from '../../../contract/groupbuy-desk';
import {
  SUPPLIER_NAMES,
  SUPPLIER_STATES,
  type SupplierForm,
  type SupplierState,
} from '../../../contract/groupbuy-forms';
import type { SupplierId } from '../../../contract/ids';
import { say, showFailure } from '../../../services/failure';
import { groupbuy } from '../../../services/groupbuy';
import { load } from '../../../services/load';
import { at } from '../../../services/place';
import type { Tap, Typed } from '../../../services/taps';

const NEW: SupplierForm = { name: '', place: '', phone: '', note: '', state: 'contacted' };

Component({
  behaviors: [placePage],
  options: { pureDataPattern: /^_/ },
  data: {
    items: [] as readonly (SupplierView & { readonly stateName: string })[],
    states: SUPPLIER_STATES.map((value) => ({ value, name: SUPPLIER_NAMES[value] })),
    /** Being written down; null while the sheet is shut. */
    form: null as SupplierForm | null,
    /** Who is thanked; empty while the sheet is shut. */
    thanking: '' as SupplierId | '',
    words: '',
    wrong: '',
    busy: false,
  },
  methods: {
    async refresh() {
      await load(this, {
        key: `buying.suppliers/${this.data._place}`,
        ask: () => groupbuy.suppliers({}, at(this.data._place)),
        show: ({ items }) => ({
          items: items.map((one) => ({ ...one, stateName: SUPPLIER_NAMES[one.state] })),
        }),
      });
    },
    add() {
      this.setData({ form: NEW, wrong: '' });
    },
    open({ currentTarget }: Tap<{ id: SupplierId }>) {
      const one = this.data.items.find(({ supplierId }) => supplierId === currentTarget.dataset.id);
      if (!one) return;
      const { supplierId, name, place, phone, note, state } = one;
      this.setData({ form: { supplierId, name, place, phone, note, state }, wrong: '' });
    },
    close() {
      this.setData({ form: null, thanking: '' });
    },
    type({ currentTarget, detail }: Tap<{ field: keyof SupplierForm }> & Typed) {
      this.setData({ [`form.${currentTarget.dataset.field}`]: detail.value });
    },
    chooseState({ currentTarget }: Tap<{ value: SupplierState }>) {
      this.setData({ 'form.state': currentTarget.dataset.value });
    },
    async save() {
      const { form, _place: place, busy } = this.data;
      if (!form || busy) return;
      if (form.name.trim() === '')
        return this.setData({ wrong: '写上名字，比如 青龙村菜农合作社' });
      await this.send(() => groupbuy.saveSupplier(form, at(place)), '记好了');
    },
    call({ currentTarget }: Tap<{ phone: string }>) {
      void wx.makePhoneCall({ phoneNumber: currentTarget.dataset.phone });
    },
    openThanks({ currentTarget }: Tap<{ id: SupplierId }>) {
      this.setData({ thanking: currentTarget.dataset.id, words: '', wrong: '' });
    },
    typeThanks({ detail }: Typed) {
      this.setData({ words: detail.value });
    },
    async thank() {
      const { thanking: supplierId, words, _place: place, busy } = this.data;
      if (!supplierId || busy || words.trim() === '') return;
      const input = { supplierId, text: words.trim() };
      await this.send(() => groupbuy.thankSupplier(input, at(place)), '谢意记下了');
    },
    async send(ask: () => ReturnType<typeof groupbuy.saveSupplier>, done: string) {
      this.setData({ busy: true });
      const reply = await ask();
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      this.close();
      say(done);
      await this.refresh();
    },
  },
});
