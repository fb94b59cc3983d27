/** Weighs what goes to the phone, and counts the lines of what people have to read. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative } from 'node:path';

export interface Packages {
  readonly mainBytes: number;
  readonly subpackages: readonly { readonly root: string; readonly bytes: number }[];
}

/** WeChat takes 2 MB; a page opens faster the less comes before it. Bytes. */
export const GOALS = { main: 1_000_000, subpackage: 300_000 } as const;

/** Source bytes by package, before DevTools minifies them; TypeScript counts as written. */
export function packagesOf(appRoot: string): Packages {
  const app = JSON.parse(readFileSync(join(appRoot, 'app.json'), 'utf8')) as {
    subPackages?: readonly { root: string }[];
    subpackages?: readonly { root: string }[];
  };
  const roots = [...(app.subPackages ?? []), ...(app.subpackages ?? [])].map(({ root }) => root);
  const all = bytesBelow(appRoot);
  const subpackages = roots.map((root) => ({ root, bytes: bytesBelow(join(appRoot, root)) }));
  return { mainBytes: all - subpackages.reduce((sum, { bytes }) => sum + bytes, 0), subpackages };
}

export function weightFindings(appRoot: string): readonly string[] {
  const { mainBytes, subpackages } = packagesOf(appRoot);
  const heavy = subpackages.filter(({ bytes }) => bytes > GOALS.subpackage);
  return [
    ...(mainBytes > GOALS.main ? [`the main package weighs ${mainBytes} bytes`] : []),
    ...heavy.map(({ root, bytes }) => `subpackage ${root} weighs ${bytes} bytes`),
  ];
}

const LINES = { file: 300, page: 150 } as const;
const READ = new Set(['.ts', '.wxml', '.wxss', '.mjs', '.cjs', '.css']);

/** Files over the hard limit, and page scripts over theirs. */
export function crowdedFiles(root: string, folders: readonly string[]): readonly string[] {
  return folders
    .flatMap((folder) => filesBelow(join(root, folder)))
    .filter((file) => READ.has(extname(file)))
    .flatMap((file) => {
      const lines = readFileSync(file, 'utf8').split('\n').length - 1;
      const limit = isPage(relative(root, file)) ? LINES.page : LINES.file;
      return lines > limit ? [`${relative(root, file)} has ${lines} lines, at most ${limit}`] : [];
    });
}

const isPage = (file: string): boolean => {
  const [, kind, ...rest] = file.split('/');
  const name = rest.at(-1)?.replace('.ts', '');
  return file.endsWith('.ts') && (kind === 'pages' || kind === 'packages') && name === rest.at(-2);
};

const bytesBelow = (folder: string): number =>
  filesBelow(folder)
    .filter((file) => !/\.(md|d\.ts)$/.test(file))
    .reduce((sum, file) => sum + statSync(file).size, 0);

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
