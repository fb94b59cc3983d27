/** A community keeps an administrator, also when administrators erase themselves. @see docs/domain/member.md §9 */
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import type { By } from '../support/community';
import { memberIdOf } from '../support/factories';
import { admin, openStage, type Stage, staff } from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());

const erase = (by: By) => stage.calls.reply('member', 'erase', by, { word: '删除' });

it('the last administrator is told, and loses nothing', async () => {
  await stage.moveIn(admin, 'hh_a12', { name: '书记' });
  const before = await stage.read<MemberDoc>('members', memberIdOf('o_admin'));
  expect(await erase(admin)).toMatchObject({ ok: false, code: 'LAST_ADMIN' });
  expect(await stage.read<MemberDoc>('members', memberIdOf('o_admin'))).toEqual(before);
  expect(before.households).toMatchObject([{ householdId: 'hh_a12' }]);
});

it('of two who go at once one stays', async () => {
  const grant = { memberId: memberIdOf('o_staff'), role: 'admin' } as const;
  await stage.calls.done('courtyard', 'grantRole', admin, grant);
  const replies = await Promise.all([erase(admin), erase(staff)]);
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  expect(replies.find(({ ok }) => !ok)).toMatchObject({ code: 'LAST_ADMIN' });
  const members = await stage.database.find<MemberDoc>('members');
  const admins = members.filter(({ roles }) => roles.some(({ role }) => role === 'admin'));
  expect(admins).toHaveLength(1);
});

it('when the deploy names the next, the last may go, and the named one comes', async () => {
  Object.assign(process.env, {
    YUANBA_COMMUNITY: 'cm_test',
    YUANBA_FIRST_ADMIN: 'o_named',
  });
  const named = await openStage();
  delete process.env.YUANBA_COMMUNITY;
  delete process.env.YUANBA_FIRST_ADMIN;
  try {
    const reply = await named.calls.reply('member', 'erase', admin, { word: '删除' });
    expect(reply).toMatchObject({ ok: true });
    const next = { openid: 'o_named', community: admin.community } as By;
    await named.calls.done('courtyard', 'home', next, {});
    const me = await named.calls.done('member', 'me', next, {});
    expect(me.roles).toMatchObject([{ role: 'admin' }]);
  } finally {
    await named.close();
  }
}, 60_000);
