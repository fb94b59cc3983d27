/** Why the platform refuses a cloud path; undefined when it does not. */
export function pathTrouble(path: unknown): string | undefined {
  if (typeof path !== 'string' || path === '' || path.length > 850) {
    return 'path must be a text of 1 to 850 characters';
  }
  if (path.startsWith('/') || path.includes('//') || path.split('/').includes('..')) {
    return `invalid path: ${path}`;
  }
  // `?` and `#` would end the path of a temporary URL, which the SDK encodes only as a whole.
  return /[?#\\\p{Cc}]/u.test(path) ? `invalid path: ${path}` : undefined;
}
