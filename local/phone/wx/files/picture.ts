import { Refusal } from '../api';

/** @throws Refusal when it is not a picture the browser can read */
export function loadImage(url: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Refusal(`file not found or not an image: ${url}`));
    image.src = url;
  });
}

export const imageSize = (image: HTMLImageElement) => ({
  width: image.naturalWidth,
  height: image.naturalHeight,
});

export interface Redraw {
  readonly width: number;
  readonly height: number;
  readonly type: string;
  /** 0..1, for jpeg. */
  readonly quality: number;
  /** The part to take; everything without it. */
  readonly from?: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}

export async function redraw(
  source: HTMLImageElement | HTMLCanvasElement,
  wanted: Redraw,
): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = wanted.width;
  canvas.height = wanted.height;
  const brush = canvas.getContext('2d');
  if (!brush) throw new Refusal('canvas is not available');
  if (wanted.type === 'image/jpeg') {
    // A jpeg has no transparency: what is empty becomes paper.
    brush.fillStyle = '#fff';
    brush.fillRect(0, 0, wanted.width, wanted.height);
  }
  const { x = 0, y = 0, width = source.width, height = source.height } = wanted.from ?? {};
  brush.drawImage(source, x, y, width, height, 0, 0, wanted.width, wanted.height);
  const blob = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, wanted.type, wanted.quality),
  );
  if (!blob) throw new Refusal('canvas is empty');
  return blob;
}
