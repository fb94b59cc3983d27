import { api, Refusal } from '../api';
import { button, h } from '../dialogs/element';
import type { Kit } from '../kit';
import { fileName } from './temp-files';

interface FileOptions {
  readonly filePath: string;
  readonly fileName?: string;
  readonly path: string;
}

/** Files leaving the mini-program: into the album, opened, or sent into the group. */
export function saveApi(kit: Kit): Record<string, unknown> {
  const { files, context, privacy } = kit;
  const download = (path: string, name: string): void => {
    const link = h('a', { href: files.urlOf(path), download: name, hidden: true });
    kit.dialogs.layer.append(link);
    link.click();
    link.remove();
  };
  const present = (path: string): void => {
    if (path.startsWith('blob:') || path.startsWith('http://usr/')) {
      if (!files.read(path)) throw new Refusal(`file doesn't exist ${path}`);
    }
  };

  return {
    saveImageToPhotosAlbum: api<FileOptions>('saveImageToPhotosAlbum', async ({ filePath }) => {
      await privacy.consent('saveImageToPhotosAlbum');
      present(filePath);
      download(context.assetUrl(filePath), `院坝${fileExtension(filePath, '.png')}`);
    }),
    saveVideoToPhotosAlbum: api<FileOptions>('saveVideoToPhotosAlbum', ({ filePath }) =>
      download(filePath, '院坝.mp4'),
    ),
    saveFileToDisk: api<FileOptions>('saveFileToDisk', ({ filePath }) => {
      present(filePath);
      download(filePath, fileName(filePath));
    }),
    openDocument: api<FileOptions>('openDocument', ({ filePath }) => {
      present(filePath);
      const name = fileName(filePath);
      const close = () => dialog.close();
      const save = button('下载到这台电脑', () => download(filePath, name), { kind: 'wxd-fill' });
      const dialog = kit.dialogs.open({
        label: `文件 ${name}`,
        shape: 'bottom',
        cancel: close,
        loose: true,
        content: [
          h(
            'div',
            { class: 'wxd-sheet' },
            h('h2', {}, name),
            h('p', {}, '手机上会直接打开这份文件。'),
            h('div', { class: 'wxd-pair' }, button('关闭', close), save),
          ),
        ],
      });
    }),
    shareFileMessage: api<FileOptions>('shareFileMessage', ({ filePath, fileName: name }) => {
      present(filePath);
      const url = files.urlOf(filePath);
      const detail = { name: name ?? fileName(filePath), url };
      context.tell({ kind: 'wx', name: 'shareFileMessage', detail });
    }),
    showShareImageMenu: api<FileOptions>('showShareImageMenu', async ({ path }) => {
      present(path);
      await shareImage(kit, path, () => download(context.assetUrl(path), '院坝.png'));
    }),
  };
}

function shareImage(
  { dialogs, files, context }: Kit,
  path: string,
  save: () => void,
): Promise<void> {
  const url = files.urlOf(context.assetUrl(path));
  return new Promise((resolve, reject) => {
    const end = (deed?: () => void) => () => {
      dialog.close();
      if (!deed) return reject(new Refusal('cancel'));
      deed();
      resolve();
    };
    const send = () => context.tell({ kind: 'wx', name: 'showShareImageMenu', detail: { url } });
    const image = h('img', { src: url, alt: '要分享的图片' });
    image.style.cssText = 'display:block;max-width:60%;max-height:40vh;margin:0 auto 16px';
    const dialog = dialogs.open({
      label: '分享图片',
      shape: 'bottom',
      cancel: end(),
      loose: true,
      content: [
        h('div', { class: 'wxd-sheet' }, image, h('h2', {}, '分享图片')),
        button('发到群里', end(send), { kind: 'wxd-item' }),
        button('保存图片', end(save), { kind: 'wxd-item' }),
        button('取消', end(), { kind: 'wxd-item wxd-cancel' }),
      ],
    });
  });
}

const fileExtension = (path: string, fallback: string): string =>
  /\.[a-z0-9]{2,5}$/i.exec(path)?.[0] ?? fallback;
