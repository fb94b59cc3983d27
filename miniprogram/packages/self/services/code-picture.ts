/** A code as a picture: sharp at any size, dark on white whatever the phone's theme, because a camera reads it. Pure. */
import { qrOf } from './qr';

const QUIET = 4;

export function codePicture(text: string): string {
  const grid = qrOf(text);
  const size = grid.length + 2 * QUIET;
  const path = grid
    .flatMap((row, y) =>
      row.flatMap((dark, x) => (dark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])),
    )
    .join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${8 * size}" height="${8 * size}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
