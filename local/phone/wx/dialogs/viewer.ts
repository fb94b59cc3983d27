import { cloudUrl } from '../../runtime/host/assets';
import type { Kit } from '../kit';
import { button, h } from './element';

/** Pictures, full-screen, one at a time: arrows and buttons beside the swipe. */
export function viewPictures(
  { dialogs, context }: Pick<Kit, 'dialogs' | 'context'>,
  urls: readonly string[],
  start: number,
): void {
  let at = Math.max(0, Math.min(start, urls.length - 1));
  const picture = h('img', { class: 'wxd-picture', alt: '' });
  const count = h('span', { role: 'status' });
  /** A file of the cloud is looked up first; one may have turned on meanwhile. */
  const draw = async (url: string) => {
    const isCloud = url.startsWith('cloud://');
    const src = isCloud ? await cloudUrl(url, context.request) : context.assetUrl(url);
    if (urls[at] === url) picture.src = src;
  };
  const show = (index: number) => {
    at = (index + urls.length) % urls.length;
    void draw(urls[at] ?? '');
    picture.alt = `第 ${at + 1} 张图片`;
    count.textContent = `${at + 1} / ${urls.length}`;
  };
  show(at);
  const close = () => dialog.close();
  const many = urls.length > 1;
  const bar = h(
    'div',
    { class: 'wxd-viewer-bar' },
    many ? button('上一张', () => show(at - 1)) : undefined,
    count,
    many ? button('下一张', () => show(at + 1)) : undefined,
    button('关闭', close),
  );
  const view = h('div', { class: 'wxd-viewer' }, picture, bar);
  const dialog = dialogs.open({ label: '查看图片', shape: 'full', content: [view], cancel: close });
  picture.addEventListener('click', close);
  view.addEventListener('touchstart', rememberTouch, { passive: true });
  view.addEventListener('touchend', (event) => {
    const moved = (event.changedTouches[0]?.clientX ?? 0) - touchedAt;
    if (many && Math.abs(moved) > 40) show(moved < 0 ? at + 1 : at - 1);
  });
  dialog.element.addEventListener('keydown', (event) => {
    if (many && event.key === 'ArrowRight') show(at + 1);
    if (many && event.key === 'ArrowLeft') show(at - 1);
  });
}

let touchedAt = 0;
const rememberTouch = (event: TouchEvent) => {
  touchedAt = event.changedTouches[0]?.clientX ?? 0;
};
