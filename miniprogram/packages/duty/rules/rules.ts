/** 排班设置: who guards the gate when, what that comes to before it is published, and how it ends. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { RulesForm, RulesView } from '../../../contract/roster-views';
import { sure } from '../../../services/failure';
import { load, loading } from '../../../services/load';
import { at, placeFrom } from '../../../services/place';
import { roster } from '../../../services/roster';
import { session } from '../../../services/session';
import { cardTitle } from '../../../services/share';
import { dutyPage } from '../behaviors/duty-page';
import type { DoorOption } from '../services/doors';
import { gatesOf } from '../services/gates';
import { cleaned, dropRulesDesk, goOnWith, rulesDeskAt, wordsOf } from '../services/rules-desk';
import { PART_NAMES } from '../services/rules-diff';
import {
  endChoices,
  exemptRows,
  partTexts,
  problemsOf,
  roomFor,
  startChoices,
  wholeOrder,
} from '../services/rules-form';
import { joinRows } from '../services/rules-joins';
import { reachedParts, statusLine } from '../services/rules-words';
import { ending } from './ending';
import { joining } from './joining';
import { publishing } from './publishing';
import { simulating } from './simulating';

/** What is drawn of the form, beside the fields themselves. */
function formPage(form: RulesForm, view: RulesView) {
  const { now, status, households, holdsFrom, simulation } = view;
  return {
    texts: partTexts(form, { now, status }),
    gates: gatesOf(form.posts),
    room: roomFor(form),
    starts: startChoices(form, now),
    ends: endChoices(form),
    exempt: exemptRows(form, households, now),
    joins: joinRows(form, households, now),
    /** The first day on which a household may join. */
    firstDay: status === 'running' ? holdsFrom : form.startsOn,
    nextRound: (simulation.rounds[0]?.no ?? 1) + 1,
  };
}

Component({
  behaviors: [pageBehavior, refreshing, dutyPage, joining, simulating, publishing, ending],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    names: PART_NAMES,
    running: false,
    /** It may be paused or ended. */
    alive: false,
    statusLine: '',
    page: null as ReturnType<typeof formPage> | null,
    orderRows: [] as readonly DoorOption[],
    households: [] as RulesView['households'],
    standIns: [] as RulesView['standIns'],
    reached: [] as ReturnType<typeof reachedParts>,
    resumed: '',
  },
  methods: {
    async onLoad(query: Record<string, string | undefined>) {
      await this.arrive(query);
      this.setData({ _place: placeFrom({ ...(query.y && { y: query.y }) }) });
      await this.refresh();
    },
    async refresh() {
      const fresh = await load<RulesView>(this, {
        key: 'duty.rules',
        ask: () => roster.rules({}, at(this.data._place)),
        show: (view) => this.opened(view),
      });
      if (fresh && (this.data.resumed || this.data.wish > 0)) this.askSoon();
    },
    opened(view: RulesView) {
      const kept = rulesDeskAt(this.data._place);
      const base = wordsOf(view.form);
      const form = kept ? cleaned(kept.form, view.households) : goOnWith(view);
      const elsewhere = kept !== undefined && kept.base !== '' && kept.base !== base;
      return {
        _view: view,
        _desk: { ...kept, form, base: kept?.base || base },
        ...this.planned(view.simulation),
        form,
        wrong: {},
        page: formPage(form, view),
        orderRows: this.rowsOf(form, view),
        households: view.households,
        standIns: view.standIns,
        running: view.status === 'running',
        alive: view.status === 'running' || view.status === 'published',
        statusLine: statusLine(view),
        reached: reachedParts(view),
        resumed: elsewhere ? '别人刚改过排班；下面是您还没存的' : kept ? '接着上次没存的改' : '',
      };
    },
    rowsOf(form: RulesForm, { households, simulation }: RulesView) {
      const drawn = this.data._drawn.length
        ? this.data._drawn
        : simulation.perHousehold.map(({ id }) => id);
      const labels = new Map(households.map(({ id, label }) => [id, label]));
      return wholeOrder(form, drawn).map((id) => ({ id, label: labels.get(id) ?? '' }));
    },
    draw(form: RulesForm) {
      const { _view: view } = this.data;
      if (!view) return;
      this.setData({
        form,
        wrong: problemsOf(form),
        page: formPage(form, view),
        orderRows: form.orderBy === 'hand' ? this.rowsOf(form, view) : [],
      });
      this.askSoon();
    },
    async startOver() {
      const content = '这次没存的改动会清掉，已经发布的不受影响。';
      if (!(await sure('重新来', content, '清掉重来'))) return;
      dropRulesDesk(this.data._place);
      this.setData({ open: '', wish: 0 });
      await this.refresh();
    },
    onShareAppMessage() {
      const place = `c=${session.communityId}&y=${this.data._place}`;
      return {
        title: cardTitle(`${session.courtyardName}值守排好了`),
        path: `/packages/duty/month/month?${place}`,
      };
    },
  },
});
