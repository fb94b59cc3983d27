import { createRequire } from 'node:module';
import { join } from 'node:path';

interface Compiler {
  wxmlToJs(folder: string, options: { maxBuffer: number }): string;
  wxssToJs(folder: string, options: { maxBuffer: number }): string;
}

const MAX_BUFFER = 64 << 20;

/** @returns the compilers' complaints; empty when both accept the app */
export function compileWithWechat(appRoot: string): readonly string[] {
  const compiler = createRequire(join(process.cwd(), 'package.json'))(
    'miniprogram-compiler',
  ) as Compiler;
  return [
    ...complaintsOf('wxml', () => compiler.wxmlToJs(appRoot, { maxBuffer: MAX_BUFFER })),
    ...complaintsOf('wxss', () => compiler.wxssToJs(appRoot, { maxBuffer: MAX_BUFFER })),
  ];
}

/** They print what is wrong and go on with nothing, so an empty result is a complaint too. */
function complaintsOf(what: string, compile: () => string): readonly string[] {
  try {
    const code = compile();
    return code.trim() === '' ? [`${what}: the compiler made nothing of it`] : [];
  } catch (trouble) {
    return [`${what}: ${(trouble as Error).message}`];
  }
}
