/** The sheet of a visit that was not simply everything handed over and paid in cash. */
import {
  DOOR_NAMES,
  type DoorOutcome,
  PAYMENT_NAMES,
  PAYMENTS,
  type Payment,
} from '../../../contract/groupbuy-forms';
import type { PartyId } from '../../../contract/ids';
import { showFailure } from '../../../services/failure';
import { rolesHere } from '../../../services/here';
import type { Tap, Typed } from '../../../services/taps';
import { type Afterward, afterwardsFor } from '../services/afterwards';
import { isAgain } from '../services/door-view';
import { correctDoor, isFlowers, type SaleDoorRow, type SaleVisit } from '../services/sale-doors';
import { dueText, readForm, type VisitForm, visitForm } from '../services/visit-form';
import { delivering } from './delivering';

type Change = Partial<VisitForm>;

const OUTCOMES = (['handed', 'absent', 'neighbour', 'damaged', 'refused'] as const).map(
  (value) => ({ value, name: DOOR_NAMES[value] }),
);
const CHOICES = PAYMENTS.map((value) => ({ value, name: PAYMENT_NAMES[value] }));

export const saying = Behavior({
  behaviors: [delivering],
  data: {
    /** The visit being said; null while the sheet is shut. */
    form: null as VisitForm | null,
    due: '',
    wrong: '',
    /** Putting right a door that was done needs a reason. */
    correcting: false,
    reason: '',
    saving: false,
    outcomes: OUTCOMES,
    payments: CHOICES,
    /** What is asked for on a form of the micro-fund, once the round is settled. */
    afterwards: [] as readonly Afterward[],
  },
  methods: {
    async refresh() {},
    openForm({ currentTarget }: Tap<{ id: PartyId }>) {
      const row = this.rowOf(currentTarget.dataset.id);
      if (!row) return;
      const correcting = row.visited && row.state !== 'absent' && !isAgain(row);
      const outcome = correcting && row.state !== 'partly' ? (row.state as DoorOutcome) : 'handed';
      this.setData({ correcting, reason: '', wrong: '', afterwards: [] });
      this.put(visitForm(row, outcome, row.payment ?? 'cash'));
      void this.showAfterwards(row);
    },
    async showAfterwards(row: SaleDoorRow) {
      const { _id: roundId, _view: view } = this.data;
      if (view?.status !== 'settled' || !roundId || isFlowers(roundId)) return;
      const round = { ...view, roundId, status: view.status };
      this.setData({ afterwards: afterwardsFor(round, row, await rolesHere()) });
    },
    openAfterward({ currentTarget }: Tap<{ url: string }>) {
      this.closeForm();
      wx.navigateTo({ url: currentTarget.dataset.url });
    },
    closeForm() {
      this.setData({ form: null });
    },
    put(form: VisitForm) {
      const row = this.rowOf(form.householdId);
      this.setData({ form, due: row ? dueText(row, form) : '', wrong: '' });
    },
    change(change: Change) {
      const { form } = this.data;
      if (form) this.put({ ...form, ...change });
    },
    chooseOutcome({ currentTarget }: Tap<{ value: DoorOutcome }>) {
      this.change({ outcome: currentTarget.dataset.value });
    },
    choosePayment({ currentTarget }: Tap<{ value: Payment }>) {
      this.change({ payment: currentTarget.dataset.value });
    },
    countLine({ currentTarget, detail }: Tap<{ item: string }> & { detail: { value: number } }) {
      this.changeLine(currentTarget.dataset.item, { handed: detail.value });
    },
    weighLine({ currentTarget, detail }: Tap<{ item: string }> & Typed) {
      this.changeLine(currentTarget.dataset.item, { grams: detail.value });
    },
    changeLine(itemId: string, change: Partial<VisitForm['lines'][number]>) {
      const lines = this.data.form?.lines ?? [];
      this.change({
        lines: lines.map((line) => (line.itemId === itemId ? { ...line, ...change } : line)),
      });
    },
    typeReceived({ detail }: Typed) {
      this.change({ received: detail.value });
    },
    typeTaker({ detail }: Typed) {
      this.change({ takenBy: detail.value });
    },
    typeReason({ detail }: Typed) {
      this.setData({ reason: detail.value });
    },

    async sendForm() {
      const { form, correcting, reason, saving } = this.data;
      if (!form || saving) return;
      const said = readForm(form);
      if ('wrong' in said) return this.setData({ wrong: said.wrong });
      if (!correcting) {
        this.setData({ form: null });
        return this.visit(said.input, form.label);
      }
      if (reason.trim() === '') return this.setData({ wrong: '为什么要改？写几个字，大家看得懂' });
      await this.correct(said.input, reason.trim());
    },
    /** Needs the network: what is put right must be what is there. */
    async correct(input: SaleVisit, reason: string) {
      const { _id: saleId, _view: view } = this.data;
      const row = this.rowOf(input.householdId);
      if (!view || !saleId || !row) return;
      this.setData({ saving: true });
      const { courtyardId } = view;
      const whole = { ...input, seen: row.doorRev, reason };
      const reply = await correctDoor(saleId, whole, { courtyardId, subject: null });
      this.setData({ saving: false });
      if (!reply.ok) return showFailure(reply);
      this.setData({ form: null });
      await this.refresh();
    },
  },
});
