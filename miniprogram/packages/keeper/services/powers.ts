/** What the caller may do at a place, also when a page is the first thing that was opened. */
import type { Role } from '../../../contract/roles';
import { courtyard } from '../../../services/courtyard';
import { rolesOf } from '../../../services/people';
import { at, type Place } from '../../../services/place';
import { session } from '../../../services/session';

/** Usually no call: the tab pages have learned it before anybody comes here. */
export async function rolesAt(place: Place): Promise<readonly Role[]> {
  if (session.roles.length > 0) return session.roles;
  const reply = await courtyard.home({}, at(place));
  return reply.ok ? rolesOf(reply.value.standing) : [];
}
