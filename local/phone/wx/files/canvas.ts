import { api, Refusal } from '../api';
import type { Kit } from '../kit';
import { createImage } from './drawable';
import { redraw } from './picture';

interface CanvasOptions {
  readonly canvas?: unknown;
  readonly canvasId?: string;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly destWidth?: number;
  readonly destHeight?: number;
  readonly fileType?: 'png' | 'jpg';
  readonly quality?: number;
}

/** `canvas type="2d"` to a file. The old `canvasId` way is refused: nothing of ours may use it. */
export function canvasApi({ files, context }: Kit): Record<string, unknown> {
  return {
    canvasToTempFilePath: api<CanvasOptions>('canvasToTempFilePath', async (options) => {
      const canvas = elementOf(options.canvas);
      const ratio = canvas.width / (canvas.clientWidth || canvas.width);
      const { x = 0, y = 0, fileType = 'png', quality = 1 } = options;
      const width = options.width ?? canvas.width / ratio - x;
      const height = options.height ?? canvas.height / ratio - y;
      const blob = await redraw(canvas, {
        from: { x: x * ratio, y: y * ratio, width: width * ratio, height: height * ratio },
        width: Math.round(options.destWidth ?? width * context.screen().pixelRatio),
        height: Math.round(options.destHeight ?? height * context.screen().pixelRatio),
        type: fileType === 'jpg' ? 'image/jpeg' : 'image/png',
        quality,
      });
      return { tempFilePath: await files.keep(blob, `x.${fileType}`) };
    }),
    createOffscreenCanvas: ({
      width = 300,
      height = 150,
    }: {
      width?: number;
      height?: number;
    } = {}) => {
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width, height, createImage });
      return canvas;
    },
  };
}

function elementOf(canvas: unknown): HTMLCanvasElement {
  if (canvas instanceof HTMLCanvasElement) return canvas;
  throw new Refusal('canvas is not a 2d canvas node: pass the node of a `<canvas type="2d">`');
}
