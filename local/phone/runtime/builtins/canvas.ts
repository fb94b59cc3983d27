import { createImage } from '../../wx/files/drawable';
import { missing } from '../trouble';
import { Builtin } from './base';

/** A canvas as WeChat hands it out by `.node()`: the browser's, with pictures and frames of its own. */
interface CanvasHandle extends HTMLCanvasElement {
  createImage(): HTMLImageElement;
  createPath2D(path?: Path2D): Path2D;
  requestAnimationFrame(callback: FrameRequestCallback): number;
  cancelAnimationFrame(id: number): void;
}

export class Canvas extends Builtin {
  static override readonly attributes = ['type', 'canvas-id', 'disable-scroll'];
  readonly handle = document.createElement('canvas') as CanvasHandle;

  override setup(): void {
    const { handle } = this;
    Object.assign(handle, {
      createImage,
      createPath2D: (path?: Path2D) => new Path2D(path),
      requestAnimationFrame: (callback: FrameRequestCallback) => requestAnimationFrame(callback),
      cancelAnimationFrame: (id: number) => cancelAnimationFrame(id),
    });
    this.append(handle);
    this.addEventListener(
      'touchmove',
      (event) => {
        if (this.flag('disableScroll') && event.cancelable) event.preventDefault();
      },
      { passive: false },
    );
  }

  override changed(name: string): void {
    if (name === 'type' && !['2d', 'webgl'].includes(this.text('type'))) {
      missing(`canvas type ${this.text('type')}`);
    }
    if (name === 'canvasId') missing('canvas without type="2d"');
    if (name === 'ariaLabel') {
      this.handle.setAttribute('role', 'img');
      this.moveLabel(this.handle);
    }
  }
}
