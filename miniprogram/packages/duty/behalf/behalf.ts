/** 替一家办: a keeper does for a household what it would do on 我的值守, because it rang or has no phone. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { HouseholdId } from '../../../contract/ids';
import type { HouseholdOption, MineView } from '../../../contract/roster-views';
import { sure } from '../../../services/failure';
import { load, loading } from '../../../services/load';
import { roster } from '../../../services/roster';
import type { Tap } from '../../../services/taps';
import { dutyPage } from '../behaviors/duty-page';
import { behalfModel, behalfWords } from '../services/behalf-view';
import { exchanging } from './exchanging';

Component({
  behaviors: [pageBehavior, refreshing, dutyPage, exchanging],
  data: {
    ...loading,
    /** Choosing the household; else `model` says whose turns are shown. */
    choosing: false,
    households: [] as readonly HouseholdOption[],
  },
  methods: {
    async onLoad(query: Record<string, string | undefined>) {
      this.setData({ house: (query.for ?? '') as HouseholdId | '' });
      await this.arrive(query);
      await this.refresh();
    },
    /** Nothing is kept in the phone: it is another household's. */
    async refresh() {
      const { house } = this.data;
      if (house === '') {
        await load(this, {
          ask: () => roster.rules({}),
          show: ({ households }) => ({ choosing: true, households }),
        });
        return;
      }
      await load<MineView>(this, {
        ask: () => roster.mine({ householdId: house }, { subject: null }),
        show: (view) => ({ choosing: false, view, model: behalfModel(view) }),
      });
    },
    async pick({ detail }: WechatMiniprogram.CustomEvent<{ value: HouseholdId }>) {
      this.setData({ house: detail.value, phase: 'loading' });
      await this.refresh();
    },
    async another() {
      this.setData({ house: '', phase: 'loading', view: null, model: null });
      await this.refresh();
    },
    async declineMakeUp() {
      const { model } = this.data;
      const makeUp = model?.makeUp;
      if (!model || !makeUp) return;
      if (!(await sure('这次不补？', behalfWords.decline(model, makeUp.when), '不补'))) return;
      await this.act('declineMakeUp', { turnId: makeUp.turnId }, '这次不补班');
    },
    async signUp({ currentTarget }: Tap<{ join: boolean }>) {
      const { model } = this.data;
      const { join } = currentTarget.dataset;
      if (!model?.cleanUp) return;
      const content = behalfWords.cleanUp(model, model.cleanUp.when, join);
      if (!(await sure(join ? '来大扫除' : '不来大扫除', content, '记下'))) return;
      await this.act('signUpCleanUp', { join }, '大扫除报名');
    },
  },
});
