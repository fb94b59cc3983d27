/** A message leads somewhere: every page the cloud names is one the mini-program has. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const app = JSON.parse(readFileSync('miniprogram/app.json', 'utf8')) as {
  readonly pages: readonly string[];
  readonly subPackages: readonly { readonly root: string; readonly pages: readonly string[] }[];
};
const pages = new Set([
  ...app.pages,
  ...app.subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`)),
]);

const named = readdirSync('cloudfunctions', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .flatMap((path) =>
    [
      ...readFileSync(join('cloudfunctions', path), 'utf8').matchAll(
        /['"`/](packages\/[\w-]+\/[\w-]+\/[\w-]+|pages\/[\w-]+\/[\w-]+(?:\/[\w-]+)?)/g,
      ),
    ].map(([, page = '']) => [page, path] as const),
  );

it('reads the pages out of the sources', () => {
  expect(named.length).toBeGreaterThan(8);
  expect(named.map(([page]) => page)).toContain('packages/buying/round/round');
});

it.each(named)('%s, named in %s', (page) => {
  expect(pages).toContain(page);
});
