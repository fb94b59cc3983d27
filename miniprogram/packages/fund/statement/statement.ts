/** 账单: a month of the fund, as page, as text for the group, as picture and as a file. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { Account } from '../../../contract/fund-accounts';
import type { StatementView } from '../../../contract/fund-views';
import { drawPage, pictureOf, sheetCanvas } from '../../../services/draw';
import { say, showFailure } from '../../../services/failure';
import { sendFile, writeFile } from '../../../services/files';
import { load, loading } from '../../../services/load';
import { sharePicture } from '../../../services/picture';
import { copyForGroup } from '../../../services/share';
import type { Tap } from '../../../services/taps';
import { fund, fundCard, go } from '../services/fund';
import {
  monthBy,
  monthOf,
  type StatementModel,
  statementModel,
  statementSheet,
} from '../services/statement-view';

Component({
  behaviors: [pageBehavior, refreshing],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _month: '',
    _view: null as StatementView | null,
    model: null as StatementModel | null,
    busy: '',
    /** The file is there: WeChat sends it only right after a tap. */
    file: '',
    fileName: '',
  },
  methods: {
    async onLoad({ month }: { month?: string }) {
      this.setData({ _month: month ?? monthOf(Date.now()) });
      await this.refresh();
    },
    async refresh() {
      const { _month: month } = this.data;
      await load<StatementView>(this, {
        key: `fund.statement/${month}`,
        ask: () => fund.statement({ month }),
        show: (view) => ({ _view: view, model: statementModel(view), file: '' }),
      });
    },
    async turn({ currentTarget }: Tap<{ by: string }>) {
      const by = currentTarget.dataset.by === '1' ? 1 : -1;
      this.setData({ _month: monthBy(this.data._month, by) });
      await this.refresh();
    },
    openAccount({ currentTarget }: Tap<{ account: Account }>) {
      go('entries', `?account=${currentTarget.dataset.account}&month=${this.data._month}`);
    },
    openAll() {
      go('entries', `?month=${this.data._month}`);
    },
    async copy() {
      await copyForGroup([this.data.model?.text ?? '']);
    },
    async picture() {
      const { _view: view, busy } = this.data;
      if (!view || busy) return;
      this.setData({ busy: 'picture' });
      const canvas = await sheetCanvas(this, '#sheet');
      if (canvas) drawPage(canvas.getContext('2d'), statementSheet(view));
      const path = canvas && (await pictureOf(canvas));
      this.setData({ busy: '' });
      if (path) await sharePicture(path);
      else say('图片没有做成，请再试一次');
    },
    async makeFile() {
      const { _month: month, busy, file, fileName } = this.data;
      if (file) return sendFile(file, fileName);
      if (busy) return;
      this.setData({ busy: 'file' });
      const reply = await fund.statementFile({ month });
      this.setData({ busy: '' });
      if (!reply.ok) return showFailure(reply);
      const path = await writeFile(reply.value.name, reply.value.base64);
      if (path) this.setData({ file: path, fileName: reply.value.name });
      else say('手机里放不下了，请清一清再试');
    },
    onShareAppMessage: fundCard,
  },
});
