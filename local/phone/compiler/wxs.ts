import { type Node, parse } from 'acorn';
import { simple } from 'acorn-walk';
import MagicString from 'magic-string';
import { SourceError } from './model';

interface Spot extends Node {
  readonly raw?: string;
  readonly value?: unknown;
  readonly computed?: boolean;
  readonly object?: Node;
  readonly property?: Node & { readonly name?: string };
}

/**
 * WXS is not quite JavaScript: `x.constructor` is the name of a type, an unknown escape keeps its backslash
 * (so that `getRegExp('\d')` means a digit), and there are `getRegExp`, `getDate` and no `new`.
 */
export function compileWxs(file: string, source: string): string {
  const text = new MagicString(source);
  const tree = parseOrTell(file, source);
  simple(tree, {
    Literal(node) {
      const { raw, value, start, end } = node as Spot;
      if (typeof value !== 'string' || !raw?.includes('\\')) return;
      const kept = raw.replace(/\\([^\\'"nrtbfv0xu\r\n])/g, '\\\\$1');
      if (kept !== raw) text.overwrite(start, end, kept);
    },
    MemberExpression(node) {
      const { computed, object, property } = node as Spot;
      if (computed || property?.name !== 'constructor' || !object) return;
      text.prependLeft(object.start, '__wxs.typeOf(');
      text.overwrite(object.end, node.end, ')');
    },
  });
  return `var __wxs=globalThis.__yuanbaWxs,getRegExp=__wxs.getRegExp,getDate=__wxs.getDate;${text.toString()}`;
}

function parseOrTell(file: string, source: string): Node {
  try {
    return parse(source, { ecmaVersion: 2022, sourceType: 'script' });
  } catch (trouble) {
    throw new SourceError(file, (trouble as Error).message);
  }
}
