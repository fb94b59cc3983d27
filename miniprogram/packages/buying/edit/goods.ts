/** The goods of a round, one sheet for one of them. */
import { groupbuy } from '../../../services/groupbuy';
import { at, type Place } from '../../../services/place';
import type { Tap, Typed } from '../../../services/taps';
import { addPictures } from '../../../services/upload';
import { dayWords, type EditForm } from '../services/edit-form';
import { type GoodsForm, goodsLine, NEW_GOODS, wrongGoods } from '../services/goods-form';

interface Row {
  readonly name: string;
  readonly picture: string;
  readonly line: string;
}

const UNITS: readonly string[] = ['份', '把', '斤', '盒', '个', '只', '根'];

/** What the last round sold by something else stays sold by it. */
const unitsWith = (unit: string): readonly string[] =>
  unit === '' || UNITS.includes(unit) ? UNITS : [...UNITS, unit];

export const goods = Behavior({
  data: {
    form: null as EditForm | null,
    _place: '' as Place,
    days: {
      opens: '',
      opensTime: '',
      closes: '',
      delivery: '',
      picking: '',
      longer: '',
      limited: false,
    },
    rows: [] as readonly Row[],
    /** The one on the sheet; null while it is shut. */
    one: null as GoodsForm | null,
    /** Its place in the list; -1 for a new one. */
    _at: -1,
    oneWrong: '',
    removable: false,
    units: UNITS,
    /** A picture is on its way. */
    sending: false,
  },
  methods: {
    /** The page's own: keeps it, and draws it. */
    change(_change: Partial<EditForm>) {},
    /** Draws the form and what follows from it. */
    put(form: EditForm) {
      this.setData({
        form,
        days: dayWords(form, Date.now()),
        rows: form.goods.map((item) => ({
          ...{ name: item.name, picture: item.picture, line: goodsLine(item) },
        })),
      });
    },
    addGoods() {
      this.setData({
        ...{ one: NEW_GOODS, units: UNITS, _at: -1, oneWrong: '', removable: false },
      });
    },
    openGoods({ currentTarget }: Tap<{ at: number }>) {
      const at = Number(currentTarget.dataset.at);
      const one = this.data.form?.goods[at] ?? null;
      this.setData({
        one,
        units: unitsWith(one?.unit ?? ''),
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
    async addPicture() {
      if (this.data.sending) return;
      this.setData({ sending: true });
      const [added] = await addPictures(
        1,
        (picture) => groupbuy.addPicture(picture, at(this.data._place)),
        'small',
      );
      const { one } = this.data;
      this.setData({
        sending: false,
        ...(one && added ? { one: { ...one, picture: added.fileId } } : {}),
      });
    },
    dropPicture() {
      const { one } = this.data;
      if (one) this.setData({ one: { ...one, picture: '' } });
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
