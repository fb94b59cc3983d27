import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse, type Root } from 'postcss';

const BASE = `.t-icon-base::before { content: ""; display: inline-block; width: 1em; height: 1em;
  background-color: currentColor; mask: var(--icon, linear-gradient(#0000, #0000)) center / contain no-repeat; }`;

/** Where TDesign's icons lie as SVG files, when the package is installed. */
export function iconFolder(root: string): string | undefined {
  try {
    const manifest = createRequire(join(root, 'package.json')).resolve(
      'tdesign-icons-svg/package.json',
    );
    const folder = join(dirname(manifest), 'src');
    return existsSync(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/**
 * TDesign draws its icons with a font from a CDN, which a phone on one machine does not load. The same
 * pictures come from the SVG package instead, as masks, so that they still take the text's colour.
 */
export function drawIcons(root: Root, folder: string): void {
  if (!root.some((node) => node.type === 'rule' && node.selector.includes('.t-icon-base'))) return;
  root.prepend(parse(BASE));
  const drawn = new Set(readdirSync(folder).map((name) => name.replace(/\.svg$/, '')));
  root.walkRules(/\.t-icon-[\w-]+:+before/, (rule) => {
    const name = /\.t-icon-([\w-]+?):+before/.exec(rule.selector)?.[1] ?? '';
    if (!drawn.has(name)) return;
    rule.removeAll();
    rule.append({ prop: '--icon', value: `url("/phone/icons/${name}.svg")` });
  });
}
