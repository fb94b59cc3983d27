/** 改送货: another day, other hours or another place, said before it is done, and told to whoever ordered. */
import { dayOf, spokenDay } from '../../../contract/calendar';
import type { ManageView } from '../../../contract/groupbuy-desk';
import type { Reply } from '../../../contract/protocol';
import { sure } from '../../../services/failure';
import { groupbuy } from '../../../services/groupbuy';
import { at, type Place } from '../../../services/place';
import type { Tap, Typed } from '../../../services/taps';
import {
  changesOf,
  type MovingForm,
  movedOf,
  movingForm,
  wrongMoving,
} from '../services/moving-form';
import { firstPicking, type PickingDraft, pickingMoved } from '../services/picking-form';

export const moving = Behavior({
  data: {
    _place: '' as Place,
    _view: null as ManageView | null,
    sheet: '',
    moving: null as MovingForm | null,
    movingDay: '',
    fieldDay: '',
    movingWrong: '',
  },
  methods: {
    /** The page's own: sends it, says how it went, and reads the round again. */
    async act(_ask: () => Promise<Reply<object>>, _done: string) {},
    openMoving() {
      const { _view: view } = this.data;
      if (!view) return;
      this.setData({ sheet: 'move', movingWrong: '' });
      this.putMoving(movingForm(view.form, view.yards, view.now));
    },
    putMoving(form: MovingForm) {
      const today = dayOf(this.data._view?.now ?? Date.now());
      this.setData({
        ...{ moving: form, movingWrong: '' },
        movingDay: spokenDay(form.day, today),
        fieldDay: form.picking ? spokenDay(form.picking.day, today) : '',
      });
    },
    typeMoving({ currentTarget, detail }: Tap<{ field: keyof MovingForm }> & Typed) {
      const { moving: form } = this.data;
      if (form) this.putMoving({ ...form, [currentTarget.dataset.field]: detail.value });
    },
    /** One goes to the field before one delivers, so its day goes along. */
    moveDay({ detail }: Typed) {
      const { moving: form } = this.data;
      if (!form) return;
      const days = { from: form.day, to: detail.value };
      const picking = form.picking && pickingMoved(form.picking, days);
      this.putMoving({ ...form, day: detail.value, picking });
    },
    typeField({
      currentTarget,
      detail,
    }: Tap<{ field: keyof PickingDraft }> & Typed<string | number>) {
      const { moving: form } = this.data;
      if (!form?.picking) return;
      const typed = { [currentTarget.dataset.field]: detail.value };
      this.putMoving({ ...form, picking: { ...form.picking, ...typed } });
    },
    /** Nobody was asked so far. */
    askToField() {
      const { moving: form } = this.data;
      if (form) this.putMoving({ ...form, picking: firstPicking(form.day) });
    },
    typePoint({ currentTarget, detail }: Tap<{ id: string }> & Typed) {
      const { moving: form } = this.data;
      if (!form) return;
      const { id } = currentTarget.dataset;
      const points = form.points.map((one) =>
        one.id === id ? { ...one, point: detail.value } : one,
      );
      this.putMoving({ ...form, points });
    },
    async move() {
      const { _view: view, _place: place, moving: form } = this.data;
      if (!view || !form) return;
      const moved = movedOf(form, view.form);
      const { now } = view;
      const movingWrong = wrongMoving(moved, { closesAt: view.form.closesAt, now });
      if (movingWrong) return this.setData({ movingWrong });
      const changes = changesOf(moved, view.form, form, now);
      if (changes.length === 0) return this.setData({ movingWrong: '还没有改什么' });
      const content = `${changes.join('；')}。订过的、报了名的人会收到消息；电话里订的，请打个电话说一声。`;
      if (!(await sure('改时间、地点', content, '改'))) return;
      const input = { roundId: view.roundId, ...moved };
      await this.act(() => groupbuy.changeDelivery(input, at(place)), '改好了，会告诉大家');
    },
  },
});
