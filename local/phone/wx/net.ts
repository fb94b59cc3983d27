import type { PhoneContext } from '../runtime/ports';

export interface Net {
  /**
   * A request as this person's phone sends it: late on a slow network, not at all without one.
   * @throws TypeError when offline, or when the connection breaks
   */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** JSON in, JSON out. @throws ServerTrouble when the server says no */
  post<T>(path: string, body: object): Promise<T>;
}

/** The local server's own words. */
export class ServerTrouble extends Error {
  override readonly name = 'ServerTrouble';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export const OFFLINE = 'request:fail net::ERR_INTERNET_DISCONNECTED';
const SLOW_MS = 1500;

/**
 * The group a card was opened from is not sent along here: the mini-program itself asks for it
 * (`getGroupEnterInfo`) and sends the CloudID, as it must in WeChat.
 */
export function createNet(context: PhoneContext): Net {
  const send: Net['fetch'] = async (path, init = {}) => {
    await weather(context);
    const headers = new Headers(init.headers);
    headers.set('x-openid', context.launch.openid);
    const response = await fetch(path, { ...init, headers });
    // The network may have gone while the server was answering.
    if (context.network() === 'offline') throw new TypeError(OFFLINE);
    return response;
  };
  return {
    fetch: send,
    async post<T>(path: string, body: object) {
      const response = await send(path, { method: 'POST', body: JSON.stringify(body) });
      const answer = (await response.json()) as T & { code?: string; message?: string };
      if (response.ok) return answer;
      throw new ServerTrouble(response.status, answer.code ?? '', answer.message ?? '');
    },
  };
}

/** @throws TypeError when offline */
async function weather(context: PhoneContext): Promise<void> {
  if (context.network() === 'slow') {
    await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
  }
  if (context.network() === 'offline') throw new TypeError(OFFLINE);
}
