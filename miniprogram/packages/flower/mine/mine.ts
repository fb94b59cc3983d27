/** 我家的花: what every pot is called and when it was watered, and flowers a neighbour offers. */
import { arriving } from '../../../behaviors/arriving';
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import { CARE_DEED_NAMES, CARE_DEEDS, type CareDeed } from '../../../contract/flower-pots';
import type { PotId } from '../../../contract/ids';
import type { Reply } from '../../../contract/protocol';
import { say, showFailure } from '../../../services/failure';
import { flower, flowerContract } from '../../../services/flower';
import { load, loading } from '../../../services/load';
import { doOrKeep } from '../../../services/queue';
import { askForMessages } from '../../../services/subscribe';
import type { Tap, Typed } from '../../../services/taps';
import { type MineModel, mineModel } from '../services/mine-view';

const DEEDS = CARE_DEEDS.map((value) => ({ value, name: CARE_DEED_NAMES[value] }));
const REMIND_DAYS = 3;
type Pot = Tap<{ pot: PotId; title: string; name: string }>;

Component({
  behaviors: [pageBehavior, refreshing, arriving],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    model: null as MineModel | null,
    deeds: DEEDS,
    /** Days between reminders; 0 while they are off, -1 while nobody knows. */
    remindDays: -1,
    /** The sheet that is open; empty while none is. */
    sheet: '' as '' | 'name' | 'diary',
    _pot: 'pt_' as PotId,
    title: '',
    typed: '',
    deed: 'water' as CareDeed,
    busy: false,
  },
  methods: {
    async onLoad(query: Record<string, string | undefined>) {
      await this.arrive(query);
      await this.refresh();
      await this.readSettings();
    },
    async refresh() {
      await load(this, {
        key: 'flower.mine',
        blank: { model: null },
        ask: () => flower.myFlowers({}),
        show: (view, _now, ageMs) => ({ model: mineModel({ ...view, now: view.now + ageMs }) }),
      });
    },
    /** About oneself, not about whom one acts for. */
    async readSettings() {
      const reply = await flower.flowerSettings({});
      if (reply.ok) this.setData({ remindDays: reply.value.remindEveryDays ?? 0 });
    },

    openName({ currentTarget }: Pot) {
      const { pot, title, name } = currentTarget.dataset;
      this.setData({ sheet: 'name', _pot: pot, title, typed: name });
    },
    openDiary({ currentTarget }: Pot) {
      const { pot, title } = currentTarget.dataset;
      this.setData({ sheet: 'diary', _pot: pot, title, typed: '', deed: 'water' });
    },
    closeSheet() {
      this.setData({ sheet: '' });
    },
    type({ detail }: Typed) {
      this.setData({ typed: detail.value });
    },
    chooseDeed({ currentTarget }: Tap<{ value: CareDeed }>) {
      this.setData({ deed: currentTarget.dataset.value });
    },
    async saveName() {
      const name = this.data.typed.trim();
      if (!name) return say('先写个名字');
      await this.done(() => flower.namePot({ potId: this.data._pot, name }), '记下了');
    },
    async saveDiary() {
      const { _pot: potId, deed, typed } = this.data;
      await this.write(potId, [deed], typed.trim());
    },
    water({ currentTarget }: Pot) {
      return this.write(currentTarget.dataset.pot, ['water'], '');
    },
    /** The balcony is where the network is worst: without it, it waits in the phone. */
    async write(potId: PotId, did: readonly CareDeed[], words: string) {
      if (this.data.busy) return;
      this.setData({ busy: true });
      const label = `花的日记：${did.map((one) => CARE_DEED_NAMES[one]).join('、')}`;
      const outcome = await doOrKeep(flowerContract, 'writeDiary', { potId, did, words }, label);
      this.setData({ busy: false });
      if (outcome.state === 'failed') return showFailure(outcome.failure);
      this.closeSheet();
      say(outcome.state === 'done' ? '记下了' : '没有网，先记在手机里，有网自动送');
      await this.refresh();
    },
    async answer({ currentTarget }: Tap<{ pot: PotId; offer: string; accept: boolean }>) {
      const { pot: potId, offer: offerId, accept } = currentTarget.dataset;
      const words = accept ? '收下了，谢谢邻居' : '好，跟邻居说一声';
      await this.done(() => flower.answerGift({ potId, offerId, accept }), words);
    },
    async toggleRemind() {
      const everyDays = this.data.remindDays > 0 ? 0 : REMIND_DAYS;
      if (everyDays > 0) void askForMessages(['flower']);
      const words = everyDays > 0 ? `好，每 ${everyDays} 天提醒一次` : '好，不提醒了';
      if (await this.done(() => flower.remind({ everyDays }), words)) {
        this.setData({ remindDays: everyDays });
      }
    },
    async done(act: () => Promise<Reply<unknown>>, words: string): Promise<boolean> {
      if (this.data.busy) return false;
      this.setData({ busy: true });
      const reply = await act();
      this.setData({ busy: false });
      if (!reply.ok) {
        showFailure(reply);
        return false;
      }
      this.closeSheet();
      say(words);
      await this.refresh();
      return true;
    },
  },
});
