/** What the caller may do here, read off the same table the cloud decides by. */

import type { ActionName, FunctionName } from '../contract/contracts';
import type { Standing } from '../contract/home';
import { POLICY } from '../contract/policy';
import type { Rule } from '../contract/policy-rules';
import type { Role } from '../contract/roles';

export function mayDo<F extends FunctionName>(
  roles: readonly Role[],
  fn: F,
  action: ActionName<F>,
): boolean {
  const rule: Rule = POLICY[fn][action];
  return roles.some((role) => rule[role] !== undefined);
}

/** Everybody is at least a stranger. */
export const rolesOf = (standing: Standing): readonly Role[] =>
  standing.status === 'member' ? standing.roles : ['stranger'];
