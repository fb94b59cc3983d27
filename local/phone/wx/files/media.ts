import { api, Refusal } from '../api';
import { viewPictures } from '../dialogs/viewer';
import type { Kit } from '../kit';
import { pickFiles } from './pick';
import { imageSize, loadImage, redraw } from './picture';

interface MediaOptions {
  readonly count?: number;
  readonly mediaType?: readonly string[];
  readonly sourceType?: readonly string[];
  readonly extension?: readonly string[];
  readonly type?: string;
}

interface CompressOptions {
  readonly src: string;
  readonly quality?: number;
  readonly compressedWidth?: number;
  readonly compressedHeight?: number;
}

/** Choosing, showing and shrinking pictures and files. */
export function mediaApi(kit: Kit): Record<string, unknown> {
  const { files, context, privacy } = kit;
  return {
    chooseMedia: api<MediaOptions>('chooseMedia', async (options) => {
      await privacy.consent('chooseMedia');
      const { mediaType = ['image', 'video'] } = options;
      const mixed = mediaType.includes('mix') || mediaType.length > 1;
      const kinds = mixed ? ['image', 'video'] : mediaType;
      const accept = kinds.map((kind) => `${kind}/*`).join(',');
      const picked = await pickFiles(kit, {
        accept,
        count: options.count ?? 9,
        ways: waysOf(options),
      });
      const tempFiles = await Promise.all(picked.map((file) => mediaFile(kit, file)));
      return { tempFiles, type: mixed ? 'mix' : kinds[0] };
    }),
    chooseImage: api<MediaOptions>('chooseImage', async (options) => {
      await privacy.consent('chooseImage');
      const wanted = { accept: 'image/*', count: options.count ?? 9, ways: waysOf(options) };
      const picked = await pickFiles(kit, wanted);
      const tempFiles = await Promise.all(
        picked.map(async (file) => ({ path: await files.keep(file, file.name), size: file.size })),
      );
      return { tempFiles, tempFilePaths: tempFiles.map(({ path }) => path) };
    }),
    chooseMessageFile: api<MediaOptions>('chooseMessageFile', async (options) => {
      await privacy.consent('chooseMessageFile');
      const { extension = [], type = 'all', count = 1 } = options;
      const accept =
        type === 'image'
          ? 'image/*'
          : extension.map((one) => `.${one.replace(/^\./, '')}`).join(',');
      const picked = await pickFiles(kit, { accept, count, ways: ['file'] });
      return { tempFiles: await Promise.all(picked.map((file) => messageFile(kit, file, type))) };
    }),
    compressImage: api<CompressOptions>('compressImage', async (options) => {
      const image = await loadImage(files.urlOf(context.assetUrl(options.src)));
      const blob = await redraw(image, {
        ...sizeFor(image, options),
        type: 'image/jpeg',
        quality: (options.quality ?? 80) / 100,
      });
      return { tempFilePath: await files.keep(blob, 'x.jpg') };
    }),
    getImageInfo: api<{ src: string }>('getImageInfo', async ({ src }) => {
      const path = context.assetUrl(src);
      const image = await loadImage(files.urlOf(path));
      const type = /\.(png|gif|webp)/i.exec(src)?.[1]?.toLowerCase() ?? 'jpeg';
      return { ...imageSize(image), path, orientation: 'up', type };
    }),
    previewImage: api<{ urls: readonly string[]; current?: string | number }>(
      'previewImage',
      ({ urls, current = 0 }) => {
        if (!Array.isArray(urls) || urls.length === 0) throw new Refusal('parameter error: urls');
        const at = typeof current === 'number' ? current : urls.indexOf(current);
        viewPictures(kit, urls.map(files.urlOf), Math.max(0, at));
      },
    ),
    previewMedia: api<{ sources: readonly { url: string }[]; current?: number }>(
      'previewMedia',
      ({ sources, current = 0 }) =>
        viewPictures(
          kit,
          sources.map(({ url }) => files.urlOf(url)),
          current,
        ),
    ),
  };
}

const waysOf = ({ sourceType = ['album', 'camera'] }: MediaOptions) =>
  (['album', 'camera'] as const).filter((way) => sourceType.includes(way));

async function mediaFile({ files }: Kit, file: File): Promise<object> {
  const tempFilePath = await files.keep(file, file.name);
  const fileType = file.type.startsWith('video/') ? 'video' : 'image';
  const size = fileType === 'image' ? imageSize(await loadImage(tempFilePath)) : {};
  return { tempFilePath, size: file.size, fileType, ...size };
}

async function messageFile({ files }: Kit, file: File, wanted: string): Promise<object> {
  const path = await files.keep(file, file.name);
  const type = wanted === 'all' ? (file.type.split('/')[0] ?? 'file') : wanted;
  return {
    path,
    size: file.size,
    name: file.name,
    type,
    time: Math.floor(file.lastModified / 1000),
  };
}

/** Keeps the proportions when only one side is asked for. */
function sizeFor(image: HTMLImageElement, { compressedWidth, compressedHeight }: CompressOptions) {
  const { width, height } = imageSize(image);
  const factor = Math.min(
    1,
    (compressedWidth ?? width) / width,
    (compressedHeight ?? height) / height,
  );
  return { width: Math.round(width * factor), height: Math.round(height * factor) };
}
