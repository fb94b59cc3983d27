/** A page whose view is taken along: as one A4 sheet, and as a spreadsheet. */
import type { Reply } from '../contract/protocol';
import { drawPage, pictureOf, sheetCanvas } from '../services/draw';
import { say, showFailure } from '../services/failure';
import { sendFile, writeFile } from '../services/files';
import type { SheetPage } from '../services/paper';
import { sharePicture } from '../services/picture';

export const takingAlong = Behavior({
  data: {
    /** What is being made: `picture` or `file`; empty when nothing is. */
    busy: '',
    /** The file is there: WeChat sends it only right after a tap. */
    file: '',
    fileName: '',
  },
  methods: {
    async sharePage(page: SheetPage) {
      if (this.data.busy) return;
      this.setData({ busy: 'picture' });
      const canvas = await sheetCanvas(this, '#sheet');
      if (canvas) drawPage(canvas.getContext('2d'), page);
      const path = canvas && (await pictureOf(canvas));
      this.setData({ busy: '' });
      if (path) await sharePicture(path);
      else say('图片没有做成，请再试一次');
    },
    /** The first tap makes the file ready, the next one sends it. */
    async shareFile(ask: () => Promise<Reply<{ readonly name: string; readonly base64: string }>>) {
      const { busy, file, fileName } = this.data;
      if (file) return sendFile(file, fileName);
      if (busy) return;
      this.setData({ busy: 'file' });
      const reply = await ask();
      this.setData({ busy: '' });
      if (!reply.ok) return showFailure(reply);
      const { name, base64 } = reply.value;
      const path = await writeFile(name, base64);
      if (path) this.setData({ file: path, fileName: name });
      else say('手机里放不下了，请清一清再试');
    },
  },
});
