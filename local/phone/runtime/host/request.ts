import type { Launch, Network } from '../ports';

/** A slow network takes this long each way. */
const SLOW_MS = 1500;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Requests to the local server as this person, in this weather. */
export function createRequest(
  launch: Launch,
  network: () => Network,
): (path: string, init?: RequestInit) => Promise<Response> {
  return async (path, init = {}) => {
    if (network() === 'slow') await wait(SLOW_MS);
    if (network() === 'offline') throw new TypeError('Failed to fetch');
    const headers = new Headers(init.headers);
    headers.set('x-openid', launch.openid);
    if (launch.opengid) headers.set('x-opengid', launch.opengid);
    const answer = await fetch(path, { ...init, headers });
    if (network() === 'slow') await wait(SLOW_MS);
    return answer;
  };
}
