/** Giving a pot to a neighbour: whom, with which words; taking it back; and the neighbour's answer. */
import type { HouseholdId } from '../../../contract/ids';
import type { DoorsView } from '../../../contract/member';
import { showFailure, sure } from '../../../services/failure';
import { member } from '../../../services/member';
import { askForMessages } from '../../../services/subscribe';
import type { Tap, Typed } from '../../../services/taps';
import { type DoorChoice, NOBODY, neighbours } from '../services/pot-view';
import { deed } from './deed';
import { doing } from './doing';

type Units = DoorsView['units'];

export const giving = Behavior({
  behaviors: [doing],
  data: {
    units: [] as Units,
    doors: [] as Units[number]['doors'],
    choice: NOBODY as DoorChoice,
    card: '',
  },
  methods: {
    async openGive() {
      const reply = await member.doors({});
      if (!reply.ok) return showFailure(reply);
      const units = neighbours(reply.value);
      this.setData({ sheet: 'give', units, choice: NOBODY, doors: [], card: '' });
      // Where there is one unit there is nothing to choose.
      if (units.length === 1) this.showUnit(units[0]?.unit ?? '');
    },
    pickUnit({ currentTarget }: Tap<{ unit: string }>) {
      this.showUnit(currentTarget.dataset.unit);
    },
    showUnit(unit: string) {
      const doors = this.data.units.find((one) => one.unit === unit)?.doors ?? [];
      this.setData({ doors, choice: { ...NOBODY, unit } });
    },
    pickDoor({ currentTarget }: Tap<{ id: HouseholdId; door: string }>) {
      const { unit } = this.data.choice;
      const { id: to, door } = currentTarget.dataset;
      this.setData({ choice: { unit, to, text: [unit, door].filter(Boolean).join(' ') } });
    },
    typeCard({ detail }: Typed) {
      this.setData({ card: detail.value });
    },
    async give() {
      const { _view: view, choice, card } = this.data;
      if (!view || !choice.to) return;
      void askForMessages(['flower']);
      const input = { potId: view.potId, to: choice.to, card: card.trim() };
      const label = `把${view.name || view.variety}送给 ${choice.text}`;
      const done = '告诉邻居了，等人家回话';
      await this.act(() => deed('offerGift', input, { label, done }));
    },
    async withdraw() {
      const { _view: view } = this.data;
      if (!view?.offer) return;
      const content = `${view.offer.toLabel} 就不能再收下了，花还是您家的。`;
      if (!(await sure('不送了？', content, '不送了'))) return;
      const input = { potId: view.potId, offerId: view.offer.offerId };
      await this.act(() =>
        deed('withdrawGift', input, { label: '不送了', done: '好，花还是您家的' }),
      );
    },
    async accept() {
      void askForMessages(['flower']);
      await this.answer(true, '收下了，好好养着');
    },
    /** No reason is asked, and nothing is said. */
    async decline() {
      await this.answer(false, '好');
    },
    async answer(accept: boolean, done: string) {
      const { _view: view } = this.data;
      if (!view?.offer) return;
      const input = { potId: view.potId, offerId: view.offer.offerId, accept };
      const label = accept ? `收下${view.name || view.variety}` : '谢谢，不用了';
      await this.act(() => deed('answerGift', input, { label, done }));
    },
  },
});
