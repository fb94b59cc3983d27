/** 门口海报: the courtyard's code for the gate, as a picture to print. */

import { placePage } from '../../../behaviors/place-page';
import type { PosterView } from '../../../contract/courtyard';
import { courtyard } from '../../../services/courtyard';
import {
  BAMBOO,
  clear,
  drawLine,
  imageOf,
  measureWith,
  ON_BAMBOO,
  type Pen,
  pictureOf,
  sheetCanvas,
} from '../../../services/draw';
import { say } from '../../../services/failure';
import { load } from '../../../services/load';
import { savePicture, sharePicture } from '../../../services/picture';
import { at } from '../../../services/place';
import { type PosterLayout, posterLayout } from './poster-layout';

Component({
  behaviors: [placePage],
  options: { pureDataPattern: /^_/ },
  data: {
    picture: '',
    spoken: '',
    drawing: false,
  },
  methods: {
    async refresh() {
      const view = await load<PosterView>(this, {
        ask: () => courtyard.poster({}, at(this.data._place)),
        show: ({ courtyardName }) => ({ spoken: `${courtyardName}的门口海报，中间是小程序码` }),
      });
      if (view) await this.drawPoster(view);
    },
    async drawPoster(view: PosterView) {
      this.setData({ drawing: true });
      const canvas = await sheetCanvas(this, '#poster');
      const code = canvas && (await imageOf(canvas, view.codeUrl));
      if (!canvas || !code) {
        return this.setData({
          drawing: false,
          phase: 'failed',
          failText: '小程序码没有拿到，请再试一次',
        });
      }
      const pen = canvas.getContext('2d');
      const layout = posterLayout(view, measureWith(pen));
      clear(pen);
      drawPlate(pen, layout);
      pen.drawImage(code, layout.code.x, layout.code.y, layout.code.size, layout.code.size);
      for (const line of layout.lines) drawLine(pen, line);
      const picture = await pictureOf(canvas);
      this.setData({ drawing: false, picture: picture ?? '' });
      if (!picture) say('图片没有做成，请再试一次');
    },
    async save() {
      if (this.data.picture) await savePicture(this.data.picture);
    },
    async share() {
      if (this.data.picture) await sharePicture(this.data.picture);
    },
    enlarge() {
      void wx.previewImage({ urls: [this.data.picture] });
    },
  },
});

/** The enamel plate of the gate: green, with a thin line inside its edge. */
function drawPlate(pen: Pen, { plate, sign }: PosterLayout): void {
  const inset = 16;
  pen.fillStyle = BAMBOO;
  pen.fillRect(plate.x, plate.y, plate.width, plate.height);
  pen.strokeStyle = ON_BAMBOO;
  pen.lineWidth = 5;
  pen.strokeRect(
    plate.x + inset,
    plate.y + inset,
    plate.width - 2 * inset,
    plate.height - 2 * inset,
  );
  drawLine(pen, sign, ON_BAMBOO);
}
