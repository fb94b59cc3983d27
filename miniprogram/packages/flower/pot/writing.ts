/** What the household writes into a passport: a name, lines of the diary, and whether to be reminded. */
import type { CareDeed } from '../../../contract/flower-pots';
import { say, sure } from '../../../services/failure';
import { flower } from '../../../services/flower';
import { askForMessages } from '../../../services/subscribe';
import type { Tap, Typed } from '../../../services/taps';
import { addPictures, type HandedIn } from '../../../services/upload';
import { deed } from './deed';
import { doing } from './doing';

/** Most flowers in pots; whoever wants another pace picks it. */
const USUAL_DAYS = 3;
const PACES = [1, 2, 3, 5, 7] as const;

export const writing = Behavior({
  behaviors: [doing],
  data: {
    typedName: '',
    did: { water: false, sun: false } as Readonly<Record<CareDeed, boolean>>,
    words: '',
    photo: null as HandedIn | null,
    photos: [] as readonly string[],
    sendingPhoto: false,
    /** -1: not known, so not shown; 0: off. */
    everyDays: -1,
    paces: PACES,
  },
  methods: {
    openName() {
      const { _view: view } = this.data;
      this.setData({ sheet: 'name', typedName: view?.nameWaiting ?? view?.name ?? '' });
    },
    typeName({ detail }: Typed) {
      this.setData({ typedName: detail.value });
    },
    async saveName() {
      const { _view: view, typedName } = this.data;
      const name = typedName.trim();
      if (!view || !name) return say('还没写名字');
      const words = { label: `${view.variety}叫${name}`, done: '记下了，真好听' };
      await this.act(() => deed('namePot', { potId: view.potId, name }, words));
    },

    openWrite() {
      const blank = { did: { water: false, sun: false }, words: '', photo: null, photos: [] };
      this.setData({ sheet: 'write', ...blank });
    },
    tick({ currentTarget }: Tap<{ deed: CareDeed }>) {
      const { did } = this.data;
      const { deed: which } = currentTarget.dataset;
      this.setData({ did: { ...did, [which]: !did[which] } });
    },
    typeWords({ detail }: Typed) {
      this.setData({ words: detail.value });
    },
    async addPhoto() {
      if (this.data.sendingPhoto) return;
      this.setData({ sendingPhoto: true });
      const [added] = await addPictures(1, (picture) => flower.addPotPhoto(picture));
      const shown = added ? { photo: added, photos: [added.url] } : {};
      this.setData({ sendingPhoto: false, ...shown });
    },
    dropPhoto() {
      this.setData({ photo: null, photos: [] });
    },
    async saveLine() {
      const { _view: view, did, words, photo } = this.data;
      const all = (['water', 'sun'] as const).filter((one) => did[one]);
      if (!view) return;
      if (all.length === 0 && !words.trim() && !photo) return say('点一样，或者写一句');
      const input = {
        ...{ potId: view.potId, did: all, words: words.trim() },
        ...(photo ? { photo: photo.fileId } : {}),
      };
      const said = { label: `${view.name || view.variety}：记一笔`, done: '记下了' };
      await this.act(() => deed('writeDiary', input, said));
    },
    async water() {
      const { _view: view } = this.data;
      if (!view) return;
      const input = { potId: view.potId, did: ['water'] as const, words: '' };
      const said = { label: `${view.name || view.variety}：浇了水`, done: '记下了，浇了水' };
      await this.act(() => deed('writeDiary', input, said));
    },
    async erase({ currentTarget }: Tap<{ entry: string }>) {
      const { _view: view } = this.data;
      if (!view || !(await sure('去掉这一笔？', '去掉就找不回来了。', '去掉'))) return;
      const input = { potId: view.potId, entryId: currentTarget.dataset.entry };
      await this.act(() => deed('eraseDiary', input, { label: '去掉一笔', done: '去掉了' }));
    },

    /** Reminders are the person's, for all pots of the household. */
    async readSettings() {
      if (!this.data._view?.mine) return;
      const reply = await flower.flowerSettings({});
      if (reply.ok) this.setData({ everyDays: reply.value.remindEveryDays ?? 0 });
    },
    async switchRemind({ detail }: Typed<boolean>) {
      if (detail.value) void askForMessages(['flower']);
      await this.remindEvery(detail.value ? USUAL_DAYS : 0);
    },
    async pickPace({ currentTarget }: Tap<{ days: number }>) {
      void askForMessages(['flower']);
      await this.remindEvery(currentTarget.dataset.days);
    },
    async remindEvery(everyDays: number) {
      const before = this.data.everyDays;
      this.setData({ everyDays });
      const done = everyDays === 0 ? '好，不提醒了' : `好，${everyDays} 天没浇水就提醒您`;
      const isDone = await deed('remind', { everyDays }, { label: '提醒我浇水', done });
      if (!isDone) this.setData({ everyDays: before });
    },
  },
});
