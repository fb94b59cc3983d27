/** 大字纸: a notice as A4 in large type, for the gate and for neighbours without a phone. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import { DAY_MS, dayOf, dayText, spokenInstant } from '../../../contract/calendar';
import type { NoticeId } from '../../../contract/ids';
import type { NoticeView } from '../../../contract/notice';
import { drawPage, measureWith, pictureOf, sheetCanvas } from '../../../services/draw';
import { say } from '../../../services/failure';
import { load, loading } from '../../../services/load';
import { notice } from '../../../services/notice';
import { savePicture, sharePicture } from '../../../services/picture';
import { at, type Place, placeFrom } from '../../../services/place';
import { session } from '../../../services/session';
import { sheetPages } from '../services/sheet-layout';

Component({
  behaviors: [pageBehavior, refreshing],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _id: 'nt_' as NoticeId,
    _place: '' as Place,
    pictures: [] as string[],
    title: '',
    drawing: false,
  },
  methods: {
    async onLoad({ id, ...query }: { id: NoticeId; y?: string; from?: string }) {
      this.setData({ _id: id, _place: placeFrom(query) });
      await this.refresh();
    },
    async refresh() {
      const { _id: noticeId, _place: place } = this.data;
      const view = await load<NoticeView>(this, {
        ask: () => notice.view({ noticeId }, at(place)),
        show: ({ title }) => ({ title }),
      });
      if (view) await this.drawSheets(view);
    },
    async drawSheets(view: NoticeView) {
      this.setData({ drawing: true });
      const canvas = await sheetCanvas(this, '#sheet');
      const pictures: string[] = [];
      if (canvas) {
        const pen = canvas.getContext('2d');
        for (const page of sheetPages(textOf(view, this.data._place), measureWith(pen))) {
          drawPage(pen, page);
          const picture = await pictureOf(canvas);
          if (picture) pictures.push(picture);
        }
      }
      this.setData({ drawing: false, pictures });
      if (pictures.length === 0) {
        this.setData({ phase: 'failed', failText: '图片没有做成，请再试一次' });
      }
    },
    async save() {
      for (const picture of this.data.pictures) await savePicture(picture);
    },
    async share() {
      const [first] = this.data.pictures;
      if (this.data.pictures.length > 1) say('有几张，长按图片一张一张发');
      else if (first) await sharePicture(first);
    },
    enlarge({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const { pictures } = this.data;
      const current = pictures[Number(currentTarget.dataset.at)];
      if (current) void wx.previewImage({ urls: pictures, current });
    },
  },
});

/** A sheet hangs for days: its days are named, never 今天 or 明天. */
function textOf(view: NoticeView, place: Place) {
  const named = view.audience.find(({ id }) => id === place)?.name;
  const day = dayOf(view.publishedAt ?? view.now);
  const aWeekAway = view.validUntil - 7 * DAY_MS;
  return {
    courtyard: named ?? (view.fromCommunity ? session.communityName : session.courtyardName),
    title: view.title,
    body: view.body,
    until: spokenInstant(view.validUntil, aWeekAway),
    by: `${view.by} · ${dayText(day, day)}`,
    phone: view.phone,
  };
}
