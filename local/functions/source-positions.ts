import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, resolve } from 'node:path';

const FRAME = /\(?(\/[^():]+\.js):(\d+):(\d+)\)?/g;

/**
 * Turns positions in a minified bundle into positions in its sources. Done when something failed, in the
 * host: reading the maps in every worker would slow every start.
 */
export function withSourcePositions(stack: string): string {
  const maps = new Map<string, SourceMap | undefined>();
  return stack.replace(FRAME, (frame, file: string, line: string, column: string) => {
    if (!maps.has(file)) maps.set(file, readMap(file));
    const entry = maps.get(file)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (!entry || !('originalSource' in entry)) return frame;
    const source = resolve(dirname(file), entry.originalSource);
    return `(${source}:${entry.originalLine + 1}:${entry.originalColumn + 1})`;
  });
}

function readMap(file: string): SourceMap | undefined {
  const mapFile = `${file}.map`;
  if (!existsSync(mapFile)) return undefined;
  return new SourceMap(JSON.parse(readFileSync(mapFile, 'utf8')));
}
