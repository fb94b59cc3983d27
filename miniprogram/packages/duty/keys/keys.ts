/** 钥匙: to whom it goes, or from whom it comes, for whoever stands at a door in the evening. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { TodayView } from '../../../contract/roster-views';
import { showFailure } from '../../../services/failure';
import { load, loading } from '../../../services/load';
import { roster } from '../../../services/roster';
import { session } from '../../../services/session';
import { dutyPage } from '../behaviors/duty-page';
import { keptDeeds } from '../services/kept-deeds';
import { type KeysModel, keysModel } from '../services/keys-view';
import { agedToday } from '../services/today-view';
import { type Watch, watch } from '../services/watch';
import { handing } from './handing';

const watches = new WeakMap<object, Watch>();

Component({
  behaviors: [pageBehavior, refreshing, dutyPage, handing],
  data: {
    ...loading,
    view: null as TodayView | null,
    none: false,
    wanted: '',
  },
  observers: {
    /** Something waits in the phone, or has been sent: that is said at once, before the cloud answers. */
    pendingLine() {
      const { phase, view } = this.data;
      if (phase === 'ready' && view) this.setData(this.shown(view));
    },
  },
  methods: {
    async onLoad(query: Record<string, string | undefined>) {
      this.setData({ wanted: query.key ?? '' });
      await this.arrive(query);
      await this.refresh();
    },
    async onShow() {
      watches.get(this)?.stop();
      watches.set(
        this,
        watch(() => this.look()),
      );
      if (this.data.phase === 'ready') await this.refresh();
    },
    onHide() {
      watches.get(this)?.stop();
    },
    onUnload() {
      watches.get(this)?.stop();
    },
    /** Only while somebody is waited for. */
    async look() {
      const { model, done, busy } = this.data;
      const waits = model?.mode === 'give' || model?.mode === 'take';
      if (waits && !done && !busy) await this.refresh();
    },
    async refresh() {
      await load<TodayView>(this, {
        key: 'duty.today',
        ask: () => roster.today({}),
        show: (said, _now, ageMs) => this.shown(agedToday(said, ageMs)),
      });
    },
    shown(view: TodayView) {
      const before = this.data.model;
      const model = keysModel(view, { wanted: this.data.wanted, kept: keptDeeds() });
      session.learn({ phone: view.phone });
      return {
        view,
        model,
        phone: view.phone,
        none: model.mode === 'none',
        wanted: model.keyId,
        typing: model.mode === 'take' && (model.typing || this.data.typing),
        ...handedMeanwhile(before, model),
      };
    },
    async main() {
      const { model, done, busy } = this.data;
      if (busy || !model) return;
      if (done) return this.close();
      if (model.mode === 'give') await this.give();
      else if (model.mode === 'take') await this.take();
      else if (model.mode === 'spare' && model.keyId !== '')
        await this.write(model.keyId, 'committee');
    },
    async close() {
      this.setData({ done: '', doneLine: '' });
      if (getCurrentPages().length > 1) await wx.navigateBack();
    },
    /** Found, or another one: it comes into somebody's hands again. */
    async replace() {
      const { view, model } = this.data;
      const key = view?.keys.find(({ keyId }) => keyId === model?.keyId);
      if (!key) return;
      const to = key.next && key.next.to !== 'committee' ? [key.next] : [];
      const itemList = ['放在院委会', ...to.map(({ label }) => `交给${label}`)];
      const picked = await wx.showActionSheet({ itemList }).catch(() => undefined);
      if (!picked) return;
      const target = picked.tapIndex === 0 ? 'committee' : (key.next?.to ?? 'committee');
      const reply = await roster.replaceKey({ keyId: key.keyId, to: target });
      if (!reply.ok) return showFailure(reply);
      await this.refresh();
    },
  },
});

/** The key has changed hands while this page was open, by whatever the other side did. */
function handedMeanwhile(
  before: KeysModel | null,
  { keyId, mode, plate, plateMine }: KeysModel,
): { done?: string; doneLine?: string } {
  if (before?.keyId !== keyId) return {};
  if (before.mode === 'give' && mode === 'rest' && plate === before.plate) {
    return { done: `${plate}收下了`, doneLine: '您可以歇了。今天守门，辛苦了' };
  }
  if (before.mode === 'take' && (mode === 'give' || (mode === 'rest' && plateMine))) {
    return { done: '钥匙在您家了', doneLine: '收好，明天开门就用它。辛苦了' };
  }
  return {};
}
