import { api, Refusal } from './api';
import type { Kit } from './kit';

interface RequestOptions {
  readonly url: string;
  readonly method?: string;
  readonly data?: string | ArrayBuffer | Record<string, unknown>;
  readonly header?: Readonly<Record<string, string>>;
  readonly dataType?: 'json' | 'text';
  readonly responseType?: 'text' | 'arraybuffer';
  /** Milliseconds. */
  readonly timeout?: number;
}

interface UploadOptions extends RequestOptions {
  readonly filePath: string;
  readonly name: string;
  readonly formData?: Readonly<Record<string, string>>;
}

const TIMEOUT_MS = 60_000;

/** `wx.request` and its like, to this very server: WeChat too lets only listed domains through. */
export function requestApi(kit: Kit): Record<string, unknown> {
  const { net, files } = kit;
  return {
    request: abortable<RequestOptions>('request', async (options, signal) => {
      const { url, init } = prepared(options);
      const response = await net.fetch(url, { ...init, signal });
      return { ...headOf(response), data: await bodyOf(response, options) };
    }),
    downloadFile: abortable<RequestOptions>('downloadFile', async (options, signal) => {
      const url = ownUrl(options.url);
      const response = await net.fetch(url, { signal, ...headersOf(options) });
      return { ...headOf(response), tempFilePath: await files.keep(await response.blob(), url) };
    }),
    uploadFile: abortable<UploadOptions>('uploadFile', async (options, signal) => {
      const bytes = files.read(options.filePath);
      if (!bytes) throw new Refusal(`file not found ${options.filePath}`);
      const body = new FormData();
      for (const [field, value] of Object.entries(options.formData ?? {})) body.set(field, value);
      body.set(options.name, new Blob([bytes]), 'file');
      const url = ownUrl(options.url);
      const response = await net.fetch(url, {
        method: 'POST',
        body,
        signal,
        ...headersOf(options),
      });
      return { statusCode: response.status, data: await response.text() };
    }),
  };
}

/** WeChat answers these with a task and never with a promise. */
function abortable<O extends RequestOptions>(
  name: string,
  work: (options: O, signal: AbortSignal) => Promise<object>,
) {
  return (options: O) => {
    const stop = new AbortController();
    const timer = setTimeout(
      () => stop.abort(new Refusal('timeout')),
      options.timeout ?? TIMEOUT_MS,
    );
    const run = api<O>(name, async (given) => {
      try {
        return await work(given, stop.signal);
      } finally {
        clearTimeout(timer);
      }
    });
    void run({ complete: () => undefined, ...(options as object) });
    return {
      abort: () => stop.abort(new Refusal('abort')),
      onHeadersReceived: () => undefined,
      offHeadersReceived: () => undefined,
      onProgressUpdate: () => undefined,
      offProgressUpdate: () => undefined,
    };
  };
}

function prepared(options: RequestOptions): { url: string; init: RequestInit } {
  const { method = 'GET', data } = options;
  const url = ownUrl(options.url);
  const upper = method.toUpperCase();
  if (data === undefined) return { url, init: { method: upper, ...headersOf(options) } };
  if (upper === 'GET' && typeof data === 'object' && !(data instanceof ArrayBuffer)) {
    const query = new URLSearchParams(
      Object.entries(data).map(([key, value]) => [key, String(value)]),
    );
    return { url: `${url}${url.includes('?') ? '&' : '?'}${query}`, init: headersOf(options) };
  }
  const plain = typeof data === 'string' || data instanceof ArrayBuffer;
  return {
    url,
    init: { method: upper, body: plain ? data : JSON.stringify(data), ...headersOf(options) },
  };
}

const headersOf = ({ header }: RequestOptions): RequestInit => ({
  headers: { 'content-type': 'application/json', ...header },
});

/** @throws Refusal as WeChat does for a domain nobody has listed */
function ownUrl(url: string): string {
  const target = new URL(url, location.href);
  if (target.origin !== location.origin) throw new Refusal('url not in domain list');
  return target.href;
}

const headOf = (response: Response) => ({
  statusCode: response.status,
  header: Object.fromEntries(response.headers),
  cookies: [],
});

async function bodyOf(
  response: Response,
  { responseType = 'text', dataType = 'json' }: RequestOptions,
): Promise<unknown> {
  if (responseType === 'arraybuffer') return response.arrayBuffer();
  const text = await response.text();
  if (dataType !== 'json') return text;
  try {
    return JSON.parse(text);
  } catch {
    // WeChat hands over the text when it is not JSON.
    return text;
  }
}
