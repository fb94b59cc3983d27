import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { CloudServer } from '../cloud/server';
import type { Files } from '../cloud/services/files';
import { WireError } from '../cloud/wire';
import { answerCall, type CallRoute } from './call';
import { answerControl, type ControlRoutes } from './control';
import { answerFiles } from './file-routes';
import { type Exchange, fromThisMachine, HttpError, sendJson, urlOf } from './http';
import { answerPhone, type PhoneRoutes } from './phone-routes';
import type { StaticSource } from './ports';

export interface ServerParts {
  readonly cloud: CloudServer;
  readonly files: Files;
  readonly call: CallRoute;
  readonly control: ControlRoutes;
  readonly phone: PhoneRoutes;
  readonly site: StaticSource | undefined;
  /** Calls wait here while the data are being replaced. */
  settled(): Promise<void>;
}

/** The one port of the local product. */
export function createLocalServer(parts: ServerParts): Server {
  const server = createServer((req, res) => {
    route(req, res, parts).catch((trouble: unknown) => answerTrouble(res, trouble));
  });
  // A phone's page may wait behind cold starts; node's own five minutes are plenty.
  server.keepAliveTimeout = 30_000;
  return server;
}

async function route(req: IncomingMessage, res: ServerResponse, parts: ServerParts): Promise<void> {
  const url = urlOf(req);
  const exchange: Exchange = { req, res, url };
  const path = url.pathname;
  if (!fromThisMachine(req)) {
    throw new HttpError(403, 'FORBIDDEN', 'only pages and programs of this machine may ask');
  }
  if (path === '/admin' && req.method === 'POST') return parts.cloud.handle(req, res);
  if (path.startsWith('/files/')) return answerFiles(exchange, parts.files);
  if (path.startsWith('/control/')) return answerControl(exchange, parts.control);
  if (path.startsWith('/call/')) {
    await parts.settled();
    return answerCall(exchange, parts.call);
  }
  if (path.startsWith('/phone/') && (await answerPhone(exchange, parts.phone))) return;
  if (await parts.site?.handle(req, res)) return;
  throw new HttpError(404, 'NOT_FOUND', `nothing at ${path}`);
}

function answerTrouble(res: ServerResponse, trouble: unknown): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const { status, code, message } = troubleOf(trouble);
  // The rest of an oversize body is not read, so the connection cannot be used again.
  const headers: Record<string, string> = status === 413 ? { connection: 'close' } : {};
  sendJson(res, { code, message }, { status, headers });
}

const STATUSES: Readonly<Record<string, number>> = {
  EXCEED_MAX_PAYLOAD_SIZE: 413,
  STORAGE_EXCEED_AUTHORITY: 403,
};

function troubleOf(trouble: unknown): Pick<HttpError, 'status' | 'code' | 'message'> {
  if (trouble instanceof HttpError) return trouble;
  if (trouble instanceof WireError) {
    const { code, message } = trouble;
    return { status: STATUSES[code] ?? 400, code, message };
  }
  const message = trouble instanceof Error ? (trouble.stack ?? trouble.message) : String(trouble);
  return { status: 500, code: 'INTERNAL', message };
}
