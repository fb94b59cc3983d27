/** The goods of a round, one sheet for one of them. */
import type { Tap, Typed } from '../../../services/taps';
import {
  dayWords,
  type EditForm,
  type GoodsForm,
  goodsLine,
  NEW_GOODS,
  wrongGoods,
} from '../services/edit-form';

export const goods = Behavior({
  data: {
    form: null as EditForm | null,
    days: { opens: '', opensTime: '', closes: '', delivery: '' },
    rows: [] as readonly { readonly name: string; readonly line: string }[],
    /** The one on the sheet; null while it is shut. */
    one: null as GoodsForm | null,
    /** Its place in the list; -1 for a new one. */
    _at: -1,
    oneWrong: '',
    removable: false,
    units: ['份', '把', '斤', '盒', '个'],
  },
  methods: {
    /** The page's own: keeps it, and draws it. */
    change(_change: Partial<EditForm>) {},
    /** Draws the form and what follows from it. */
    put(form: EditForm) {
      this.setData({
        form,
        days: dayWords(form, Date.now()),
        rows: form.goods.map((item) => ({ name: item.name, line: goodsLine(item) })),
      });
    },
    addGoods() {
      this.setData({ one: NEW_GOODS, _at: -1, oneWrong: '', removable: false });
    },
    openGoods({ currentTarget }: Tap<{ at: number }>) {
      const at = Number(currentTarget.dataset.at);
      this.setData({
        one: this.data.form?.goods[at] ?? null,
        _at: at,
        oneWrong: '',
        removable: true,
      });
    },
    closeGoods() {
      this.setData({ one: null });
    },
    typeGoods({ currentTarget, detail }: Tap<{ field: keyof GoodsForm }> & Typed) {
      const { one } = this.data;
      if (one) this.setData({ one: { ...one, [currentTarget.dataset.field]: detail.value } });
    },
    chooseUnit({ currentTarget }: Tap<{ value: string }>) {
      const { one } = this.data;
      if (one) this.setData({ one: { ...one, unit: currentTarget.dataset.value } });
    },
    saveGoods() {
      const { one, form, _at: at } = this.data;
      if (!one || !form) return;
      const oneWrong = wrongGoods(one);
      if (oneWrong) return this.setData({ oneWrong });
      const list =
        at < 0 ? [...form.goods, one] : form.goods.map((item, i) => (i === at ? one : item));
      this.setData({ one: null });
      this.change({ goods: list });
    },
    dropGoods() {
      const { form, _at: at } = this.data;
      if (!form) return;
      this.setData({ one: null });
      this.change({ goods: form.goods.filter((_, index) => index !== at) });
    },
  },
});
