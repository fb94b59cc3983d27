/** What may be stored. */
import { isPlain } from '../query/value';
import type { WireError } from '../wire';
import { DOCUMENT_BYTES, NESTING_DEPTH, OWN_DOCUMENT_BYTES } from './limits';
import { refusedInsert, strict } from './messages';
import type { Written } from './tables';

/** @throws WireError for operators as field names, for what is too deep, and for what is too large */
export function checkDoc({ doc, text }: Written, options: { strict: boolean }): void {
  checkNames(doc, 1);
  // Characters first: counting bytes of every document would cost more than the check is worth.
  if (text.length * 3 <= OWN_DOCUMENT_BYTES) return;
  const bytes = Buffer.byteLength(text);
  if (options.strict && bytes > OWN_DOCUMENT_BYTES) {
    throw strict(`a document of ${bytes} bytes; the platform promises ${OWN_DOCUMENT_BYTES}`);
  }
  if (bytes > DOCUMENT_BYTES) throw tooLarge(bytes);
}

const tooLarge = (bytes: number): WireError =>
  refusedInsert(`an inserted document is too large: ${bytes} bytes, at most ${DOCUMENT_BYTES}`);

function checkNames(value: unknown, depth: number): void {
  if (depth > NESTING_DEPTH) {
    throw refusedInsert(`Document exceeds maximum nested object depth: ${NESTING_DEPTH}`);
  }
  if (Array.isArray(value)) {
    for (const item of value) checkNames(item, depth + 1);
    return;
  }
  if (!isPlain(value)) return;
  for (const name in value) {
    if (name.startsWith('$') && name !== '$minKey' && name !== '$maxKey') {
      throw refusedInsert(
        `The dollar ($) prefixed field '${name}' in '${name}' is not valid for storage.`,
      );
    }
    checkNames(value[name], depth + 1);
  }
}
