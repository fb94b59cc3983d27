import type { IncomingMessage } from 'node:http';
import { parseMultipart } from './services/multipart';
import { WireError } from './wire';

/** A request of an SDK, whichever way its body was written. Parts of a form stay bytes. */
export interface AdminRequest {
  readonly action: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly forms: Readonly<Record<string, Buffer>>;
  readonly bytes: number;
}

/** What `wx.wxPayApi`, `wx.openApi` and batch inserts may need; more is a mistake. */
const BODY_LIMIT = 64 * 1024 * 1024;

/** @throws WireError EXCEED_MAX_PAYLOAD_SIZE */
export async function readBody(req: IncomingMessage, limit = BODY_LIMIT): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of req) {
    const piece = chunk as Buffer;
    bytes += piece.length;
    if (bytes > limit) {
      throw new WireError('EXCEED_MAX_PAYLOAD_SIZE', `request body is larger than ${limit} bytes`);
    }
    chunks.push(piece);
  }
  return Buffer.concat(chunks);
}

/** @throws WireError INVALID_PARAM when the body is neither JSON nor a form, or names no action */
export async function readAdminRequest(req: IncomingMessage): Promise<AdminRequest> {
  const raw = await readBody(req);
  const type = req.headers['content-type'] ?? '';
  const request = type.includes('multipart/form-data') ? fromForm(raw, type) : fromJson(raw);
  const { action } = request.body;
  if (typeof action !== 'string') throw new WireError('INVALID_PARAM', 'the request has no action');
  return { ...request, action, bytes: raw.length };
}

function fromForm(raw: Buffer, type: string): Pick<AdminRequest, 'body' | 'forms'> {
  const parts = parseMultipart(raw, type);
  const forms = Object.fromEntries(parts.map(({ name, data }) => [name, data]));
  const body = Object.fromEntries(
    parts.map(({ name, data }) => [name, name === 'requestData' ? data : data.toString('utf8')]),
  );
  return { body, forms };
}

function fromJson(raw: Buffer): Pick<AdminRequest, 'body' | 'forms'> {
  try {
    const body: unknown = JSON.parse(raw.toString('utf8'));
    if (body !== null && typeof body === 'object' && !Array.isArray(body)) {
      return { body: body as Record<string, unknown>, forms: {} };
    }
  } catch {
    // Falls through to the one answer for everything unreadable.
  }
  throw new WireError('INVALID_PARAM', 'the request body is not a JSON object');
}
