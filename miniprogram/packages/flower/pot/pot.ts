/** 花的护照: whose a pot is, how to look after it, what became of it; opened from a list, a card or its label. */
import { arriving } from '../../../behaviors/arriving';
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import { type PassportView, readPotCode, readPotScene } from '../../../contract/flower-pots';
import { isId, type PotId } from '../../../contract/ids';
import { flower } from '../../../services/flower';
import { load, loading } from '../../../services/load';
import { session } from '../../../services/session';
import { cardTitle } from '../../../services/share';
import type { Typed } from '../../../services/taps';
import { type PotModel, potModel } from '../services/pot-view';
import { giving } from './giving';
import { writing } from './writing';

type Asked = { readonly potId: PotId } | { readonly code: string };

/** The pot a link names, or the one whose label was scanned or typed. */
function askedIn({ id = '', code = '' }: Record<string, string | undefined>): Asked | undefined {
  if (isId('pt', id)) return { potId: id };
  const read = readPotCode(decodeURIComponent(code));
  return read === undefined ? undefined : { code: read };
}

Component({
  behaviors: [pageBehavior, refreshing, arriving, writing, giving],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _asked: null as Asked | null,
    _view: null as PassportView | null,
    model: null as PotModel | null,
    allergyHint: '',
    allDiary: false,
    /** Nothing says which pot: the number on the label does. */
    asksCode: false,
    typedCode: '',
    codeError: '',
  },
  methods: {
    async onLoad(query: Record<string, string | undefined>) {
      const { scene, ...rest } = query;
      const label = scene === undefined ? undefined : readPotScene(decodeURIComponent(scene));
      if (label) session.goTo({ communityId: label.communityId });
      const asked = label ? { code: label.code } : askedIn(query);
      this.setData({ _asked: asked ?? null, asksCode: asked === undefined });
      await this.arrive(rest);
      await this.refresh();
    },
    async onShow() {
      if (this.data.phase === 'ready') await this.refresh();
    },
    async refresh() {
      const { _asked: asked } = this.data;
      if (!asked) return;
      const fresh = await load<PassportView>(this, {
        key: `flower.pot.${'potId' in asked ? asked.potId : asked.code}`,
        blank: { _view: null, model: null },
        ask: () => flower.passport(asked),
        show: (said, _now, ageMs) => this.shown({ ...said, now: said.now + ageMs }),
      });
      if (fresh) await this.readSettings();
    },
    shown(view: PassportView) {
      return { _view: view, model: potModel(view), allergyHint: view.allergyHint };
    },

    typeCode({ detail }: Typed) {
      this.setData({ typedCode: detail.value, codeError: '' });
    },
    async openCode() {
      const code = readPotCode(this.data.typedCode);
      if (code === undefined) return this.setData({ codeError: '标签上是 6 位数字' });
      this.setData({ ...loading, _asked: { code }, asksCode: false });
      await this.refresh();
    },

    async main() {
      const { model } = this.data;
      if (model?.gift?.toMe) await this.accept();
      else if (model?.step) await this.water();
    },
    showDiary() {
      this.setData({ allDiary: true });
    },
    onShareAppMessage() {
      const { _view: view, model } = this.data;
      const place = `c=${session.communityId}&y=${session.courtyardId ?? ''}`;
      // What still waits for the check is not for a group to read.
      const title = view?.name || view?.variety || '花';
      const isMine = model?.mine ? '我家的' : '';
      return {
        title: cardTitle(`${isMine}${title}`),
        path: `/packages/flower/pot/pot?id=${view?.potId ?? ''}&${place}`,
      };
    },
  },
});
