import { api, Refusal } from '../api';
import type { Kit } from '../kit';
import { cloudFilesApi } from './cloud-files';

interface CallOptions {
  readonly name: string;
  readonly data?: object;
}

/** A CloudID travels as `{ $cloudID }`; the platform opens it when it is a direct field of the data. */
class CloudID {
  constructor(readonly cloudID: string) {}

  toJSON(): object {
    return { $cloudID: this.cloudID };
  }
}

/** The platform's codes: the call did not come through; it came through and the function failed. */
const NO_WAY_THROUGH = -404011;
const EXECUTE_FAIL = -504002;

/** `wx.cloud`: the same shapes, answered by the local server. */
export function cloudApi(kit: Kit): Record<string, unknown> {
  return {
    cloud: {
      init: () => undefined,
      CloudID: (id: string) => new CloudID(id),
      callFunction: api<CallOptions>('cloud.callFunction', (call) => callFunction(kit, call)),
      ...cloudFilesApi(kit),
      /** Pages have no business with the database: functions decide. */
      database() {
        throw new Error('wx.cloud.database: the phone reads and writes through functions only');
      },
      DYNAMIC_CURRENT_ENV: Symbol.for('DYNAMIC_CURRENT_ENV'),
    },
  };
}

async function callFunction(
  { net, context }: Kit,
  { name, data = {} }: CallOptions,
): Promise<object> {
  const started = performance.now();
  const action = String((data as { action?: unknown }).action ?? '');
  const told = (ok: boolean) =>
    context.tell({ kind: 'call', name, action, ms: Math.round(performance.now() - started), ok });
  try {
    const response = await net.fetch(`/call/${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(data),
    });
    const answer: unknown = await response.json();
    if (!response.ok)
      throw failure(EXECUTE_FAIL, `functions execute fail | errMsg: ${wordsOf(answer)}`);
    told(true);
    return { result: answer, requestID: response.headers.get('x-invocation') ?? '' };
  } catch (trouble) {
    told(false);
    if (trouble instanceof Refusal) throw trouble;
    const { message } = trouble as Error;
    const words = message.startsWith('request:fail') ? message : `request:fail ${message}`;
    throw failure(NO_WAY_THROUGH, `cloud function execution error | errMsg: ${words}`);
  }
}

const failure = (errCode: number, words: string): Refusal =>
  new Refusal(`fail Error: errCode: ${errCode} ${words}`, { errCode });

function wordsOf(answer: unknown): string {
  const { code = '', message = '' } = (answer ?? {}) as { code?: string; message?: string };
  return `${code} ${message}`.trim();
}
