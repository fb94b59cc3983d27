/** One field of a multipart/form-data body; values stay bytes, because some are protobuf. */
export interface Part {
  readonly name: string;
  readonly filename?: string;
  readonly data: Buffer;
}

const CRLF = Buffer.from('\r\n');
const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * Splits a whole multipart body. Bodies here are a few kilobytes, so nothing is streamed;
 * the fetch API's own parser is no use, because it reads fields without a file name as text.
 * @throws RangeError when the content type names no boundary
 */
export function parseMultipart(body: Buffer, contentType: string): Part[] {
  const boundary = /boundary=(?:"([^"]+)"|([^;]+))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined) throw new RangeError('multipart body without a boundary');
  const fence = Buffer.from(`--${mark.trim()}`);
  const parts: Part[] = [];
  let at = body.indexOf(fence);
  while (at >= 0) {
    const start = at + fence.length + CRLF.length;
    const end = body.indexOf(fence, start);
    if (end < 0) break;
    const part = parsePart(body.subarray(start, end - CRLF.length));
    if (part) parts.push(part);
    at = end;
  }
  return parts;
}

function parsePart(bytes: Buffer): Part | undefined {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const head = bytes.subarray(0, headEnd).toString('utf8');
  const name = /\bname="([^"]*)"/i.exec(head)?.[1];
  if (name === undefined) return undefined;
  const filename = /\bfilename="([^"]*)"/i.exec(head)?.[1];
  const data = bytes.subarray(headEnd + HEAD_END.length);
  return filename === undefined ? { name, data } : { name, filename, data };
}
