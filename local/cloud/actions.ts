import { randomUUID } from 'node:crypto';
import type { Host } from '../functions/host';
import type { InvocationRecord, Invocations } from '../functions/invocations';
import type { AdminRequest } from './requests';
import type { Faults } from './services/faults';
import type { Files } from './services/files';
import type { OpenApi } from './services/open-api';
import type { Pay } from './services/pay';
import { type Invocation, type WireBody, WireError, type WireReply } from './wire';

export interface CloudParts {
  readonly documents: { handle(body: WireBody, invocation?: Invocation): Promise<WireReply> };
  readonly host: () => Host;
  readonly invocations: Invocations;
  readonly files: Files;
  readonly openApi: OpenApi;
  readonly pay: Pay;
  readonly faults: Faults;
}

export type Reply = { readonly json: unknown } | { readonly raw: Buffer };

export interface Asked extends AdminRequest {
  readonly invocation?: InvocationRecord;
}

/**
 * Does what one action of the wire asks for.
 * @throws WireError with the platform's code
 */
export async function answer(asked: Asked, parts: CloudParts): Promise<Reply> {
  const { action, body, invocation } = asked;
  if (action.startsWith('database.')) {
    return { json: await parts.documents.handle({ ...body, action }, invocation) };
  }
  const apiName = String(body.apiName ?? '');
  switch (action) {
    case 'functions.invokeFunction':
      return ok(await invoke(asked, parts.host()));
    case 'storage.getUploadMetadata':
      return ok(parts.files.uploadTarget(String(body.path ?? '')));
    case 'storage.batchGetDownloadUrl':
      return ok({ download_list: downloads(body.file_list, parts.files) });
    case 'storage.batchDeleteFile':
      return ok({ delete_list: await removals(body.fileid_list, parts.files) });
    case 'wx.openApi':
      return { raw: await parts.openApi.call(apiName, formOf(asked), invocation) };
    case 'wx.api': {
      const params = JSON.parse(String(body.requestData || '{}')) as Record<string, unknown>;
      const responseData = JSON.stringify(await parts.openApi.callJson(apiName, params));
      return ok({ responseData });
    }
    case 'wx.wxPayApi': {
      const params = JSON.parse(formOf(asked).toString('utf8')) as Record<string, unknown>;
      return { raw: Buffer.from(JSON.stringify(parts.pay.call(apiName, params))) };
    }
    // The SDK asks for it before it opens a socket; it says so in its log and goes on trying.
    case 'auth.wsWebSign':
      throw new WireError('INVALID_PARAM', `the local cloud does not implement watch (${action})`);
    default:
      throw new WireError('INVALID_PARAM', `the local cloud does not implement ${action}`);
  }
}

/** A function that calls a function passes on who tapped. */
async function invoke({ body, invocation }: Asked, host: Host): Promise<unknown> {
  const source = invocation?.source ?? '';
  const chained = source.endsWith('scf') ? source : [source, 'scf'].filter(Boolean).join(',');
  const reply = await host.invoke({
    fn: String(body.function_name ?? ''),
    event: JSON.parse(String(body.request_data || '{}')),
    source: chained,
    ...(invocation?.openid === undefined ? {} : { openid: invocation.openid }),
  });
  if (!reply.ok) throw new WireError(reply.code, reply.stack);
  return { response_data: JSON.stringify(reply.result) };
}

function downloads(list: unknown, files: Files): unknown[] {
  const asked = (Array.isArray(list) ? list : []) as { fileid?: unknown; max_age?: number }[];
  if (asked.length > 50) throw new WireError('INVALID_PARAM', 'at most 50 files at once');
  return asked.map(({ fileid, max_age: age }) => files.download(String(fileid), age));
}

/** One after another, so that a file named twice is missing the second time. */
async function removals(list: unknown, files: Files): Promise<unknown[]> {
  const asked = Array.isArray(list) ? list : [];
  if (asked.length > 50) throw new WireError('INVALID_PARAM', 'at most 50 files at once');
  const removed: unknown[] = [];
  for (const fileId of asked) removed.push(await files.remove(String(fileId)));
  return removed;
}

function formOf({ forms }: Asked): Buffer {
  if (!forms.requestData) throw new WireError('INVALID_PARAM', 'requestData is missing');
  return forms.requestData;
}

const ok = (data: unknown): Reply => ({ json: { data, requestId: randomUUID() } });
