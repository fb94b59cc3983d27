/** Files of the phone: what was chosen, drawn, downloaded or written. They live as long as the page. */
export interface TempFiles {
  /** @returns a path an `<image>` can show at once; it ends with the file's extension, as WeChat's do */
  keep(blob: Blob, name: string): Promise<string>;
  read(path: string): ArrayBuffer | undefined;
  write(path: string, bytes: ArrayBuffer): void;
  remove(path: string): boolean;
  list(): string[];
  /** A URL the browser can open. */
  urlOf(path: string): string;
}

/** `wx.env.USER_DATA_PATH`, as DevTools names it. */
export const USER_DATA_PATH = 'http://usr';

/** One phone a page, so one disk. */
const bytesByPath = new Map<string, ArrayBuffer>();
const urlByPath = new Map<string, string>();

/** What the browser can load in place of a written file, such as an `<image>` of the user's data path. */
export function localFileUrl(path: string): string | undefined {
  const bytes = bytesByPath.get(path);
  if (!bytes) return undefined;
  const known = urlByPath.get(path);
  if (known !== undefined) return known;
  const url = URL.createObjectURL(new Blob([bytes], { type: typeOf(path) }));
  urlByPath.set(path, url);
  return url;
}

function forgetUrl(path: string): void {
  const url = urlByPath.get(path);
  if (url !== undefined) URL.revokeObjectURL(url);
  urlByPath.delete(path);
}

export function createTempFiles(): TempFiles {
  return {
    async keep(blob, name) {
      const extension = extensionOf(name) || extensionOf(`x.${blob.type.split('/')[1] ?? ''}`);
      // A fragment does not change what a blob URL shows.
      const path = `${URL.createObjectURL(blob)}#${extension}`;
      bytesByPath.set(path, await blob.arrayBuffer());
      return path;
    },
    read: (path) => bytesByPath.get(path),
    write(path, bytes) {
      forgetUrl(path);
      bytesByPath.set(path, bytes);
    },
    remove(path) {
      forgetUrl(path);
      return bytesByPath.delete(path);
    },
    list: () => [...bytesByPath.keys()],
    urlOf: (path) => (path.startsWith('blob:') ? path : (localFileUrl(path) ?? path)),
  };
}

const extensionOf = (name: string): string => {
  const found = /\.([a-z0-9]{1,5})(?:[?#].*)?$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return found === '' ? '' : `.${found === 'jpeg' ? 'jpg' : found}`;
};

const TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.txt': 'text/plain;charset=utf-8',
  '.csv': 'text/csv;charset=utf-8',
  '.pdf': 'application/pdf',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export const typeOf = (path: string): string =>
  TYPES[extensionOf(path)] ?? 'application/octet-stream';

/** The last part of a path, for people. */
export const fileName = (path: string): string =>
  decodeURIComponent(path.split(/[?#]/)[0]?.split('/').pop() || '文件');
