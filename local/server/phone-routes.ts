import type { CloudIds } from '../cloud/services/cloud-id';
import type { Files, Removal } from '../cloud/services/files';
import type { Outbox } from '../cloud/services/outbox';
import { openidTrouble } from '../functions/identity';
import { type Exchange, HttpError, readObject, sendJson } from './http';

export interface PhoneRoutes {
  readonly outbox: Outbox;
  readonly cloudIds: CloudIds;
  readonly files: Files;
}

type Route = (exchange: Exchange, parts: PhoneRoutes) => Promise<unknown>;

/** What WeChat itself does for a phone: allowances, group entry, files. */
const ROUTES: Readonly<Record<string, Route>> = {
  '/phone/subscribe': async ({ req }, { outbox }) => {
    const { openid, templateIds } = await readObject(req);
    const allowed = textList(templateIds, 'templateIds');
    outbox.allow(openidOf(openid), allowed);
    return { ok: true };
  },
  '/phone/cloudid': async ({ req }, { cloudIds }) => {
    const { openid, kind, opengid } = await readObject(req);
    if (kind !== 'group' || typeof opengid !== 'string') {
      throw new HttpError(400, 'INVALID_PARAM', 'a CloudID is made for {kind: "group", opengid}');
    }
    const entry = cloudIds.enterGroup(openidOf(openid), opengid);
    if ('errCode' in entry) throw new HttpError(403, String(entry.errCode), entry.errMsg);
    return entry;
  },
  '/phone/upload': async ({ req, url }, { files }) => {
    const openid = openidOf(url.searchParams.get('openid'));
    return { fileID: await files.put(url.searchParams.get('path') ?? '', req, openid) };
  },
  '/phone/tempurls': async ({ req }, { files }) => {
    const { fileIDs } = await readObject(req);
    const fileList = textList(fileIDs, 'fileIDs').map((fileID) => {
      const { code, tempFileURL, maxAge } = files.download(fileID);
      const found = code === 'SUCCESS';
      return {
        fileID,
        tempFileURL: encodeURI(tempFileURL),
        maxAge: maxAge ?? 0,
        status: found ? 0 : -503003,
        errMsg: found ? 'ok' : 'storage file not exists',
      };
    });
    return { fileList };
  },
  '/phone/files/delete': async ({ req }, { files }) => {
    const { openid, fileIDs } = await readObject(req);
    const asker = openidOf(openid);
    const removed = await Promise.all(
      textList(fileIDs, 'fileIDs').map((one) => files.remove(one, asker)),
    );
    return {
      fileList: removed.map(({ fileID, code }) => ({ fileID, ...DELETED[code] })),
    };
  },
};

/** How a phone hears what became of a file it wanted to delete. */
const DELETED: Readonly<Record<Removal['code'], { status: number; errMsg: string }>> = {
  SUCCESS: { status: 0, errMsg: 'ok' },
  STORAGE_FILE_NONEXIST: { status: -503003, errMsg: 'STORAGE_FILE_NONEXIST' },
  STORAGE_EXCEED_AUTHORITY: { status: -503002, errMsg: 'STORAGE_EXCEED_AUTHORITY' },
};

/** @returns false when the path belongs to the static files of the phone */
export async function answerPhone(exchange: Exchange, parts: PhoneRoutes): Promise<boolean> {
  const route = ROUTES[exchange.url.pathname];
  if (!route || exchange.req.method !== 'POST') return false;
  sendJson(exchange.res, await route(exchange, parts));
  return true;
}

function openidOf(value: unknown): string {
  const openid = typeof value === 'string' ? value : undefined;
  const trouble = openidTrouble(openid);
  if (trouble !== undefined || openid === undefined) {
    throw new HttpError(400, 'INVALID_OPENID', trouble ?? 'openid is missing');
  }
  return openid;
}

function textList(value: unknown, field: string): string[] {
  if (!Array.isArray(value) || value.some((one) => typeof one !== 'string')) {
    throw new HttpError(400, 'INVALID_PARAM', `${field} must be a list of texts`);
  }
  return value as string[];
}
