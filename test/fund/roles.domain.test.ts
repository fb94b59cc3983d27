/** Who answers for money, and as what. @see docs/domain/fund.md §3 */
import { hatOf, isTreasurer } from '../../cloudfunctions/fund/public';
import type { Role } from '../../miniprogram/contract/roles';

it.each<[readonly Role[], Role]>([
  [['resident', 'owner', 'staff', 'admin', 'treasurer'], 'treasurer'],
  [['staff', 'admin'], 'admin'],
  [['volunteer', 'committee', 'owner'], 'owner'],
  [['resident', 'volunteer'], 'volunteer'],
  [['resident'], 'resident'],
])('%j signs as %s', (roles, hat) => {
  expect(hatOf(new Set(roles))).toBe(hat);
});

it.each<[Role, boolean]>([
  ['treasurer', true],
  ['staff', true],
  ['admin', true],
  ['owner', false],
  ['volunteer', false],
])('%s answers for the community’s money: %s', (role, does) => {
  expect(isTreasurer(new Set([role]))).toBe(does);
});
