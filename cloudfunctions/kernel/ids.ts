import { createHash } from 'node:crypto';
import { BASE32, type IdByPrefix, type Prefix } from '../../miniprogram/contract/ids';

const TIME_CHARS = 10;
const CHANCE_CHARS = 6;
const DERIVED_CHARS = 16;

/** A new id: 10 characters of time and 6 of chance, so ids sort by age and two at once differ. */
export function newId<P extends Prefix>(prefix: P, now: number, chance: Uint8Array): IdByPrefix[P] {
  let time = '';
  for (let rest = now, i = 0; i < TIME_CHARS; i += 1, rest = Math.floor(rest / 32)) {
    time = BASE32.charAt(rest % 32) + time;
  }
  const tail = [...chance.slice(0, CHANCE_CHARS)].map((byte) => BASE32.charAt(byte % 32)).join('');
  return `${prefix}_${time}${tail}` as IdByPrefix[P];
}

/**
 * The id an act determines: the same member and request id give the same id, so a retry creates nothing new.
 */
export const idFrom = <P extends Prefix>(prefix: P, ...parts: readonly string[]): IdByPrefix[P] =>
  `${prefix}_${base32(createHash('sha256').update(parts.join('\n')).digest(), DERIVED_CHARS)}` as IdByPrefix[P];

/** How an account is found without keeping the openid beside the member. */
export const openidHash = (communityId: string, openid: string): string =>
  base32(createHash('sha256').update(`${communityId}\n${openid}`).digest(), 32);

const base32 = (bytes: Uint8Array, length: number): string =>
  [...bytes.slice(0, length)].map((byte) => BASE32.charAt(byte % 32)).join('');
