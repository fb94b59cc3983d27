import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../cloud/requests';

/** An answer other than 200, in words for whoever made the request. */
export class HttpError extends Error {
  override readonly name = 'HttpError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly url: URL;
}

export function sendJson(
  res: ServerResponse,
  value: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): void {
  const text = JSON.stringify(value) ?? 'null';
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  });
  res.end(text);
}

/**
 * Where a request goes. A path that begins with two slashes names a host to some readers and a folder to others,
 * and a broken percent sign is read by nobody.
 * @throws HttpError 400
 */
export function urlOf({ url: asked = '/' }: IncomingMessage): URL {
  try {
    if (!/^\/(?!\/)/.test(asked)) throw new URIError('no path');
    const url = new URL(asked, 'http://local');
    decodeURIComponent(url.pathname);
    return url;
  } catch {
    throw new HttpError(400, 'INVALID_PATH', 'the path cannot be read');
  }
}

/** @throws HttpError 400 for anything that is not JSON; an empty body is an empty object */
export async function readJson(req: IncomingMessage, limit?: number): Promise<unknown> {
  const text = (await readBody(req, limit)).toString('utf8');
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new HttpError(400, 'INVALID_JSON', 'the body is not JSON');
  }
}

/** @throws HttpError 400 for an array, text or number */
export async function readObject(req: IncomingMessage): Promise<Record<string, unknown>> {
  const value = await readJson(req);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new HttpError(400, 'INVALID_JSON', 'the body must be a JSON object');
  }
  return value as Record<string, unknown>;
}

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d+)?$/i;
const LOOPBACK_PEER = /^(?:::ffff:)?127\.|^::1$/;

/**
 * Only this machine, and only pages this machine served: the peer, the Host header (a foreign name
 * that resolves to 127.0.0.1 is a rebinding attack) and the Origin a browser adds must be loopback.
 */
export function fromThisMachine(req: IncomingMessage): boolean {
  const { host = '', origin } = req.headers;
  if (!LOOPBACK_PEER.test(req.socket.remoteAddress ?? '')) return false;
  if (!LOOPBACK.test(host)) return false;
  return origin === undefined || LOOPBACK.test(origin.replace(/^https?:\/\//, ''));
}
