import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Asked, answer, type CloudParts, type Reply } from './actions';
import { type AdminRequest, readAdminRequest } from './requests';
import { WireError, type WireReply } from './wire';

/** Answers the SDKs at `POST /admin`: always HTTP 200, an error is a code in the body. */
export interface CloudServer {
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
}

export function createCloudServer(parts: CloudParts): CloudServer {
  return {
    async handle(req, res) {
      const startedMs = performance.now();
      const asked = await readAsked(req, parts).catch((trouble: unknown) => errorReply(trouble));
      if (!('action' in asked)) return send(res, pack({ json: asked }));
      const reply = await answerOrStrike(asked, parts);
      // What a broken line looks like to the SDK: the socket ends without an answer.
      if (!reply) return void req.socket.destroy();
      const packed = pack(reply);
      // Before it is sent: the function may end, and its cost be read, as soon as it arrives.
      count(asked, reply, { bytesOut: packed.bytes.length, ms: performance.now() - startedMs });
      send(res, packed);
    },
  };
}

/** @returns nothing when a fault swallows the answer */
async function answerOrStrike(asked: Asked, parts: CloudParts): Promise<Reply | undefined> {
  const { delayMs, rule } = parts.faults.strike(namesOf(asked));
  if (delayMs > 0) await sleep(delayMs);
  if (rule?.kind === 'crash' && asked.invocation) parts.host().crash(asked.invocation.token);
  if (rule?.kind === 'drop' || rule?.kind === 'crash') return undefined;
  if (rule?.kind === 'error') return { json: struck(rule.code, rule.message) };
  const reply = await answer(asked, parts).catch((trouble: unknown) => ({
    json: errorReply(trouble),
  }));
  return rule?.kind === 'lost-reply' ? undefined : reply;
}

async function readAsked(req: IncomingMessage, parts: CloudParts): Promise<Asked> {
  const request = await readAdminRequest(req);
  const invocation = parts.invocations.find(request.body.wxCloudApiToken);
  return invocation ? { ...request, invocation } : request;
}

const struck = (code = 'SYS_ERR', message = 'a fault rule struck'): WireReply => ({
  code,
  message,
  requestId: randomUUID(),
});

function errorReply(trouble: unknown): WireReply {
  const requestId = randomUUID();
  if (trouble instanceof WireError) {
    return { code: trouble.code, message: trouble.message, requestId };
  }
  const message = trouble instanceof Error ? (trouble.stack ?? trouble.message) : String(trouble);
  return { code: 'SYS_ERR', message, requestId };
}

interface Packed {
  readonly type: string;
  readonly bytes: Buffer;
}

function pack(reply: Reply): Packed {
  // The SDK takes protobuf and payment answers for an error when they say they are JSON.
  if ('raw' in reply) return { type: 'application/octet-stream', bytes: reply.raw };
  return {
    type: 'application/json; charset=utf-8',
    bytes: Buffer.from(JSON.stringify(reply.json)),
  };
}

function send(res: ServerResponse, { type, bytes }: Packed): void {
  res.writeHead(200, { 'content-type': type, 'content-length': bytes.length });
  res.end(bytes);
}

const NAMED: Readonly<Record<string, string>> = {
  functions: 'function_name',
  database: 'collectionName',
  wx: 'apiName',
  storage: 'path',
};

const targetOf = ({ action, body }: AdminRequest): string | undefined => {
  const target = body[NAMED[action.split('.')[0] ?? ''] ?? ''];
  return typeof target === 'string' ? target : undefined;
};

/** The names a fault rule may use for this request. */
function namesOf(asked: Asked): (string | undefined)[] {
  const target = asked.action.startsWith('wx.') ? targetOf(asked) : undefined;
  return [asked.action, target];
}

function count(asked: Asked, reply: Reply, spent: { bytesOut: number; ms: number }): void {
  const { action, invocation, bytes } = asked;
  if (!invocation) return;
  const { counters } = invocation;
  if (action.startsWith('database.')) counters.requests += 1;
  else counters.otherRequests += 1;
  counters.bytesIn += bytes;
  counters.bytesOut += spent.bytesOut;
  const code = 'json' in reply ? (reply.json as { code?: string }).code : undefined;
  const target = targetOf(asked);
  invocation.requests.push({
    op: action,
    ms: Math.round(spent.ms * 10) / 10,
    ...(target === undefined ? {} : { target }),
    ...(code === undefined ? {} : { code }),
  });
}
