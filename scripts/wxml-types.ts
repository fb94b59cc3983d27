/**
 * Turns a component and its template into one TypeScript text: the template's expressions, checked against the
 * component's own data, properties and methods, and against the properties of the components it uses.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type TmplConvertedExpr, TmplGroup } from 'glass-easel-template-checker';

export interface CheckedComponent {
  /** Path without an ending. */
  readonly base: string;
  /** The component's script with the template's expressions below it. */
  readonly text: string;
  /** Lines above this one are the script itself. */
  readonly firstLine: number;
  readonly template: TmplConvertedExpr;
  readonly problems: readonly TemplateProblem[];
}

export interface TemplateProblem {
  readonly message: string;
  readonly line: number;
}

/** Tags of the base library; another tag must be a component. */
const BUILT_IN = [
  ...[
    'view',
    'text',
    'image',
    'button',
    'input',
    'textarea',
    'scroll-view',
    'swiper',
    'swiper-item',
  ],
  ...[
    'picker',
    'picker-view',
    'picker-view-column',
    'form',
    'label',
    'switch',
    'slider',
    'checkbox',
  ],
  ...[
    'checkbox-group',
    'radio',
    'radio-group',
    'navigator',
    'canvas',
    'video',
    'rich-text',
    'progress',
  ],
  ...[
    'icon',
    'page-meta',
    'navigation-bar',
    'root-portal',
    'open-data',
    'movable-area',
    'movable-view',
  ],
  ...['slot', 'block', 'cover-view', 'cover-image', 'web-view'],
];

const PRELUDE = `
type _Plain_<T> = { [P in keyof T as string extends P ? never : P]: T[P] };
type _C_ = WechatMiniprogram.Component.MethodOption;
declare function __capture<
  D extends WechatMiniprogram.Component.DataOption, P extends WechatMiniprogram.Component.PropertyOption, M extends _C_,
  B extends WechatMiniprogram.Component.BehaviorOption, I extends WechatMiniprogram.IAnyObject = {}, T extends boolean = false
>(options: WechatMiniprogram.Component.Options<D, P, M, B, I, T>): {
  data: _Plain_<D> & WechatMiniprogram.Component.MixinData<B> & WechatMiniprogram.Component.MixinProperties<B>
    & WechatMiniprogram.Component.PropertyOptionToData<_Plain_<P>>;
  methods: M & WechatMiniprogram.Component.MixinMethods<B>;
  properties: WechatMiniprogram.Component.PropertyOptionToData<_Plain_<P>>;
};
type _Given_<P> = { [K in keyof P]: (P[K] extends (infer E)[] ? readonly E[] : P[K]) | null | undefined };
type _StrOrNumber_ = string | number | null | undefined;
type _Common_ = { id: string; class: string; style: string; slot: string; hidden: boolean; ariaLabel: string; ariaRole: string;
  ariaHidden: boolean; ariaChecked: unknown; ariaSelected: unknown; ariaDisabled: unknown; ariaLive: string; ariaPressed: unknown; ariaExpanded: unknown };
`;

/** @returns undefined for a template without a script, such as one that is only included */
export function checkedComponent(base: string, appRoot: string): CheckedComponent | undefined {
  const script = `${base}.ts`;
  const markup = `${base}.wxml`;
  if (!existsSync(script) || !existsSync(markup)) return undefined;
  const group = new TmplGroup();
  const text = readFileSync(markup, 'utf8');
  const problems = [
    ...(group.addTmpl('t', text) as RawProblem[]).map(problemOf),
    ...lifecycleHandlers(text),
  ];
  const source = readFileSync(script, 'utf8');
  const captured = source.replace(/^Component(?=[<(])/m, 'export const __component = __capture');
  const template = group.getTmplConvertedExpr('t', '');
  const env = `${PRELUDE}${environment(base, appRoot)}`;
  const above = `${captured}\n${env}`;
  return {
    base,
    text: `${above}\n${tolerant(template.code() ?? '')}`,
    firstLine: above.split('\n').length,
    template,
    problems,
  };
}

interface RawProblem {
  readonly message: string;
  readonly startLine: number;
}

const problemOf = ({ message, startLine }: RawProblem): TemplateProblem => ({
  message,
  line: startLine,
});

/** The framework calls these by itself, without an event: a tap handler of that name would run then, too. */
const LIFECYCLE =
  /(?:bind|catch)[\w:-]*="(on(?:Load|Show|Hide|Ready|Unload|PullDownRefresh|ReachBottom|ShareAppMessage))"/g;

const lifecycleHandlers = (markup: string): readonly TemplateProblem[] =>
  [...markup.matchAll(LIFECYCLE)].map(({ 1: name, index }) => ({
    message: `${name} is a page's lifecycle, not a handler`,
    line: markup.slice(0, index).split('\n').length - 1,
  }));

/** The emitted helpers know only mutable arrays and properties that are always there. */
const tolerant = (code: string): string =>
  code
    .replaceAll('T extends any[] ?', 'T extends readonly any[] ?')
    .replaceAll('T extends (infer T)[] ?', 'T extends readonly (infer T)[] ?')
    // Of the same length: a position in the emitted line leads back to the template.
    .replaceAll('_string_or_number_:string|number=', '_string_or_number_:_StrOrNumber_=');

function environment(base: string, appRoot: string): string {
  const custom = Object.entries(componentsOf(base, appRoot)).map(
    ([tag, path]) => `${JSON.stringify(tag)}: ${typeOf(path, base, appRoot)};`,
  );
  const builtIn = BUILT_IN.map((tag) => `${JSON.stringify(tag)}: any;`);
  return [
    `declare const tags: { ${[...builtIn, ...custom].join(' ')} };`,
    'declare const data: typeof __component.data;',
    'declare const methods: typeof __component.methods;',
  ].join('\n');
}

/** The components a page may use: its own and the app's, by tag. */
function componentsOf(base: string, appRoot: string): Readonly<Record<string, string>> {
  const named = (file: string): Record<string, string> => {
    if (!existsSync(file)) return {};
    const { usingComponents = {} } = JSON.parse(readFileSync(file, 'utf8')) as {
      usingComponents?: Record<string, string>;
    };
    return usingComponents;
  };
  return { ...named(join(appRoot, 'app.json')), ...named(`${base}.json`) };
}

function typeOf(path: string, base: string, appRoot: string): string {
  const file = path.startsWith('/') ? join(appRoot, path) : join(dirname(base), path);
  if (!path.startsWith('/') && !path.startsWith('.')) return 'any';
  if (!existsSync(`${file}.ts`)) throw new Error(`${base}.json names ${path}, which is not there`);
  const from = relative(dirname(base), file);
  const module = from.startsWith('.') ? from : `./${from}`;
  return `_Common_ & _Given_<typeof import(${JSON.stringify(module)}).__component.properties>`;
}
