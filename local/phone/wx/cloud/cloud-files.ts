import { api, Refusal } from '../api';
import type { Kit } from '../kit';
import { ServerTrouble } from '../net';

interface Upload {
  readonly cloudPath: string;
  readonly filePath: string;
}

interface TempUrl {
  readonly fileID: string;
  readonly tempFileURL: string;
  readonly status: number;
  readonly errMsg: string;
}

/** WeChat takes at most fifty in one call. */
const LIST_LIMIT = 50;

/** Files in the cloud: `uploadFile`, `downloadFile`, `getTempFileURL`, `deleteFile`. */
export function cloudFilesApi(kit: Kit): Record<string, unknown> {
  const tempUrls = async (fileIDs: readonly string[]) =>
    asWeChat(kit.net.post<{ fileList: readonly TempUrl[] }>('/phone/tempurls', { fileIDs }));
  return {
    uploadFile: api<Upload>('cloud.uploadFile', (options) => asWeChat(upload(kit, options))),
    downloadFile: api<{ fileID: string }>('cloud.downloadFile', async ({ fileID }) => {
      const { fileList } = await tempUrls([fileID]);
      const [found] = fileList;
      if (found?.status !== 0) {
        throw new Refusal('errCode: -503003 storage file not exists', { errCode: -503003 });
      }
      const response = await asWeChat(kit.net.fetch(sameOrigin(found.tempFileURL)));
      const tempFilePath = await kit.files.keep(await response.blob(), fileID);
      return { tempFilePath, statusCode: response.status };
    }),
    getTempFileURL: api<{ fileList: readonly (string | { fileID: string })[] }>(
      'cloud.getTempFileURL',
      async ({ fileList }) => {
        const ids = fileList.map((one) => (typeof one === 'string' ? one : one.fileID));
        const { fileList: found } = await tempUrls(limited(ids));
        return {
          fileList: found.map((one) => ({ ...one, tempFileURL: sameOrigin(one.tempFileURL) })),
        };
      },
    ),
    deleteFile: api<{ fileList: readonly string[] }>('cloud.deleteFile', async ({ fileList }) =>
      asWeChat(
        kit.net.post<object>('/phone/files/delete', {
          openid: kit.context.launch.openid,
          fileIDs: limited(fileList),
        }),
      ),
    ),
  };
}

async function upload({ files, net, context }: Kit, { cloudPath, filePath }: Upload) {
  if (!cloudPath) throw new Refusal('invalid cloud path');
  const bytes = files.read(filePath);
  if (!bytes) throw new Refusal(`file not exists ${filePath}`);
  const query = new URLSearchParams({ path: cloudPath, openid: context.launch.openid });
  const response = await net.fetch(`/phone/upload?${query}`, { method: 'POST', body: bytes });
  const answer = (await response.json()) as { fileID?: string; code?: string; message?: string };
  if (!response.ok) {
    throw new ServerTrouble(response.status, answer.code ?? '', answer.message ?? '');
  }
  return { fileID: answer.fileID, statusCode: 200 };
}

function limited(list: readonly string[]): readonly string[] {
  if (list.length > LIST_LIMIT) throw new Refusal('fileList exceeds limit 50');
  return list;
}

/** The server names itself by address; the page may know it by another name of the same machine. */
function sameOrigin(url: string): string {
  if (url === '') return url;
  const { pathname, search } = new URL(url, location.href);
  return `${location.origin}${pathname}${search}`;
}

/** `wx.cloud` numbers its failures. */
async function asWeChat<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (trouble) {
    if (trouble instanceof Refusal) throw trouble;
    if (trouble instanceof ServerTrouble && trouble.code === 'STORAGE_EXCEED_AUTHORITY') {
      throw new Refusal('errCode: -503002 storage exceed authority', { errCode: -503002 });
    }
    throw new Refusal(`fail Error: errCode: -1 | errMsg: ${(trouble as Error).message}`, {
      errCode: -1,
    });
  }
}
