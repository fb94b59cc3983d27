/** The courtyard the phone is in; asks once when a page is the first thing that was opened. */
import type { CourtyardId } from '../contract/ids';
import { courtyard, learnFrom } from './courtyard';
import { session } from './session';

export async function courtyardHere(): Promise<CourtyardId | undefined> {
  if (session.courtyardId) return session.courtyardId;
  const reply = await courtyard.home({});
  if (reply.ok) learnFrom(reply.value);
  return session.courtyardId;
}
