/** When neighbours may begin to order: as soon as the round is opened, or at an hour. */
import { dayOf, instant, timeOf } from '../../../contract/calendar';
import type { Tap, Typed } from '../../../services/taps';
import type { EditForm } from '../services/edit-form';

export const opening = Behavior({
  data: { form: null as EditForm | null },
  methods: {
    /** The page's own. */
    change(_change: Partial<EditForm>) {},
    chooseOpening({ currentTarget }: Tap<{ value: 'now' | 'later' }>) {
      const opensNow = currentTarget.dataset.value === 'now';
      this.change({ opensNow, ...(opensNow ? {} : { opensAt: Date.now() }) });
    },
    chooseOpeningDay({ detail }: Typed) {
      const { form } = this.data;
      if (form) this.change({ opensAt: instant(detail.value, timeOf(form.opensAt)) });
    },
    chooseOpeningTime({ detail }: Typed) {
      const { form } = this.data;
      if (form) this.change({ opensAt: instant(dayOf(form.opensAt), detail.value) });
    },
  },
});
