/** 每月一页: what the community was this month, for those who report it, as page, text, picture and file. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { MonthView } from '../../../contract/report';
import { drawPage, pictureOf, sheetCanvas } from '../../../services/draw';
import { say, showFailure } from '../../../services/failure';
import { sendFile, writeFile } from '../../../services/files';
import { load, loading } from '../../../services/load';
import { sharePicture } from '../../../services/picture';
import { at } from '../../../services/place';
import { copyForGroup } from '../../../services/share';
import type { Tap } from '../../../services/taps';
import { report } from '../services/report';
import { monthSheet } from './month-sheet';
import { type MonthModel, monthModel, type YardModel, yardRows } from './month-view';

Component({
  behaviors: [pageBehavior, refreshing],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    /** Empty: the latest there is. */
    _month: '',
    _view: null as MonthView | null,
    model: null as MonthModel | null,
    /** Which section's courtyards are listed; empty: none. */
    table: '',
    yards: [] as readonly YardModel[],
    busy: '',
    /** The file is there: WeChat sends it only right after a tap. */
    file: '',
    fileName: '',
  },
  methods: {
    async onLoad({ month = '' }: { month?: string }) {
      this.setData({ _month: month });
      await this.refresh();
    },
    async refresh() {
      const { _month: month } = this.data;
      await load<MonthView>(this, {
        key: `report.month/${month}`,
        ask: () => report.month(month === '' ? {} : { month }, at('')),
        show: (view) => this.shown(view),
      });
    },
    shown(view: MonthView) {
      const { table } = this.data;
      return {
        _view: view,
        model: monthModel(view),
        yards: table === '' ? [] : yardRows(view, table),
        file: '',
      };
    },
    async turn({ currentTarget }: Tap<{ month: string }>) {
      const { month } = currentTarget.dataset;
      if (month === '') return;
      this.setData({ _month: month });
      await this.refresh();
    },
    /** A second tap puts the list away again. */
    choose({ currentTarget }: Tap<{ key: string }>) {
      const { _view: view, table } = this.data;
      const key = currentTarget.dataset.key === table ? '' : currentTarget.dataset.key;
      this.setData({ table: key, yards: view && key !== '' ? yardRows(view, key) : [] });
    },
    async copy() {
      await copyForGroup([this.data._view?.text ?? '']);
    },
    async picture() {
      const { _view: view, busy } = this.data;
      if (!view || busy) return;
      this.setData({ busy: 'picture' });
      const canvas = await sheetCanvas(this, '#sheet');
      if (canvas) drawPage(canvas.getContext('2d'), monthSheet(view));
      const path = canvas && (await pictureOf(canvas));
      this.setData({ busy: '' });
      if (path) await sharePicture(path);
      else say('图片没有做成，请再试一次');
    },
    async makeFile() {
      const { _view: view, busy, file, fileName } = this.data;
      if (file) return sendFile(file, fileName);
      if (!view || busy) return;
      this.setData({ busy: 'file' });
      const reply = await report.monthFile({ month: view.month }, at(''));
      this.setData({ busy: '' });
      if (!reply.ok) return showFailure(reply);
      const path = await writeFile(reply.value.name, reply.value.base64);
      if (path) this.setData({ file: path, fileName: reply.value.name });
      else say('手机里放不下了，请清一清再试');
    },
  },
});
