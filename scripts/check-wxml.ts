/** Type-checks every template against its component: unknown fields, handlers, attributes and tags. */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { type CheckedComponent, checkedComponent } from './wxml-types';

export interface Finding {
  /** Relative to the app, with line: `pages/home/home.wxml:12`. */
  readonly at: string;
  readonly message: string;
}

/** What is wrong in the templates of an app; reads, writes nothing. */
export function checkWxml(appRoot: string, typings: string): readonly Finding[] {
  const components = templatesBelow(appRoot)
    .map((base) => checkedComponent(base, appRoot))
    .filter((one) => one !== undefined);
  const texts = new Map(components.map((one) => [`${one.base}.ts`, one]));
  const program = programOf([...texts.keys(), typings], (file) => texts.get(file)?.text);
  return components.flatMap((one) => findingsOf(one, program, appRoot));
}

function findingsOf(one: CheckedComponent, program: ts.Program, appRoot: string): Finding[] {
  const name = `${relative(appRoot, one.base)}.wxml`;
  const source = program.getSourceFile(`${one.base}.ts`);
  const syntax = one.problems.map(({ message, line }) => ({ at: `${name}:${line + 1}`, message }));
  if (!source) return [...syntax, { at: name, message: 'its component could not be read' }];
  const types = program
    .getSemanticDiagnostics(source)
    .concat(program.getSyntacticDiagnostics(source))
    .map((found) => findingOf(found, { one, source, name }))
    .filter((found) => found !== undefined);
  return [...syntax, ...types];
}

/**
 * "Possibly undefined": a template shows nothing for what is not there yet, and a property falls back to its default,
 * so only names and kinds are checked.
 */
const TOLERATED = new Set([2532, 18047, 18048, 18049]);

function findingOf(
  found: ts.Diagnostic,
  { one, source, name }: { one: CheckedComponent; source: ts.SourceFile; name: string },
): Finding | undefined {
  const { line } = source.getLineAndCharacterOfPosition(found.start ?? 0);
  // tsc itself checks the script; only what stands below it is the template's.
  if (line < one.firstLine || TOLERATED.has(found.code)) return undefined;
  const message = ts.flattenDiagnosticMessageText(found.messageText, ' ');
  return { at: `${name}:${templateLine(found, { one, source })}`, message };
}

function templateLine(
  found: ts.Diagnostic,
  { one, source }: { one: CheckedComponent; source: ts.SourceFile },
): number {
  const from = source.getLineAndCharacterOfPosition(found.start ?? 0);
  const until = source.getLineAndCharacterOfPosition((found.start ?? 0) + (found.length ?? 1));
  const shift = (at: ts.LineAndCharacter): [number, number] => [
    at.line - one.firstLine,
    at.character,
  ];
  const place = one.template.getSourceLocation(...shift(from), ...shift(until));
  return (place?.[0] ?? 0) + 1;
}

function programOf(
  files: readonly string[],
  textOf: (file: string) => string | undefined,
): ts.Program {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: ['miniprogram-api-typings'],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowUnreachableCode: true,
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, language, ...rest) => {
    const text = textOf(file);
    return text === undefined
      ? read(file, language, ...rest)
      : ts.createSourceFile(file, text, language);
  };
  return ts.createProgram({ rootNames: files, options, host });
}

function templatesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'miniprogram_npm' ? [] : templatesBelow(path);
    return entry.name.endsWith('.wxml') ? [path.slice(0, -'.wxml'.length)] : [];
  });
}
