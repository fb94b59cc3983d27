/** What goes between the host and a worker. Everything a function sees crosses as JSON text. */
export interface WorkerStart {
  readonly file: string;
  readonly clock: SharedArrayBuffer;
  readonly baseEnv: Readonly<Record<string, string>>;
}

export interface WorkerCall {
  readonly id: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly eventJson: string;
  readonly context: Readonly<Record<string, unknown>>;
}

export interface Failure {
  readonly message: string;
  readonly stack: string;
}

export type WorkerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'unloadable'; readonly failure: Failure }
  | { readonly type: 'log'; readonly line: string }
  | { readonly type: 'done'; readonly id: string; readonly resultJson: string }
  | { readonly type: 'failed'; readonly id: string; readonly failure: Failure };
