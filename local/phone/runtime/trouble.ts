import type { PhoneMessage } from './ports';

const told = new Set<string>();
let tell: (message: PhoneMessage) => void = () => undefined;
let onError: (text: string) => void = () => undefined;

/** Where troubles go besides the console: the shell page and `wx.onError`. */
export function routeTrouble(to: typeof tell, errors: typeof onError): void {
  tell = to;
  onError = errors;
}

/**
 * Something the phone does not have, named once: it must be seen, and must not stop the page.
 * What a package's component asks for is its maker's business: a warning.
 */
export function missing(what: string, owner = ''): void {
  if (told.has(what)) return;
  told.add(what);
  const text = `[phone] not here: ${what}${owner ? ` (${owner})` : ''}`;
  if (owner.startsWith('miniprogram_npm/')) warn(text);
  else show(text);
}

/** An error thrown by the mini-program's own code. */
export function thrown(error: unknown, where = ''): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  show(where ? `${where}\n${text}` : text);
  onError(text);
}

function show(text: string): void {
  // biome-ignore lint/suspicious/noConsole: the console is where a developer of the mini-program looks
  console.error(text);
  tell({ kind: 'trouble', text });
}

function warn(text: string): void {
  // biome-ignore lint/suspicious/noConsole: as above
  console.warn(text);
}
