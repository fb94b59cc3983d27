/** Going to the field together: whether, when, where one meets, and how many are wanted. */
import type { LocalDate } from '../../../contract/units';
import type { Tap, Typed } from '../../../services/taps';
import type { EditForm } from '../services/edit-form';
import { type PickingDraft, pickingMoved } from '../services/picking-form';

export const picking = Behavior({
  data: { form: null as EditForm | null },
  methods: {
    /** The page's own. */
    change(_change: Partial<EditForm>) {},
    choosePicks({ currentTarget }: Tap<{ value: 'yes' | 'no' }>) {
      this.change({ picks: currentTarget.dataset.value === 'yes' });
    },
    typePicking({
      currentTarget,
      detail,
    }: Tap<{ field: keyof PickingDraft }> & Typed<string | number>) {
      const { form } = this.data;
      if (!form) return;
      const typed = { [currentTarget.dataset.field]: detail.value };
      this.change({ picking: { ...form.picking, ...typed } });
    },
    /** One goes to the field before one delivers, so its day goes along. */
    chooseDelivery({ detail }: Typed<LocalDate>) {
      const { form } = this.data;
      if (!form) return;
      const days = { from: form.deliveryDay, to: detail.value };
      this.change({ deliveryDay: detail.value, picking: pickingMoved(form.picking, days) });
    },
  },
});
