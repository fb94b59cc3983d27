/** One JSON line for each invocation. No openid, no names, no input ever goes into it. */
export interface LogLine {
  readonly level: 'info' | 'error';
  readonly fn: string;
  readonly action: string;
  readonly code: string;
  readonly ms: number;
  /** How many things a piece of due work did. */
  readonly count?: number;
  readonly requestId?: string;
  readonly courtyardId?: string;
  readonly stack?: string;
}

export function log(line: LogLine): void {
  // biome-ignore lint/suspicious/noConsole: the platform collects what functions print
  console.log(JSON.stringify(line));
}
