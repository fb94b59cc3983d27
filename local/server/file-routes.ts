import { readBody } from '../cloud/requests';
import type { Files } from '../cloud/services/files';
import { parseMultipart } from '../cloud/services/multipart';
import { sendXml } from '../cloud/services/send-xml';
import type { Exchange } from './http';

const PREFIX = '/files/';

/** What object storage does at `/files/<path>`: PUT of SDK 4, form POST of SDK 2 and 3, signed GET. */
export async function answerFiles(exchange: Exchange, files: Files): Promise<void> {
  const { req, res, url } = exchange;
  const path = decodeURIComponent(url.pathname.slice(PREFIX.length));
  switch (req.method) {
    case 'GET':
    case 'HEAD':
      return files.serve(path, url.searchParams, { req, res });
    case 'PUT':
      return put(exchange, path, files);
    case 'POST':
      return post(exchange, path, files);
    default:
      return sendXml(res, 405, 'MethodNotAllowed', 'The method is not allowed.');
  }
}

async function put({ req, res }: Exchange, path: string, files: Files): Promise<void> {
  if (!files.spend(req.headers.authorization ?? '', path)) {
    return sendXml(res, 403, 'SignatureDoesNotMatch', 'The signature is unknown or was used.');
  }
  await files.put(path, req);
  res.writeHead(200).end();
}

async function post({ req, res }: Exchange, path: string, files: Files): Promise<void> {
  const parts = parseMultipart(await readBody(req), req.headers['content-type'] ?? '');
  const field = (name: string) => parts.find((part) => part.name === name)?.data;
  const signature = (field('signature') ?? field('Signature'))?.toString('utf8') ?? '';
  const file = field('file');
  if (!file || !files.spend(signature, path)) {
    return sendXml(res, 403, 'SignatureDoesNotMatch', 'The signature is unknown or was used.');
  }
  await files.put(path, file);
  res.writeHead(201, { 'content-type': 'application/xml' });
  res.end(`<PostResponse><Key>${encodeURIComponent(path)}</Key></PostResponse>`);
}
