/**
 * One request id for one intent. The same act about the same things, tried again after no answer came,
 * is the same intent and carries the same id, so it has one effect however often it arrives.
 */
import { BASE32 } from '../contract/ids';
import type { Call } from '../contract/protocol';

const open = new Map<string, string>();

export const intentOf = (fn: string, call: Call): string =>
  JSON.stringify([fn, call.action, call.input, call.courtyardId, call.subject]);

export function requestIdFor(intent: string): string {
  const known = open.get(intent);
  if (known) return known;
  const made = newRequestId();
  open.set(intent, made);
  return made;
}

export const forgetIntent = (intent: string): void => {
  open.delete(intent);
};

const LENGTH = 20;

/** 100 random bits: no two intents of one person ever meet. */
export function newRequestId(): string {
  let text = 'rq';
  for (let at = 0; at < LENGTH; at += 1) text += BASE32[Math.floor(Math.random() * BASE32.length)];
  return text;
}
