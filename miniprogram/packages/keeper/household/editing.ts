/** Correcting a household and its people: small sheets over the page. */
import type { HouseholdId, PersonId } from '../../../contract/ids';
import { LIMITS } from '../../../contract/limits';
import { AGE_BAND_NAMES, AGE_BANDS, type AgeBand } from '../../../contract/member';
import type { Reply } from '../../../contract/protocol';
import { directory } from '../../../services/directory';
import { say, sentence, showFailure, sure } from '../../../services/failure';
import { member } from '../../../services/member';
import { at, type Place } from '../../../services/place';
import type { Tap, Typed } from '../../../services/taps';
import { householdProblems, NEW_HOUSEHOLD, tenureChips, trimmed } from '../services/household-form';

interface Person {
  readonly id?: PersonId;
  readonly name: string;
  readonly ageBand: AgeBand;
  readonly phoneOnly: boolean;
}
const NEW_PERSON: Person = { name: '', ageBand: '60-79', phoneOnly: false };

const bandChips = (chosen: AgeBand) =>
  AGE_BANDS.map((id) => ({ id, name: AGE_BAND_NAMES[id], chosen: id === chosen }));

export const editing = Behavior({
  data: {
    _id: 'hh_' as HouseholdId,
    _place: '' as Place,
    /** The sheet that is open. */
    sheet: '' as '' | 'correct' | 'person' | 'merge' | 'split' | 'more',
    input: NEW_HOUSEHOLD,
    tenures: tenureChips('owner'),
    wrong: { unit: '', door: '', family: '', name: '' },
    person: NEW_PERSON,
    bands: bandChips('60-79'),
    busy: false,
  },
  methods: {
    /** The page reads itself again. */
    async refresh() {},
    closeSheet() {
      this.setData({ sheet: '', wrong: { unit: '', door: '', family: '', name: '' } });
    },
    write({ currentTarget, detail }: Typed & Tap<{ field: 'unit' | 'door' | 'family' }>) {
      this.setData({ [`input.${currentTarget.dataset.field}`]: detail.value });
    },
    chooseTenure({ currentTarget }: Tap<{ id: typeof NEW_HOUSEHOLD.tenure }>) {
      const { id } = currentTarget.dataset;
      this.setData({ 'input.tenure': id, tenures: tenureChips(id) });
    },
    /** @returns the input to send, or undefined when something is explained beside its field */
    checked() {
      const input = trimmed(this.data.input);
      const wrong = householdProblems(input);
      this.setData({ wrong: { unit: '', door: '', family: '', name: '', ...wrong } });
      return Object.keys(wrong).length === 0 && !this.data.busy ? input : undefined;
    },
    async saveHousehold() {
      const input = this.checked();
      if (!input) return;
      this.setData({ busy: true });
      const { _id: householdId, _place: place } = this.data;
      const reply = await directory.correctHousehold({ householdId, ...input }, at(place));
      await this.done(reply, '改好了，改动记在下面');
    },
    /** The common end of every change. */
    async done(reply: Reply<unknown>, word: string) {
      this.setData({ busy: false });
      if (!reply.ok) {
        if (reply.code === 'DOOR_TAKEN') this.setData({ 'wrong.door': sentence(reply) });
        else showFailure(reply);
        return false;
      }
      this.closeSheet();
      say(word);
      await this.refresh();
      return true;
    },
    editPerson({ currentTarget }: Tap<{ person?: Person }>) {
      const person = currentTarget.dataset.person ?? NEW_PERSON;
      this.setData({ sheet: 'person', person, bands: bandChips(person.ageBand) });
    },
    writeName({ detail }: Typed) {
      this.setData({ 'person.name': detail.value });
    },
    chooseBand({ currentTarget }: Tap<{ id: AgeBand }>) {
      const { id } = currentTarget.dataset;
      this.setData({ 'person.ageBand': id, bands: bandChips(id) });
    },
    switchPhoneOnly({ detail }: Typed<boolean>) {
      this.setData({ 'person.phoneOnly': detail.value });
    },
    async savePerson() {
      const { _id: householdId, _place: place, person, busy } = this.data;
      const name = person.name.trim();
      const fits = name !== '' && name.length <= LIMITS.nameLength;
      this.setData({ 'wrong.name': fits ? '' : `写一个称呼，最多 ${LIMITS.nameLength} 个字` });
      if (!fits || busy) return;
      this.setData({ busy: true });
      const { id: personId, ageBand, phoneOnly } = person;
      const input = { householdId, name, ageBand, phoneOnly, ...(personId && { personId }) };
      await this.done(await member.savePerson(input, at(place)), '存好了');
    },
    async removePerson() {
      const { _id: householdId, _place: place, person } = this.data;
      if (!person.id) return;
      const content = `${person.name} 会从这一户的名单里去掉。以前替他记下的事都留着。`;
      if (!(await sure('去掉这个人', content, '去掉'))) return;
      await this.done(
        await member.removePerson({ householdId, personId: person.id }, at(place)),
        '去掉了',
      );
    },
  },
});
