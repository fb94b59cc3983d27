/** The only place that talks to the cloud. Never throws: no answer in time is OFFLINE. */
import { CALL_TIMEOUT_MS } from '../config';
import type { Call, Reply } from '../contract/protocol';
import { heedAgreement } from './agreement';

const OFFLINE: Reply<never> = { ok: false, code: 'OFFLINE' };
const BROKEN: Reply<never> = { ok: false, code: 'INTERNAL' };

/** What the platform says when the call never arrived, as opposed to a function that broke. */
const NO_NETWORK = /timeout|time out|network|request:fail|interrupted|ERR_|-404011|-404012/i;

export async function cloudTransport(fn: string, call: Call): Promise<Reply<unknown>> {
  try {
    const reply = await inTime(ask(fn, call));
    heedAgreement(reply);
    return reply;
  } catch (error) {
    const said = String((error as { errMsg?: string } | undefined)?.errMsg ?? error);
    return NO_NETWORK.test(said) ? OFFLINE : BROKEN;
  }
}

async function ask(fn: string, call: Call): Promise<Reply<unknown>> {
  const { result } = await wx.cloud.callFunction({ name: fn, data: call as never });
  const reply = result as Reply<unknown> | undefined;
  return typeof reply?.ok === 'boolean' ? reply : BROKEN;
}

/** The platform has no time limit of its own here. */
function inTime(asked: Promise<Reply<unknown>>): Promise<Reply<unknown>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(OFFLINE), CALL_TIMEOUT_MS);
    asked.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
