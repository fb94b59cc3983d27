/** 家里的人 and 出门几天: small sheets over 我家. */
import { dayOf, spokenDay } from '../../../contract/calendar';
import type { HouseholdId, PersonId } from '../../../contract/ids';
import { LIMITS } from '../../../contract/limits';
import type { AgeBand } from '../../../contract/member';
import type { Reply } from '../../../contract/protocol';
import { say, showFailure, sure } from '../../../services/failure';
import { member } from '../../../services/member';
import type { Tap, Typed } from '../../../services/taps';
import { mine } from '../services/mine';
import { SPANS_MAX, type Span, spanProblem, tidySpans } from './away';
import { ageChips, EMPTY_HOME } from './my-household-view';

interface Person {
  readonly id?: PersonId;
  readonly name: string;
  readonly ageBand: AgeBand;
  readonly phoneOnly: boolean;
}
const NEW_PERSON: Person = { name: '', ageBand: '18-59', phoneOnly: false };
const today = (): string => dayOf(Date.now());

export const people = Behavior({
  data: {
    home: EMPTY_HOME,
    sheet: '' as '' | 'person' | 'away' | 'name',
    person: NEW_PERSON,
    bands: ageChips('18-59'),
    wrongName: '',
    span: { from: today(), until: today() } as Span,
    /** The same days as people say them. */
    spokenSpan: { from: '今天', until: '今天' },
    today: today(),
    wrongSpan: '',
    busy: false,
  },
  observers: {
    'span.**, today'(span: Span, today: string) {
      const spokenSpan = { from: spokenDay(span.from, today), until: spokenDay(span.until, today) };
      this.setData({ spokenSpan });
    },
  },
  methods: {
    /** The page reads itself again. */
    async refresh() {},
    closeSheet() {
      this.setData({ sheet: '', wrongName: '', wrongSpan: '' });
    },
    async done(reply: Reply<unknown>, word: string) {
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      this.closeSheet();
      say(word);
      await this.refresh();
    },
    editPerson({ currentTarget }: Tap<{ person?: Person }>) {
      const person = currentTarget.dataset.person ?? NEW_PERSON;
      this.setData({ sheet: 'person', person, bands: ageChips(person.ageBand), wrongName: '' });
    },
    writeName({ detail }: Typed) {
      this.setData({ 'person.name': detail.value });
    },
    chooseBand({ currentTarget }: Tap<{ id: AgeBand }>) {
      const { id } = currentTarget.dataset;
      this.setData({ 'person.ageBand': id, bands: ageChips(id) });
    },
    switchPhoneOnly({ detail }: Typed<boolean>) {
      this.setData({ 'person.phoneOnly': detail.value });
    },
    async savePerson() {
      const { home, person, busy } = this.data;
      const name = person.name.trim();
      const fits = name !== '' && name.length <= LIMITS.nameLength;
      this.setData({ wrongName: fits ? '' : `写一个称呼，最多 ${LIMITS.nameLength} 个字` });
      if (!fits || busy) return;
      this.setData({ busy: true });
      const { id: personId, ageBand, phoneOnly } = person;
      const input = { householdId: home.id, name, ageBand, phoneOnly };
      const reply = await member.savePerson(
        personId ? { ...input, personId } : input,
        mine(home.courtyardId),
      );
      await this.done(reply, '存好了');
    },
    async removePerson() {
      const { home, person } = this.data;
      if (!person.id) return;
      const content = `${person.name} 会从家里的名单去掉。本人的微信如果也在这一户，就不再收到院里的通知。`;
      if (!(await sure('去掉这个人', content, '去掉'))) return;
      const input = { householdId: home.id, personId: person.id };
      await this.done(await member.removePerson(input, mine(home.courtyardId)), '去掉了');
    },
    startAway() {
      this.setData({ sheet: 'away', today: today(), span: { from: today(), until: today() } });
    },
    pickFrom({ detail }: Typed) {
      const from = detail.value;
      const { until } = this.data.span;
      this.setData({ span: { from, until: until < from ? from : until }, wrongSpan: '' });
    },
    pickUntil({ detail }: Typed) {
      this.setData({ 'span.until': detail.value, wrongSpan: '' });
    },
    async addAway() {
      const { home, span } = this.data;
      const wrongSpan = spanProblem(span, today()) ?? '';
      this.setData({ wrongSpan });
      if (!wrongSpan) await this.saveAway([...home.away, span]);
    },
    async removeAway({ currentTarget }: Tap<{ from: string }>) {
      const { from } = currentTarget.dataset;
      await this.saveAway(this.data.home.away.filter((span) => span.from !== from));
    },
    async saveAway(spans: readonly Span[]) {
      const { home, busy } = this.data;
      const away = tidySpans(spans, today())
        .slice(0, SPANS_MAX)
        .map(({ from, until }) => ({ from, until }));
      if (busy) return;
      this.setData({ busy: true });
      const householdId: HouseholdId = home.id;
      const reply = await member.setAway({ householdId, away }, mine(home.courtyardId));
      await this.done(reply, '记好了，不用说为什么');
    },
  },
});
