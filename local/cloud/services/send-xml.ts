import type { ServerResponse } from 'node:http';

/** COS answers errors in XML, and the SDK reads them there. */
export function sendXml(res: ServerResponse, status: number, code: string, message: string): void {
  res.writeHead(status, { 'content-type': 'application/xml' });
  res.end(
    `<?xml version='1.0' encoding='utf-8' ?>\n<Error><Code>${code}</Code><Message>${message}</Message>` +
      '<RequestId>local</RequestId><TraceId>local</TraceId></Error>',
  );
}
