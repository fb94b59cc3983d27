/** Draws a sheet on a canvas and turns it into a picture to save, print or send. */
import { A4, type Line, type Measure, type SheetPage } from './paper';

export type Canvas = WechatMiniprogram.Canvas;
export type Pen = WechatMiniprogram.CanvasRenderingContext.CanvasRenderingContext2D;

/** Paper is white and ink is dark whatever the phone's theme: it will be printed. */
const PAPER = '#ffffff';
export const INK = '#2a251d';
export const BAMBOO = '#2c6a4e';
export const ON_BAMBOO = '#fffdf6';
const RULE = '#8d8371';
const FONT = '"PingFang SC", "Noto Sans CJK SC", "HarmonyOS Sans", sans-serif';

const fontOf = (size: number, bold: boolean): string => `${bold ? 'bold ' : ''}${size}px ${FONT}`;

/** The canvas of that id in a page, as large as an A4 sheet. */
export function sheetCanvas(
  page: WechatMiniprogram.Component.TrivialInstance,
  selector: string,
): Promise<Canvas | undefined> {
  return new Promise((resolve) => {
    page
      .createSelectorQuery()
      .select(selector)
      .fields({ node: true, size: true }, (found) => {
        const canvas = (found as { node?: Canvas } | null)?.node;
        if (canvas) {
          canvas.width = A4.width;
          canvas.height = A4.height;
        }
        resolve(canvas);
      })
      .exec();
  });
}

export const measureWith =
  (pen: Pen): Measure =>
  (text, size, bold) => {
    pen.font = fontOf(size, bold);
    return pen.measureText(text).width;
  };

export function clear(pen: Pen): void {
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, A4.width, A4.height);
}

export function drawLine(pen: Pen, line: Line, colour = INK): void {
  pen.font = fontOf(line.size, line.bold);
  pen.fillStyle = colour;
  pen.textAlign = 'left';
  pen.textBaseline = 'alphabetic';
  pen.fillText(line.text, line.x, line.y);
}

export function drawPage(pen: Pen, page: SheetPage): void {
  clear(pen);
  pen.fillStyle = RULE;
  for (const y of page.rules) pen.fillRect(A4.margin, y, A4.width - 2 * A4.margin, 3);
  for (const line of page.lines) drawLine(pen, line);
}

/** @returns the path of a temporary .png; undefined when the phone could not make one */
export async function pictureOf(canvas: Canvas): Promise<string | undefined> {
  try {
    const { tempFilePath } = await wx.canvasToTempFilePath({
      canvas,
      x: 0,
      y: 0,
      width: A4.width,
      height: A4.height,
      destWidth: A4.width,
      destHeight: A4.height,
      fileType: 'png',
    });
    return tempFilePath;
  } catch {
    return undefined;
  }
}

/** A picture from an address, ready to be drawn. */
export function imageOf(canvas: Canvas, src: string): Promise<WechatMiniprogram.Image | undefined> {
  return new Promise((resolve) => {
    const image = canvas.createImage();
    image.onload = () => resolve(image);
    image.onerror = () => resolve(undefined);
    image.src = src;
  });
}
