/** Where one is and what one may do, when a page is the first thing that was opened. */
import type { CourtyardId } from '../contract/ids';
import type { Role } from '../contract/roles';
import { courtyard, learnFrom } from './courtyard';
import { session } from './session';

/** What the caller may do here, also when a page is the first thing that was opened; asks once. */
export async function rolesHere(): Promise<readonly Role[]> {
  if (session.roles.length > 0) return session.roles;
  const reply = await courtyard.home({});
  if (reply.ok) learnFrom(reply.value);
  return session.roles;
}

/** The courtyard the phone is in; asks once. */
export async function courtyardHere(): Promise<CourtyardId | undefined> {
  if (session.courtyardId) return session.courtyardId;
  const reply = await courtyard.home({});
  if (reply.ok) learnFrom(reply.value);
  return session.courtyardId;
}
