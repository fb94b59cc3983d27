import { readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import postcss, { type AtRule, type Declaration, type Root, type Rule } from 'postcss';
import selectorParser from 'postcss-selector-parser';
import { drawIcons, iconFolder } from './icons';
import { SourceError } from './model';
import type { Places } from './paths';
import { BUILTIN_TAGS } from './tags';

/** Stands before every class of a component's sheet until the runtime knows its style scope. */
export const SCOPE = 'yb-scope__';

export interface Sheet {
  readonly css: string;
  readonly inputs: readonly string[];
}

/** Whose sheet it is decides what its selectors reach. */
export type Owner =
  | { readonly kind: 'app' }
  | { readonly kind: 'page'; readonly path: string }
  | { readonly kind: 'component' };

/**
 * Turns WXSS into CSS for the phone: `rpx`, `vw`, `vh` become parts of the phone's size; tags become the
 * phone's tags; a page's rules hold inside that page; a colour scheme is an attribute, not the browser's.
 * @throws SourceError
 */
export function compileWxss(file: string, owner: Owner, places: Places): Sheet {
  const inputs: string[] = [];
  const root = inlined(file, places, inputs);
  const icons = iconFolder(process.env.YUANBA_ROOT ?? process.cwd());
  if (icons) drawIcons(root, icons);
  root.walkDecls((declaration) => changeDeclaration(declaration, places));
  root.walkAtRules((rule) => changeAtRule(rule));
  const change = selectorChange(owner);
  root.walkRules((rule) => {
    if (!insideKeyframes(rule)) rule.selector = change(rule);
  });
  root.walkAtRules('media', liftColorScheme);
  return { css: root.toString(), inputs };
}

/** The sheet with every `@import` replaced by what it names, once. */
function inlined(file: string, places: Places, inputs: string[]): Root {
  inputs.push(file);
  const root = parse(file);
  root.walkAtRules('import', (rule) => {
    const name = /^(?:url\()?\s*['"]?([^'")\s]+)/.exec(rule.params)?.[1] ?? '';
    if (/^(https?:)?\/\//.test(name)) throw new SourceError(file, `remote @import: ${name}`);
    const bare = name.replace(/\.wxss$/, '');
    const found = places.find(bare.startsWith('/') ? bare : `./${bare}`, file, ['.wxss', '.css']);
    const other = found ?? places.find(bare, file, ['.wxss', '.css']);
    if (!other) throw new SourceError(file, `no sheet at "${name}"`);
    if (inputs.includes(other)) {
      rule.remove();
      return;
    }
    rule.replaceWith(inlined(other, places, inputs).nodes);
  });
  return root;
}

function parse(file: string): Root {
  try {
    return postcss.parse(readFileSync(file, 'utf8'), { from: file });
  } catch (trouble) {
    throw new SourceError(file, (trouble as Error).message);
  }
}

const UNIT = /(^|[^\w.#-])(-?(?:\d+\.?\d*|\.\d+))(rpx|vw|vh)\b/gi;

/** `12rpx` → `calc(12 * var(--rpx))`; exported for inline styles. */
export function phoneUnits(value: string): string {
  return value.replace(UNIT, (_, before: string, count: string, unit: string) =>
    Number(count) === 0 ? `${before}0px` : `${before}calc(${count} * var(--${unit.toLowerCase()}))`,
  );
}

function changeDeclaration(declaration: Declaration, places: Places): void {
  if (/rpx|v[wh]/i.test(declaration.value)) declaration.value = phoneUnits(declaration.value);
  if (!declaration.value.includes('url(')) return;
  const from = declaration.source?.input.file ?? '';
  declaration.value = declaration.value.replace(
    /url\(\s*(['"]?)([^'")]+)\1\s*\)/g,
    (whole, _quote, url: string) =>
      /^(data:|https?:|\/\/|#|cloud:|\/phone\/)/.test(url)
        ? whole
        : `url("${assetUrl(url, from, places)}")`,
  );
}

function assetUrl(url: string, from: string, places: Places): string {
  if (url.startsWith('/')) return posix.join('/phone/app', url);
  return posix.join('/phone/app', places.logical(dirname(from)), url);
}

function changeAtRule(rule: AtRule): void {
  if (rule.name === 'media') {
    rule.params = rule.params.replace(
      /(\d+(?:\.\d+)?)rpx/g,
      (_, count) => `${Number(count) / 2}px`,
    );
  }
  if (rule.name === 'font-face' && /url\(\s*['"]?(https?:)?\/\//.test(rule.toString()))
    rule.remove();
}

function insideKeyframes(rule: Rule): boolean {
  const { parent } = rule;
  return parent?.type === 'atrule' && /keyframes$/.test((parent as AtRule).name);
}

function selectorChange(owner: Owner): (rule: Rule) => string {
  const scope = owner.kind === 'component' ? SCOPE : '';
  const within = owner.kind === 'page' ? `:where([data-page="${owner.path}"]) ` : '';
  const processor = selectorParser((selectors) => {
    selectors.walkTags((tag) => {
      if (BUILTIN_TAGS.has(tag.value)) tag.value = `wx-${tag.value}`;
    });
    if (scope) {
      selectors.walkClasses((name) => {
        name.setPropertyWithoutEscape('value', `${scope}${name.toString().trim().slice(1)}`);
      });
    }
    selectors.walkPseudos((pseudo) => {
      if (pseudo.value === ':host') {
        pseudo.replaceWith(selectorParser.string({ value: `[wx-host="${scope}"]` }));
      }
    });
  });
  return (rule) => {
    const changed = processor.processSync(rule.selector);
    if (!within) return changed;
    return rule.selectors.length > 1
      ? postcss.list
          .comma(changed)
          .map((one) => `${within}${one}`)
          .join(',')
      : `${within}${changed}`;
  };
}

const SCHEME = /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/;

/** `@media (prefers-color-scheme: dark)` asks the phone's theme, which need not be the browser's. */
function liftColorScheme(media: AtRule): void {
  const found = SCHEME.exec(media.params);
  if (!found) return;
  const [whole, scheme = 'light'] = found;
  const rest = media.params
    .replace(whole, '')
    .trim()
    .replace(/^and\s+|\s+and$/g, '')
    .trim();
  media.walkRules((rule) => {
    if (insideKeyframes(rule)) return;
    rule.selectors = rule.selectors.map((one) => `:where([data-theme="${scheme}"]) ${one}`);
  });
  if (rest === '' || rest === 'screen') {
    media.replaceWith(media.nodes ?? []);
    return;
  }
  media.params = rest;
}
