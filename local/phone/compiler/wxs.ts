import { type Node, parse } from 'acorn';
import { simple } from 'acorn-walk';
import { SourceError } from './model';

interface Spot extends Node {
  readonly raw?: string;
  readonly value?: unknown;
  readonly computed?: boolean;
  readonly object?: Node;
  readonly property?: Node & { readonly name?: string };
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * WXS is not quite JavaScript: `x.constructor` is the name of a type, an unknown escape keeps its backslash
 * (so that `getRegExp('\d')` means a digit), and there are `getRegExp`, `getDate` and no `new`.
 */
export function compileWxs(file: string, source: string): string {
  const edits: Edit[] = [];
  simple(parseOrTell(file, source), {
    Literal(node) {
      const { raw, value, start, end } = node as Spot;
      if (typeof value !== 'string' || !raw?.includes('\\')) return;
      const text = raw.replace(/\\([^\\'"nrtbfv0xu\r\n])/g, '\\\\$1');
      if (text !== raw) edits.push({ start, end, text });
    },
    MemberExpression(node) {
      const { computed, object, property } = node as Spot;
      if (computed || property?.name !== 'constructor' || !object) return;
      edits.push({ start: object.start, end: object.start, text: '__wxs.typeOf(' });
      edits.push({ start: object.end, end: node.end, text: ')' });
    },
  });
  const globals = 'getRegExp=__wxs.getRegExp,getDate=__wxs.getDate';
  return `var __wxs=globalThis.__yuanbaWxs,${globals};${edited(source, edits)}`;
}

/** Applies edits that do not overlap. */
function edited(source: string, edits: readonly Edit[]): string {
  let text = source;
  for (const edit of [...edits].sort((a, b) => b.start - a.start)) {
    text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
  }
  return text;
}

function parseOrTell(file: string, source: string): Node {
  try {
    return parse(source, { ecmaVersion: 2022, sourceType: 'script' });
  } catch (trouble) {
    throw new SourceError(file, (trouble as Error).message);
  }
}
