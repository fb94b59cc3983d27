/** How every `wx.xxx` answers: by callbacks when any is given, by a promise otherwise. */

export interface Callbacks {
  readonly success?: (result: object) => void;
  readonly fail?: (failure: Failure) => void;
  readonly complete?: (outcome: object) => void;
}

/** What WeChat hands to `fail` and rejects with. */
export interface Failure {
  readonly errMsg: string;
  readonly errCode?: number;
  readonly errno?: number;
}

/** Thrown inside an API's work: becomes `<api>:fail <reason>`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    reason: string,
    readonly codes: { readonly errCode?: number; readonly errno?: number } = {},
  ) {
    super(reason);
  }
}

export type Api = (options?: Callbacks & object) => Promise<object> | undefined;

/**
 * An API with WeChat's two styles. `work` returns the object `success` gets beside `errMsg`, or nothing.
 * Never answers before the caller has gone on, as in WeChat.
 */
export function api<O extends object>(name: string, work: (options: O) => unknown): Api {
  return (options = {}) => {
    const outcome = answerOf(name, async () => work(options as O));
    const { success, fail, complete } = options;
    if (!success && !fail && !complete) return outcome;
    void outcome.then(
      (result) => {
        success?.(result);
        complete?.(result);
      },
      (failure: Failure) => {
        fail?.(failure);
        complete?.(failure);
      },
    );
    return undefined;
  };
}

async function answerOf(name: string, work: () => Promise<unknown>): Promise<object> {
  try {
    await Promise.resolve();
    return { errMsg: `${name}:ok`, ...((await work()) as object | undefined) };
  } catch (trouble) {
    throw failureOf(name, trouble);
  }
}

export function failureOf(name: string, trouble: unknown): Failure {
  const reason = trouble instanceof Error ? trouble.message : String(trouble);
  const codes = trouble instanceof Refusal ? trouble.codes : {};
  return { errMsg: `${name}:${reason.startsWith('fail') ? reason : `fail ${reason}`}`, ...codes };
}

/** A synchronous API: what goes wrong is thrown as an Error that also carries `errMsg`. */
export function sync<A extends unknown[], R>(
  name: string,
  work: (...args: A) => R,
): (...args: A) => R {
  return (...args) => {
    try {
      return work(...args);
    } catch (trouble) {
      const failure = failureOf(name, trouble);
      throw Object.assign(new Error(failure.errMsg), failure);
    }
  };
}

export type Listener<T> = (detail: T) => void;

/** `onXxx` and `offXxx` over a source that returns its own way out. */
export function listeners<T>(source: (emit: Listener<T>) => () => void): {
  on(listener: Listener<T>): void;
  off(listener?: Listener<T>): void;
} {
  const heard = new Map<Listener<T>, () => void>();
  const stop = (listener: Listener<T>) => {
    heard.get(listener)?.();
    heard.delete(listener);
  };
  return {
    on(listener) {
      stop(listener);
      heard.set(listener, source(listener));
    },
    off(listener) {
      if (listener) stop(listener);
      else for (const one of [...heard.keys()]) stop(one);
    },
  };
}
