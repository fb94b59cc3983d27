import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudIds } from '../cloud/services/cloud-id';
import type { Faults, Strike } from '../cloud/services/faults';
import type { Host, InvokeReply } from '../functions/host';
import { openidTrouble } from '../functions/identity';
import { type Exchange, HttpError, readJson, sendJson } from './http';

/** The platform's limit for the data of a call. */
const CALL_LIMIT_BYTES = 100 * 1024;

export interface CallRoute {
  readonly host: Host;
  readonly cloudIds: CloudIds;
  readonly faults: Faults;
}

/** `POST /call/<function>`: what `wx.cloud.callFunction` is on a phone. Answers the function's result. */
export async function answerCall({ req, res, url }: Exchange, route: CallRoute): Promise<void> {
  if (req.method !== 'POST') throw new HttpError(405, 'METHOD_NOT_ALLOWED', 'calls are POST');
  const fn = decodeURIComponent(url.pathname.slice('/call/'.length));
  if (!route.host.has(fn)) {
    const message = `FunctionName parameter could not be found. [${fn}]`;
    throw new HttpError(404, 'FUNCTIONS_REQUEST_FAIL', message);
  }
  const openid = headerOf(req.headers['x-openid']);
  const trouble = openidTrouble(openid);
  if (trouble !== undefined || openid === undefined) {
    throw new HttpError(400, 'INVALID_OPENID', trouble ?? 'x-openid is missing');
  }
  const data = await readJson(req, CALL_LIMIT_BYTES);
  const opengid = headerOf(req.headers['x-opengid']);
  const event = route.cloudIds.openFields(
    withGroup(data, { openid, opengid }, route.cloudIds),
    openid,
  );

  const strike = route.faults.strike([fn, `${fn}.${actionOf(event)}`]);
  const reply = await invokeOrStrike({ fn, openid, event, strike }, route.host);
  if (!reply) return void req.socket.destroy();
  answer(reply, { req, res, url });
}

interface Tap {
  readonly fn: string;
  readonly openid: string;
  readonly event: unknown;
  readonly strike: Strike;
}

/** @returns nothing when a fault swallows the answer */
async function invokeOrStrike(tap: Tap, host: Host): Promise<InvokeReply | undefined> {
  const { fn, openid, event } = tap;
  const { delayMs, rule } = tap.strike;
  if (delayMs > 0) await sleep(delayMs);
  if (rule?.kind === 'drop') return undefined;
  if (rule?.kind === 'error') {
    throw new HttpError(500, rule.code ?? 'SYS_ERR', rule.message ?? 'a fault rule struck');
  }
  const crash = rule?.kind === 'crash' ? { crashAfterMs: rule.ms ?? 5 } : {};
  const reply = await host.invoke({ fn, openid, event, source: 'wx_client', ...crash });
  return rule?.kind === 'lost-reply' ? undefined : reply;
}

const FAILED_STATUS: Readonly<Record<string, number>> = {
  FUNCTIONS_REQUEST_FAIL: 404,
  FUNCTIONS_TIME_LIMIT_EXCEEDED: 504,
};

function answer(reply: InvokeReply, { res }: Exchange): void {
  const headers = {
    'x-invocation': reply.record.id,
    'x-cost': JSON.stringify(reply.record.counters),
  };
  const shown = reply.ok ? reply.result : { code: reply.code, message: reply.message };
  const status = reply.ok ? 200 : (FAILED_STATUS[reply.code] ?? 500);
  sendJson(res, shown, { status, headers });
}

/** A card opened in a group carries the group as a CloudID in the top-level field `group`. */
function withGroup(
  data: unknown,
  { openid, opengid }: { openid: string; opengid: string | undefined },
  cloudIds: CloudIds,
): unknown {
  if (opengid === undefined) return data;
  const entry = cloudIds.enterGroup(openid, opengid);
  if ('errCode' in entry) throw new HttpError(403, String(entry.errCode), entry.errMsg);
  if (data === null || typeof data !== 'object') return data;
  return { ...data, group: { $cloudID: entry.cloudID } };
}

const actionOf = (event: unknown): string =>
  String((event as { action?: unknown } | null)?.action ?? '');

const headerOf = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;
