/** The filling-in half of 排班设置: every change is kept on the phone at once. */
import type { HouseholdId } from '../../../contract/ids';
import type { RulesForm, RulesView } from '../../../contract/roster-views';
import { say } from '../../../services/failure';
import type { Place } from '../../../services/place';
import type { Tap, Typed } from '../../../services/taps';
import { type Gate, gatesOf, oneMore, postsOf } from '../services/gates';
import { putRulesDesk, type RulesDesk } from '../services/rules-desk';
import {
  moved,
  newSeed,
  type Part,
  type Problems,
  USUAL_BRIEFING,
  wholeOrder,
  withContact,
  withEnd,
  withOrder,
  withStart,
} from '../services/rules-form';

export const editing = Behavior({
  data: {
    _place: '' as Place,
    _desk: null as RulesDesk | null,
    _view: null as RulesView | null,
    /** Households in the order the last answer has them. */
    _drawn: [] as readonly HouseholdId[],
    form: null as RulesForm | null,
    wrong: {} as Problems,
    /** The part that is open for changing; one at a time. */
    open: '' as Part | '',
  },
  methods: {
    /** The page's own: draws the form and asks what it comes to. */
    draw(_form: RulesForm) {},
    put(form: RulesForm) {
      const desk = { ...(this.data._desk ?? { base: '' }), form };
      this.setData({ _desk: desk });
      if (!putRulesDesk(this.data._place, desk)) say('手机存满了，离开前请先存草稿');
      this.draw(form);
    },
    edit(change: (form: RulesForm) => RulesForm) {
      const { form } = this.data;
      if (form) this.put(change(form));
    },
    toggle({ currentTarget }: Tap<{ part: Part }>) {
      const { part } = currentTarget.dataset;
      this.setData({ open: this.data.open === part ? '' : part });
    },

    chooseStart({ currentTarget }: Tap<{ day: string }>) {
      this.edit((form) => withStart(form, currentTarget.dataset.day));
    },
    pickStart({ detail }: Typed) {
      this.edit((form) => withStart(form, detail.value));
    },
    chooseEnd({ currentTarget }: Tap<{ day: string }>) {
      this.edit((form) => withEnd(form, currentTarget.dataset.day));
    },
    /** By its picker, or where the wished rounds would end. */
    pickEnd({ detail }: Typed) {
      this.edit((form) => withEnd(form, detail.value));
    },

    setGate({ currentTarget, detail }: Tap<{ at: number }> & Typed<Gate>) {
      this.edit((form) => {
        const gates = gatesOf(form.posts).map((gate, i) =>
          i === currentTarget.dataset.at ? detail.value : gate,
        );
        return { ...form, posts: postsOf(gates) };
      });
    },
    dropGate({ currentTarget }: Tap<{ at: number }>) {
      this.edit((form) => {
        const left = gatesOf(form.posts).filter((_, i) => i !== currentTarget.dataset.at);
        return { ...form, posts: postsOf(left) };
      });
    },
    addGate() {
      this.edit((form) => {
        const gates = oneMore(gatesOf(form.posts));
        if (!gates) say('一天最多 6 个岗，先少几户再加门');
        return gates ? { ...form, posts: postsOf(gates) } : form;
      });
    },

    chooseOrder({ currentTarget }: Tap<{ by: RulesForm['orderBy'] }>) {
      const ready = { order: this.data._drawn, seed: newSeed(Math.random) };
      this.edit((form) => withOrder(form, currentTarget.dataset.by, ready));
    },
    drawAgain() {
      this.edit((form) => ({ ...form, seed: newSeed(Math.random) }));
    },
    move({ detail }: WechatMiniprogram.CustomEvent<{ from: number; to: number }>) {
      this.edit((form) => ({
        ...form,
        order: moved(wholeOrder(form, this.data._drawn), detail.from, detail.to),
      }));
    },

    chooseTenants({ currentTarget }: Tap<{ id: RulesForm['tenants'] }>) {
      const { id: tenants } = currentTarget.dataset;
      this.edit((form) => ({
        ...form,
        tenants,
        tenantsFromRound: tenants === 'later' ? Math.max(2, form.tenantsFromRound) : 1,
      }));
    },
    setTenantsFrom({ detail }: Typed<number>) {
      this.edit((form) => ({ ...form, tenantsFromRound: detail.value }));
    },
    setRest({ detail }: Typed<number>) {
      this.edit((form) => ({ ...form, restDays: detail.value }));
    },
    switchHeavy({ detail }: Typed<boolean>) {
      this.edit((form) => ({ ...form, heavyDays: detail.value ? 'balanced' : 'same' }));
    },
    writeBriefing({ detail }: Typed) {
      this.edit((form) => ({ ...form, briefing: detail.value }));
    },
    writeContact({ detail }: Typed) {
      this.edit((form) => withContact(form, detail.value));
    },
    usualBriefing() {
      this.edit((form) => ({ ...form, briefing: USUAL_BRIEFING }));
    },
  },
});
