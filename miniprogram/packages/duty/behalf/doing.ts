/** How a keeper does something for the household of the page, and the two acts about days it cannot come. */
import type { HouseholdId } from '../../../contract/ids';
import type { InputOf } from '../../../contract/protocol';
import type { MineView, TurnId, TurnView } from '../../../contract/roster-views';
import type { Tap, Typed } from '../../../services/taps';
import { type BehalfModel, behalfWords } from '../services/behalf-view';
import { deed, type RosterActions } from '../services/deed';

const USUAL_DAYS = 7;

export const doing = Behavior({
  data: {
    house: '' as HouseholdId | '',
    view: null as MineView | null,
    model: null as BehalfModel | null,
    sheet: '' as '' | 'cannot' | 'away' | 'back' | 'ask' | 'answer',
    /** The turn that 来不了 is about. */
    missing: null as TurnView | null,
    days: USUAL_DAYS,
    willBe: '',
    busy: false,
  },
  methods: {
    /** The page's own. */
    async refresh() {},
    /** What is done names the household; the band of whom one helps plays no part. */
    async act<K extends keyof RosterActions & string>(
      action: K,
      input: InputOf<RosterActions[K]>,
      what: string,
    ) {
      const { house, model, busy } = this.data;
      if (busy || house === '' || !model) return;
      this.setData({ busy: true });
      const { state } = await deed(
        action,
        { ...input, householdId: house },
        { label: `替${model.label}：${what}`, done: '记好了', manner: { subject: null } },
      );
      this.setData({ busy: false });
      if (state !== 'failed') this.closeSheet();
      await this.refresh();
    },
    closeSheet() {
      this.setData({ sheet: '' });
    },

    openCannot({ currentTarget }: Tap<{ turn: TurnId }>) {
      const { view, model } = this.data;
      const missing = view?.coming.find(({ turnId }) => turnId === currentTarget.dataset.turn);
      if (!missing || !model) return;
      const willBe = behalfWords.cannot(model, missing, USUAL_DAYS);
      this.setData({ sheet: 'cannot', missing, days: USUAL_DAYS, willBe });
    },
    changeDays({ detail }: Typed<number>) {
      const { missing, model } = this.data;
      if (!missing || !model) return;
      const willBe = behalfWords.cannot(model, missing, detail.value);
      this.setData({ days: detail.value, willBe });
    },
    async cannotCome() {
      const { missing, days } = this.data;
      if (!missing) return;
      const input = { turnId: missing.turnId, days, reason: '' };
      await this.act('cannotCome', input, `${missing.dayText} 来不了`);
    },
    openAway() {
      this.setData({ sheet: 'away' });
    },
    openBack() {
      this.setData({ sheet: 'back' });
    },
    async sendAway({ detail }: WechatMiniprogram.CustomEvent<InputOf<RosterActions['absence']>>) {
      await this.act('absence', detail, '出门几天');
    },
    async sendBack({ detail }: WechatMiniprogram.CustomEvent<InputOf<RosterActions['comeBack']>>) {
      await this.act('comeBack', detail, '回来了');
    },
  },
});
