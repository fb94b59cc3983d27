import type { Role } from '../../miniprogram/contract/roles';
import { errandsFor } from '../../miniprogram/services/errands';

const names = (...roles: Role[]): string[] =>
  errandsFor(roles).flatMap(({ tiles }) => tiles.map(({ key }) => key));

it('shows a resident only what concerns a household', () => {
  expect(names('resident')).toEqual([
    ...['notices', 'household', 'acting'],
    ...['duty-today', 'duty-mine', 'duty-keys', 'duty-month', 'duty-care'],
    ...['buying', 'flower', 'flower-mine', 'contest', 'fund'],
  ]);
});

it('shows a stranger nothing', () => {
  expect(names('stranger')).toEqual([]);
});

it('shows whoever has no household here where the gate and its key stand, and no turns', () => {
  expect(names('owner')).toEqual(expect.arrayContaining(['duty-today', 'duty-keys']));
  expect(names('owner')).not.toContain('duty-mine');
});

it('lets a volunteer go to the doors but not publish', () => {
  expect(names('resident', 'volunteer')).toEqual(expect.arrayContaining(['reach', 'households']));
  expect(names('resident', 'volunteer')).not.toEqual(expect.arrayContaining(['publish']));
});

it('shows the group binding to the owner of a courtyard alone', () => {
  expect(names('resident', 'owner')).toContain('group');
  expect(names('resident', 'deputy')).not.toContain('group');
  expect(names('staff')).not.toContain('group');
});

it('keeps the register for the administrator', () => {
  expect(names('staff')).toContain('overview');
  expect(names('staff')).not.toContain('register');
  expect(names('admin')).toContain('register');
});

it('gives the staff of the community their own work first, and nothing of a courtyard before one is chosen', () => {
  const titles = (inCourtyard: boolean): string[] =>
    errandsFor(['staff'], inCourtyard).map(({ title }) => title);
  expect(titles(true)).toEqual([
    ...['社区的事', '我家的事', '值守', '一起买菜', '花花节', '微基金', '院里的事'],
  ]);
  expect(titles(false)).toEqual(['社区的事', '微基金']);
});

it('lets everybody of the community read the fund, and those who ask for money or keep it fill in vouchers', () => {
  for (const role of ['resident', 'helper', 'owner', 'treasurer', 'staff'] as const) {
    expect(names(role)).toContain('fund');
  }
  expect(names('treasurer')).toContain('vouchers');
  expect(names('owner')).toContain('vouchers');
  expect(names('resident', 'volunteer')).not.toContain('vouchers');
});
