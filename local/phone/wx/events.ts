import type { AppEvents } from '../runtime/ports';
import { listeners } from './api';
import type { Kit } from './kit';

const NAMES = {
  AppShow: 'show',
  AppHide: 'hide',
  Error: 'error',
  UnhandledRejection: 'unhandledRejection',
  PageNotFound: 'pageNotFound',
} as const satisfies Record<string, keyof AppEvents>;

/** `wx.onAppShow`, `wx.onError` and their `off`. */
export function eventsApi({ context }: Kit): Record<string, unknown> {
  const pairs = Object.entries(NAMES).map(([name, event]) => {
    const { on, off } = listeners<unknown>((emit) => context.on(event, emit));
    return { [`on${name}`]: on, [`off${name}`]: off };
  });
  return Object.assign({}, ...pairs) as Record<string, unknown>;
}
