/** The gate poster: where everything stands on a sheet of 1240 × 1754. Pure maths: `measure` comes in. */
import type { PosterView } from '../../../contract/courtyard';
import { A4, type Line, type Measure } from '../../../services/paper';

export interface PosterLayout {
  readonly plate: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  readonly sign: Line;
  readonly code: { readonly x: number; readonly y: number; readonly size: number };
  readonly lines: readonly Line[];
}

const CODE = 580;
const SIGN_SIZES = [132, 112, 96, 80, 64] as const;

/** The courtyard's name is as large as fits on one line; everything is centred. */
export function posterLayout(view: PosterView, measure: Measure): PosterLayout {
  const width = A4.width - 2 * A4.margin;
  const size =
    SIGN_SIZES.find((s) => measure(view.courtyardName, s, true) <= width - 120) ?? SIGN_SIZES[4];
  const plate = { x: A4.margin, y: A4.margin, width, height: 280 };
  const centre = (text: string, y: number, textSize: number, bold: boolean): Line => ({
    text,
    x: Math.round((A4.width - measure(text, textSize, bold)) / 2),
    y,
    size: textSize,
    bold,
  });
  const codeY = plate.y + plate.height + 250;
  const below = codeY + CODE + 110;
  return {
    plate,
    sign: centre(
      view.courtyardName,
      plate.y + plate.height / 2 + Math.round(size * 0.36),
      size,
      true,
    ),
    code: { x: Math.round((A4.width - CODE) / 2), y: codeY, size: CODE },
    lines: [
      centre('院里的大小事，这里都看得到', plate.y + plate.height + 150, 60, true),
      centre('微信扫一扫，找到您家的门牌就能进', below, 56, true),
      centre('不用下载，不要身份证，家里老人可以请邻居代办', below + 92, 42, false),
      centre(`不会用就打社区电话 ${view.phone}`, below + 200, 60, true),
      centre(view.communityName, below + 290, 40, false),
    ],
  };
}
