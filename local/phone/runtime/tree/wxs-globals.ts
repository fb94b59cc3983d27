import { wxsObserver } from './events';

const TYPES: Readonly<Record<string, string>> = {
  '[object Array]': 'Array',
  '[object Boolean]': 'Boolean',
  '[object Date]': 'Date',
  '[object Function]': 'Function',
  '[object Number]': 'Number',
  '[object RegExp]': 'RegExp',
  '[object String]': 'String',
};

/** The few functions that compiled WXS and templates call; on the global object, since they name it there. */
export function installWxsGlobals(): void {
  Object.assign(globalThis, {
    __yuanbaWxs: {
      getRegExp: (pattern: string, flags?: string) => new RegExp(pattern, flags),
      getDate: (...parts: [number, number?]) => new Date(...(parts as [number, number])),
      typeOf: (value: unknown) => TYPES[Object.prototype.toString.call(value)] ?? 'Object',
      changed: wxsObserver,
    },
  });
}
