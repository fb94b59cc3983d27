import { localFileUrl } from '../../wx/files/temp-files';
import type { PhoneContext } from '../ports';

/** A picture of the mini-program or elsewhere, as the browser loads it. */
export function assetUrl(path: string, owner: string): string {
  if (path.startsWith('http://usr/')) return localFileUrl(path) ?? path;
  if (/^(data:|blob:|https?:|\/\/|\/files\/|\/phone\/)/.test(path)) return path;
  if (path.startsWith('wxfile://') || path.startsWith('http://tmp')) return path;
  const folder = path.startsWith('/') ? '' : `/${owner.split('/').slice(0, -1).join('/')}/`;
  return new URL(`/phone/app${folder}${path}`, location.origin).pathname;
}

const cloudUrls = new Map<string, Promise<string>>();

/** A file of the cloud, by a URL that is good for a day. @returns an empty text when there is none */
export function cloudUrl(fileId: string, request: PhoneContext['request']): Promise<string> {
  const known = cloudUrls.get(fileId);
  if (known) return known;
  const asked = ask(fileId, request).catch(() => {
    cloudUrls.delete(fileId);
    return '';
  });
  cloudUrls.set(fileId, asked);
  return asked;
}

async function ask(fileId: string, request: PhoneContext['request']): Promise<string> {
  const answer = await request('/phone/tempurls', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ fileIDs: [fileId] }),
  });
  const { fileList } = (await answer.json()) as { fileList: { tempFileURL: string }[] };
  return fileList[0]?.tempFileURL ?? '';
}
