/** A tap on something that carries `data-…`. */
export type Tap<D extends object> = WechatMiniprogram.TouchEvent<
  Record<string, never>,
  Record<string, never>,
  D & Record<string, unknown>
>;

/** What `components/field` and its kin tell with `input`, `blur` and `change`. */
export type Typed<T = string> = WechatMiniprogram.CustomEvent<{ readonly value: T }>;
