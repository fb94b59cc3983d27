import { api, Refusal, sync } from '../api';
import type { Kit } from '../kit';
import { decode, encode } from './encoding';
import { type TempFiles, USER_DATA_PATH } from './temp-files';

interface FileOptions {
  readonly filePath: string;
  readonly path: string;
  readonly data: string | ArrayBuffer;
  readonly encoding?: string;
  readonly tempFilePath: string;
  readonly srcPath: string;
  readonly destPath: string;
  readonly dirPath: string;
}

/** `wx.getFileSystemManager()` over the files of this phone; directories need not be made. */
export function fileSystemApi({ files }: Kit): Record<string, unknown> {
  const disk = diskOf(files);
  const manager = {
    readFile: api<FileOptions>('readFile', ({ filePath, encoding }) => ({
      data: disk.read(filePath, encoding),
    })),
    readFileSync: sync('readFileSync', disk.read),
    writeFile: api<FileOptions>('writeFile', ({ filePath, data, encoding }) =>
      disk.write(filePath, data, encoding),
    ),
    writeFileSync: sync('writeFileSync', disk.write),
    access: api<FileOptions>('access', ({ path }) => void disk.bytes(path, 'access')),
    accessSync: sync('accessSync', (path: string) => void disk.bytes(path, 'access')),
    unlink: api<FileOptions>('unlink', ({ filePath }) => disk.unlink(filePath)),
    unlinkSync: sync('unlinkSync', disk.unlink),
    copyFile: api<FileOptions>('copyFile', ({ srcPath, destPath }) => disk.copy(srcPath, destPath)),
    copyFileSync: sync('copyFileSync', disk.copy),
    saveFile: api<FileOptions>('saveFile', ({ tempFilePath, filePath }) => {
      const savedFilePath = filePath ?? `${USER_DATA_PATH}/${Date.now()}`;
      disk.copy(tempFilePath, savedFilePath);
      return { savedFilePath };
    }),
    getFileInfo: api<FileOptions>('getFileInfo', ({ filePath }) => ({
      size: disk.bytes(filePath, 'open').byteLength,
    })),
    mkdir: api<FileOptions>('mkdir', () => undefined),
    mkdirSync: () => undefined,
    readdir: api<FileOptions>('readdir', ({ dirPath }) => ({ files: disk.list(dirPath) })),
    readdirSync: sync('readdirSync', disk.list),
  };
  return { getFileSystemManager: () => manager, env: { USER_DATA_PATH } };
}

function diskOf(files: TempFiles) {
  const bytes = (path: string, deed: string): ArrayBuffer => {
    const found = files.read(path);
    if (!found) throw new Refusal(`no such file or directory, ${deed} '${path}'`);
    return found;
  };
  const write = (path: string, data: string | ArrayBuffer, encoding?: string): void => {
    if (!path.startsWith(`${USER_DATA_PATH}/`)) {
      throw new Refusal(`permission denied, open "${path}"`);
    }
    files.write(path, encode(data, encoding));
  };
  return {
    bytes,
    write,
    read(path: string, encoding?: string): string | ArrayBuffer {
      const found = bytes(path, 'open');
      return encoding === undefined ? found.slice(0) : decode(found, encoding);
    },
    unlink(path: string): void {
      bytes(path, 'unlink');
      files.remove(path);
    },
    copy: (from: string, to: string): void => write(to, bytes(from, 'open')),
    list: (folder: string): string[] => {
      const prefix = `${folder.replace(/\/$/, '')}/`;
      return files
        .list()
        .filter((path) => path.startsWith(prefix))
        .map((path) => path.slice(prefix.length));
    },
  };
}
