import type { PhoneContext } from '../runtime/ports';
import { isRefused } from './refused';
import { OPEN_TYPES } from './social/open-types';

/**
 * `wx.canIUse`, answered from what is really here: `api`, `api.object.param`, `cloud.api`,
 * `component`, `component.attribute`, `button.open-type.value`.
 */
export function createCanIUse(
  context: PhoneContext,
  wx: Readonly<Record<string, unknown>>,
): (schema: string) => boolean {
  return (schema) => {
    const [first = '', second, third] = String(schema).split('.');
    if (first === 'cloud' && second !== undefined) {
      return second in (wx.cloud as Record<string, unknown>);
    }
    if (first in wx) return !isRefused(first);
    if (first === 'button' && second === 'open-type' && third !== undefined) {
      return OPEN_TYPES.includes(third);
    }
    return context.hasBuiltin(first, second);
  };
}
