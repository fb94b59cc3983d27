/** The fields of a subscribe message: `{ thing1: { value: '…' } }`. */
export type TemplateData = Readonly<Record<string, { readonly value: string | number }>>;

/**
 * What each kind of field takes; the kind is the field's name without its number.
 * @see WeChat's 订阅消息参数值内容限制说明
 */
const KINDS: Readonly<Record<string, RegExp>> = {
  thing: /^.{1,20}$/su,
  short_thing: /^.{1,10}$/su,
  character_string: /^[\x20-\x7e]{1,32}$/,
  phrase: /^\p{Script=Han}{1,5}$/u,
  name: /^(?:[\p{Script=Han}·]{1,10}|[A-Za-z·. ]{1,20})$/u,
  letter: /^[A-Za-z]{1,32}$/,
  symbol: /^[^\p{L}\p{N}]{1,5}$/u,
  number: /^\d{1,32}(?:\.\d+)?$/,
  amount: /^[¥￥$]?\d{1,10}(?:\.\d+)?元?$/,
  phone_number: /^[\d+\-() ]{1,17}$/,
  car_number: /^\p{Script=Han}?[A-Z0-9\p{Script=Han}]{1,8}$/u,
  const: /^.{1,20}$/su,
  date: /^\d{4}(?:-\d{1,2}-\d{1,2}|\/\d{1,2}\/\d{1,2}|年\d{1,2}月\d{1,2}日)/,
  time: /^(?:\d{4}(?:-\d{1,2}-\d{1,2}|\/\d{1,2}\/\d{1,2}|年\d{1,2}月\d{1,2}日) ?)?(?:\d{1,2}:\d{2}(?::\d{2})?)?/,
};

/** @returns the platform's words for the first field it would refuse, or nothing. */
export function messageTrouble(data: unknown): string | undefined {
  if (data === null || typeof data !== 'object') return 'data is empty';
  for (const [field, holder] of Object.entries(data)) {
    const value: unknown = (holder as { value?: unknown } | null)?.value;
    const kind = KINDS[field.replace(/\d+$/, '')];
    if (!kind) return `data.${field} is not a field of a template`;
    const fits = (typeof value === 'string' || typeof value === 'number') && value !== '';
    if (!fits || !kind.test(String(value))) return `data.${field}.value invalid`;
  }
  return undefined;
}
