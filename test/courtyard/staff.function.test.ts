/** Who works for the whole community: invited, listed, ended; and what stands on every page. */
import type { CommunityDoc, CommunityPlaceDigest } from '../../cloudfunctions/courtyard/public';
import { openidHash } from '../../cloudfunctions/kernel/ids';
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import { admin, DAY, li, MORNING, openStage, type Stage, staff, TOWN } from '../member/stage';
import type { By } from '../support/community';
import { memberIdOf } from '../support/factories';
import { meterOf } from '../support/metered';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());
beforeEach(() => stage.product.setClock(MORNING));

const somebody = (openid: string): By => ({ openid, community: TOWN.id });
const invite = (roleUntil?: number) =>
  stage.calls.done('courtyard', 'inviteStaff', admin, roleUntil === undefined ? {} : { roleUntil });
const accept = (by: By, code: string, name = '新社工') =>
  stage.calls.reply('courtyard', 'acceptStaffInvite', by, { code, name, privacyVersion: '1' });
const list = () => stage.calls.done('courtyard', 'staff', admin, {});
const membersOf = (openid: string) =>
  stage.database.find<MemberDoc>('members', {
    communityId: TOWN.id,
    openidHash: openidHash(TOWN.id, openid),
  });

describe('an invitation', () => {
  it('makes somebody who lives nowhere here staff, and is gone', async () => {
    const { code, until } = await invite();
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(until).toBe(MORNING + 7 * DAY);
    expect((await list()).invites).toEqual([{ code, until }]);
    expect(await accept(somebody('o_new'), ` ${code.toLowerCase()} `)).toEqual({
      ok: true,
      value: {},
    });
    const [member] = await membersOf('o_new');
    expect(member).toMatchObject({
      name: '新社工',
      households: [],
      agreed: { version: '1' },
      roles: [{ role: 'staff', scope: TOWN.id, grantedBy: memberIdOf('o_admin') }],
    });
    const home = await stage.calls.done('courtyard', 'home', somebody('o_new'), {});
    expect(home.standing).toMatchObject({ status: 'member', roles: ['staff'] });
    expect(await stage.calls.reply('directory', 'overview', somebody('o_new'), {})).toMatchObject({
      ok: true,
    });
    const { invites, people } = await list();
    expect(invites).toEqual([]);
    expect(people.map(({ name }) => name)).toContain('新社工');
    expect(await accept(somebody('o_second'), code)).toMatchObject({
      code: 'STAFF_INVITE_INVALID',
    });
    const audits = await stage.database.find('audits', { what: 'courtyard.acceptStaffInvite' });
    expect(audits).toMatchObject([{ subject: member?._id, actor: memberIdOf('o_admin') }]);
  });

  it('gives a role that ends when the administrator said', async () => {
    const roleUntil = MORNING + 30 * DAY;
    const { code } = await invite(roleUntil);
    await accept(somebody('o_term'), code, '短期');
    const [member] = await membersOf('o_term');
    expect(member?.roles).toMatchObject([{ until: roleUntil }]);
    const past = { roleUntil: MORNING };
    expect(await stage.calls.reply('courtyard', 'inviteStaff', admin, past)).toMatchObject({
      code: 'UNTIL_IN_PAST',
    });
  });

  it('lets a resident in as the person one is', async () => {
    const { code } = await invite();
    expect(await accept(li, code, '李嬢嬢')).toMatchObject({ ok: true });
    const [member] = await membersOf('o_li');
    expect(member).toMatchObject({ name: '李嬢嬢', households: [{ householdId: 'hh_a5' }] });
    expect(member?.roles.map(({ role }) => role)).toEqual(['staff']);
    const other = await invite();
    expect(await accept(li, other.code)).toMatchObject({ code: 'ALREADY_STAFF' });
    await stage.calls.done('courtyard', 'endRole', admin, {
      memberId: memberIdOf('o_li'),
      role: 'staff',
    });
  });

  it('opens nothing at its last instant, nor when it was taken back', async () => {
    const late = await invite();
    await stage.product.setClock(late.until);
    expect(await accept(somebody('o_late'), late.code)).toMatchObject({
      code: 'STAFF_INVITE_INVALID',
    });
    const taken = await invite();
    await stage.calls.done('courtyard', 'cancelStaffInvite', admin, { code: taken.code });
    expect(await accept(somebody('o_late'), taken.code)).toMatchObject({
      code: 'STAFF_INVITE_INVALID',
    });
    expect(await membersOf('o_late')).toEqual([]);
  });

  it('needs a yes to the privacy text, and a name the check lets through', async () => {
    const { code } = await invite();
    const input = { code, name: '代开发票', privacyVersion: '1' };
    const by = somebody('o_words');
    expect(await stage.calls.reply('courtyard', 'acceptStaffInvite', by, input)).toMatchObject({
      code: 'TEXT_RISKY',
    });
    const old = { code, name: '小林', privacyVersion: '0' };
    expect(await stage.calls.reply('courtyard', 'acceptStaffInvite', by, old)).toMatchObject({
      code: 'AGREEMENT_NEEDED',
    });
    expect(await membersOf('o_words')).toEqual([]);
  });

  it('cannot be guessed: after fifty wrong codes the right one opens nothing, until the next invitation', async () => {
    const { code } = await invite();
    for (let guesser = 0; guesser < 50; guesser += 1) {
      const reply = await accept(somebody(`o_guess_${guesser}`), 'AAAAAAAA');
      expect(reply).toMatchObject({ code: 'STAFF_INVITE_INVALID' });
    }
    expect(await accept(somebody('o_right'), code)).toMatchObject({
      code: 'STAFF_INVITE_INVALID',
    });
    await invite();
    expect(await accept(somebody('o_right'), code)).toMatchObject({ ok: true });
  });

  it('lets in one of ten who open the same card at once', async () => {
    const { code } = await invite();
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, i) => accept(somebody(`o_crowd_${i}`), code)),
    );
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('is the administrator’s alone', async () => {
    for (const by of [staff, li, somebody('o_nobody')]) {
      const reply = await stage.calls.reply('courtyard', 'inviteStaff', by, {});
      expect(['NOT_ALLOWED', 'NOT_MEMBER']).toContain((reply as { code?: string }).code);
    }
  });
});

describe('administrators', () => {
  const end = (by: By, openid: string) =>
    stage.calls.reply('courtyard', 'endRole', by, {
      memberId: memberIdOf(openid),
      role: 'admin',
    });

  it('are never none', async () => {
    expect(await end(admin, 'o_admin')).toMatchObject({ code: 'LAST_ADMIN' });
  });

  it('that end each other at once leave one', async () => {
    const grant = { memberId: memberIdOf('o_staff'), role: 'admin' } as const;
    await stage.calls.done('courtyard', 'grantRole', admin, grant);
    const replies = await Promise.all([end(admin, 'o_staff'), end(staff, 'o_admin')]);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    const holders = await stage.database.find<MemberDoc>('members', { communityId: TOWN.id });
    const left = holders.filter(({ roles }) => roles.some(({ role }) => role === 'admin'));
    expect(left).toHaveLength(1);
    if (left[0]?._id === memberIdOf('o_admin')) return;
    const back = { memberId: memberIdOf('o_admin'), role: 'admin' } as const;
    await stage.calls.done('courtyard', 'grantRole', staff, back);
    await end(staff, 'o_staff');
  });
});

describe('what stands on every page', () => {
  const settings = { name: '东环社区', phone: '028 8300-0101', responseLevel: 2, drill: true };
  const save = (by: By, input: object = settings) =>
    stage.calls.reply('courtyard', 'saveCommunity', by, input as typeof settings);

  it('changes in the community and in its digest together', async () => {
    expect(await save(admin)).toEqual({ ok: true, value: {} });
    expect(await stage.read<CommunityDoc>('communities', TOWN.id)).toMatchObject(settings);
    const digest = await stage.read<CommunityPlaceDigest>('digests', `dg.${TOWN.id}.place`);
    expect(digest).toMatchObject(settings);
    expect(digest.courtyards).toHaveLength(2);
    const home = await stage.calls.done('courtyard', 'home', li, {});
    expect(home).toMatchObject({
      communityName: '东环社区',
      phone: '028 8300-0101',
      responseLevel: 2,
      drill: true,
    });
  });

  it.each([
    ['a telephone with letters', { ...settings, phone: '028-HELP' }],
    ['a telephone without digits', { ...settings, phone: '- -' }],
    ['a telephone that is too long', { ...settings, phone: '0'.repeat(29) }],
    ['a name of nothing', { ...settings, name: ' ' }],
    ['a fifth level', { ...settings, responseLevel: 5 }],
  ])('refuses %s', async (_, input) => {
    expect(['INVALID', 'TOO_LONG']).toContain(
      ((await save(admin, input)) as { code?: string }).code,
    );
  });

  it('is for the administrator alone', async () => {
    expect(await save(staff)).toMatchObject({ code: 'NOT_ALLOWED' });
  });
});

it('costs what a commit and a page may cost', async () => {
  const cost = (action: string, by: By, input: object) =>
    meterOf(stage.product).costOf('courtyard', action, by, input);
  const { code } = await invite();
  const yes = { code, name: '计数', privacyVersion: '1' };
  expect(await cost('acceptStaffInvite', somebody('o_count'), yes)).toBeLessThanOrEqual(10);
  expect(await cost('inviteStaff', admin, {})).toBeLessThanOrEqual(10);
  expect(await cost('staff', admin, {})).toBeLessThanOrEqual(3);
  const grant = { memberId: memberIdOf('o_staff'), role: 'admin' };
  expect(await cost('grantRole', admin, grant)).toBeLessThanOrEqual(10);
  expect(await cost('endRole', admin, grant)).toBeLessThanOrEqual(10);
  const same = { name: '东环社区', phone: '028-83000000', responseLevel: 0, drill: false };
  expect(await cost('saveCommunity', admin, same)).toBeLessThanOrEqual(10);
});
