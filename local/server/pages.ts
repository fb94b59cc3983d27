import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Main-package and subpackage pages of an app.json, as wxacode names them. */
export function pagesOf(appJson: string): string[] {
  const app = JSON.parse(readFileSync(appJson, 'utf8')) as {
    pages?: string[];
    subPackages?: { root: string; pages: string[] }[];
    subpackages?: { root: string; pages: string[] }[];
  };
  const packages = [...(app.subPackages ?? []), ...(app.subpackages ?? [])];
  const inside = packages.flatMap(({ root, pages }) => pages.map((page) => join(root, page)));
  return [...(app.pages ?? []), ...inside];
}
