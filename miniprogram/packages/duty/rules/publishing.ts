/** Saving and publishing 排班设置: first what will happen to whom, then the deed. */
import { dayOf, dayText } from '../../../contract/calendar';
import type { RulesForm, RulesView } from '../../../contract/roster-views';
import { isOffline, say, sentence, showFailure } from '../../../services/failure';
import { at, type Place } from '../../../services/place';
import { roster } from '../../../services/roster';
import type { PlanModel } from '../services/plan-rows';
import { dropRulesDesk, publishDesk, type RulesDesk } from '../services/rules-desk';
import { isReady, PARTS, type Part, type Problems, problemsOf } from '../services/rules-form';
import { moversOf, NOBODY_YET, type PublishWords, publishWords } from '../services/rules-words';

const movedLine = (running: boolean, moved: number): string => {
  if (moved === 0) return '';
  return running
    ? `${moved} 家的日子有变，都已经说到了`
    : `${moved} 家有了自己的日子，都已经说到了`;
};

export const publishing = Behavior({
  data: {
    _place: '' as Place,
    _view: null as RulesView | null,
    _desk: null as RulesDesk | null,
    form: null as RulesForm | null,
    plan: null as PlanModel | null,
    wrong: {} as Problems,
    open: '' as Part | '',
    busy: false,
    asking: null as PublishWords | null,
    /** Whose days change, once the cloud has said it. */
    movers: NOBODY_YET,
    /** Said after publishing; empty before. */
    outLine: '',
    movedLine: '',
    /** The month from which it holds. */
    _month: '',
  },
  methods: {
    /** The page's own. */
    async refresh() {},
    /** False, and the part that is wrong opens, when the form cannot be sent. */
    checked(): boolean {
      const { form } = this.data;
      const wrong = form ? problemsOf(form) : {};
      if (form && isReady(wrong)) return true;
      const open = PARTS.find((part) => wrong[part] !== undefined) ?? '';
      this.setData({ wrong, open });
      if (open) void wx.pageScrollTo({ selector: `#${open}` });
      return false;
    },
    async askPublish() {
      const { _view: view, form, plan, _place: place } = this.data;
      if (!view || !form || !this.checked()) return;
      const published = view.published ?? (view.isDraft ? undefined : view.form);
      const asking = publishWords({ view, form, plan, published, now: view.now });
      this.setData({ asking, movers: NOBODY_YET });
      if (view.status !== 'running') return;
      const reply = await roster.simulate({ form, compare: true }, at(place));
      if (reply.ok && this.data.asking) this.setData({ movers: moversOf(reply.value) });
    },
    closeAsking() {
      this.setData({ asking: null });
    },
    async saveDraft() {
      const { form, busy, _place: place } = this.data;
      if (!form || busy || !this.checked()) return;
      this.setData({ busy: true });
      const reply = await roster.saveRules({ form }, at(place));
      this.setData({ busy: false });
      if (!reply.ok) {
        if (isOffline(reply)) return say('没有网，改的都记在手机里了');
        return showFailure(reply);
      }
      dropRulesDesk(place);
      say('草稿存好了，院委会都看得到');
      await this.refresh();
    },
    async publish() {
      const { form, busy, _place: place, _view: view } = this.data;
      if (!form || busy || !view) return;
      this.setData({ busy: true });
      const desk = this.data._desk ?? { form, base: '' };
      const reply = await publishDesk(place, { ...desk, form });
      this.setData({ busy: false });
      if (!reply.ok) {
        const content = `${sentence(reply)}。改的都记在手机里，再点一次发布就行，不会发两遍。`;
        if (isOffline(reply)) {
          return void wx.showModal({ title: '没有连上网', content, showCancel: false });
        }
        return showFailure(reply);
      }
      dropRulesDesk(place);
      const { holdsFrom, moved } = reply.value;
      this.setData({
        asking: null,
        _desk: null,
        outLine: `${dayText(holdsFrom, dayOf(view.now))}起照这个轮`,
        movedLine: movedLine(view.status === 'running', moved),
        _month: holdsFrom.slice(0, 7),
      });
      void wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    },
    seeMonth() {
      const { _place: place, _month: month } = this.data;
      void wx.redirectTo({ url: `/packages/duty/month/month?y=${place}&m=${month}` });
    },
    async editOn() {
      this.setData({ outLine: '' });
      await this.refresh();
    },
  },
});
