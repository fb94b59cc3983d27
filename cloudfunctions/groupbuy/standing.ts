/** Who is who in buying together. Pure. */
import type { Role } from '../../miniprogram/contract/roles';

interface Roled {
  readonly roles: ReadonlySet<Role>;
}

const has = ({ roles }: Roled, ...wanted: readonly Role[]): boolean =>
  wanted.some((role) => roles.has(role));

export const isStaff = (caller: Roled): boolean => has(caller, 'staff', 'admin');
/** Those who open rounds and go to the doors. */
export const isWorker = (caller: Roled): boolean =>
  isStaff(caller) || has(caller, 'owner', 'deputy', 'committee', 'volunteer');
