/**
 * A picture that may be drawn and read back, as WeChat allows for every picture: files come from
 * 127.0.0.1, and whoever opened the phone as `localhost` would otherwise have a tainted canvas.
 */
export function createImage(): HTMLImageElement {
  const image = document.createElement('img');
  image.crossOrigin = 'anonymous';
  return image;
}
