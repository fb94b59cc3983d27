/** 纸质表: the month for the gate, as pictures and as a table, and a week of paper read back. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { SheetView } from '../../../contract/roster-records';
import { drawPage, measureWith, pictureOf, sheetCanvas } from '../../../services/draw';
import { say, showFailure } from '../../../services/failure';
import { sendFile, writeFile } from '../../../services/files';
import { load, loading } from '../../../services/load';
import { savePicture, sharePicture } from '../../../services/picture';
import { at, placeFrom } from '../../../services/place';
import { roster } from '../../../services/roster';
import type { Tap } from '../../../services/taps';
import { dutyPage } from '../behaviors/duty-page';
import { monthAt } from '../services/month-model';
import { paperPages } from '../services/paper-layout';
import { entering } from './entering';

Component({
  behaviors: [pageBehavior, refreshing, dutyPage, entering],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    mode: 'print' as 'print' | 'enter',
    month: '',
    title: '',
    pictures: [] as string[],
    drawing: false,
    table: '',
    tableName: '',
  },
  methods: {
    async onLoad(query: Record<string, string | undefined>) {
      await this.arrive(query);
      const { m = '', mode = 'print' } = query;
      this.setData({
        _place: placeFrom({ ...(query.y && { y: query.y }) }),
        month: /^\d{4}-\d\d$/.test(m) ? m : monthAt(Date.now()),
        mode: mode === 'enter' ? 'enter' : 'print',
      });
      await this.refresh();
    },
    async refresh() {
      const { month } = this.data;
      await load<SheetView>(this, {
        key: `duty.sheet.${month}`,
        ask: () => roster.sheet({ month }, at(this.data._place)),
        show: (sheet) => ({ sheet, title: sheet.title, table: '' }),
      });
      const { sheet } = this.data;
      if (!sheet || this.data.phase !== 'ready') return;
      this.startEntering(sheet);
      await this.drawPictures(sheet);
    },
    async drawPictures(sheet: SheetView) {
      if (sheet.rows.length === 0) return this.setData({ pictures: [] });
      this.setData({ drawing: true });
      const canvas = await sheetCanvas(this, '#paper');
      const pictures: string[] = [];
      if (canvas) {
        const pen = canvas.getContext('2d');
        for (const page of paperPages(sheet, measureWith(pen))) {
          drawPage(pen, page);
          const picture = await pictureOf(canvas);
          if (picture) pictures.push(picture);
        }
      }
      this.setData({ drawing: false, pictures });
      if (pictures.length === 0) say('图片没有做成，请再试一次');
    },
    async turn({ currentTarget }: Tap<{ month: string }>) {
      const { month } = currentTarget.dataset;
      this.setData({ month, phase: 'loading', pictures: [], week: '' });
      await this.refresh();
    },
    choose({ currentTarget }: Tap<{ mode: 'print' | 'enter' }>) {
      this.setData({ mode: currentTarget.dataset.mode });
    },
    async save() {
      for (const picture of this.data.pictures) await savePicture(picture);
    },
    async share({ currentTarget }: Tap<{ at: number }>) {
      const picture = this.data.pictures[currentTarget.dataset.at];
      if (picture) await sharePicture(picture);
    },
    enlarge({ currentTarget }: Tap<{ at: number }>) {
      const { pictures } = this.data;
      const current = pictures[currentTarget.dataset.at];
      if (current) void wx.previewImage({ urls: pictures, current });
    },
    /** First the file is made ready; the next tap sends it. */
    async getTable() {
      const { table, tableName, month, busy } = this.data;
      if (table) return sendFile(table, tableName);
      if (busy) return;
      this.setData({ busy: true });
      const reply = await roster.sheetFile({ month }, at(this.data._place));
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      const path = await writeFile(reply.value.name, reply.value.base64);
      if (!path) return say('手机上没有地方放，请清一清再试');
      this.setData({ table: path, tableName: reply.value.name });
      say('表格好了，再点一下发到聊天里');
    },
  },
});
