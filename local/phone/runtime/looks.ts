import type { AppModule } from './app-module';
import type { Theme } from './ports';

/** What a page's window looks like: app.json's `window` under the page's own JSON. */
export interface WindowLook {
  readonly title: string;
  readonly barColor: string;
  readonly barText: 'black' | 'white';
  readonly custom: boolean;
  readonly background: string;
  readonly content: string;
  readonly pullText: 'dark' | 'light';
  readonly pullDown: boolean;
  readonly reachBottomPx: number;
  readonly fixed: boolean;
  readonly homeButton: boolean;
}

type Values = Readonly<Record<string, unknown>>;

/** `@name` is looked up in theme.json. */
export function themed(value: unknown, { theme }: AppModule, on: Theme): string {
  const text = typeof value === 'string' ? value : '';
  return text.startsWith('@') ? (theme[on]?.[text.slice(1)] ?? '') : text;
}

export function windowLook(app: AppModule, page: Values, on: Theme): WindowLook {
  const values: Values = { ...app.json.window, ...page };
  const text = (name: string, otherwise: string) => themed(values[name], app, on) || otherwise;
  const dark = on === 'dark';
  return {
    title: text('navigationBarTitleText', ''),
    barColor: text('navigationBarBackgroundColor', dark ? '#191919' : '#ffffff'),
    barText:
      text('navigationBarTextStyle', dark ? 'white' : 'black') === 'white' ? 'white' : 'black',
    custom: values.navigationStyle === 'custom',
    background: text('backgroundColor', dark ? '#191919' : '#ffffff'),
    content: text('backgroundColorContent', ''),
    pullText: text('backgroundTextStyle', 'dark') === 'light' ? 'light' : 'dark',
    pullDown: values.enablePullDownRefresh === true,
    reachBottomPx:
      typeof values.onReachBottomDistance === 'number' ? values.onReachBottomDistance : 50,
    fixed: values.disableScroll === true,
    homeButton: values.homeButton === true,
  };
}
