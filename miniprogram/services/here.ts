/** Where one is and what one may do, when a page is the first thing that was opened. */
import type { CourtyardId } from '../contract/ids';
import type { Role } from '../contract/roles';
import { courtyard, learnFrom } from './courtyard';
import { placeOf, session } from './session';

async function learnHere(): Promise<boolean> {
  const reply = await courtyard.home({});
  if (reply.ok) learnFrom(reply.value);
  return reply.ok;
}

/**
 * Where a card or a tile leads: the courtyard it names, else the one the phone is in. Waits only for the courtyard;
 * who one is there and the community's number may follow, and `learned` says when.
 */
export async function arriveHere(
  query: Readonly<Record<string, string | undefined>>,
  learned: () => void,
): Promise<void> {
  session.goTo(placeOf(query));
  if (session.courtyardId && session.phone && session.roles.length > 0) return;
  const learning = learnHere().then((isKnown) => {
    if (isKnown) learned();
  });
  if (!session.courtyardId) await learning;
}

/** What the caller may do here, also when a page is the first thing that was opened; asks once. */
export async function rolesHere(): Promise<readonly Role[]> {
  if (session.roles.length === 0) await learnHere();
  return session.roles;
}

/** The courtyard the phone is in; asks once. */
export async function courtyardHere(): Promise<CourtyardId | undefined> {
  if (!session.courtyardId) await learnHere();
  return session.courtyardId;
}
