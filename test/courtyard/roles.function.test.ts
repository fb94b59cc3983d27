import type { CourtyardPlaceDigest } from '../../cloudfunctions/courtyard/public';
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import type { GrantedRole } from '../../miniprogram/contract/roles';
import {
  admin,
  committee,
  DAY,
  deputy,
  inYard,
  li,
  MORNING,
  nextOwner,
  openStage,
  owner,
  type Stage,
  staff,
  YARD,
} from '../member/stage';
import { memberIdOf } from '../support/factories';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());

const LI = memberIdOf('o_li');
const rolesOf = async (openid: string): Promise<readonly GrantedRole[]> => {
  const { roles } = await stage.read<MemberDoc>('members', memberIdOf(openid));
  return roles.map(({ role }) => role);
};
const grant = (by = owner, role: GrantedRole = 'volunteer', memberId = LI, until?: number) =>
  stage.calls.reply('courtyard', 'grantRole', by, {
    memberId,
    role,
    ...(until === undefined ? {} : { until }),
  });

describe('granting', () => {
  it.each([
    ['a deputy makes no deputy', deputy, 'deputy', 'ROLE_NOT_YOURS_TO_GIVE'],
    ['a deputy makes no committee member', deputy, 'committee', 'ROLE_NOT_YOURS_TO_GIVE'],
    ['an owner makes no owner: that is handed over', owner, 'owner', 'ROLE_NOT_YOURS_TO_GIVE'],
    ['an owner makes no staff', owner, 'staff', 'ROLE_NOT_YOURS_TO_GIVE'],
    ['staff make no staff', staff, 'staff', 'ROLE_NOT_YOURS_TO_GIVE'],
    ['the committee gives nothing', committee, 'volunteer', 'NOT_ALLOWED'],
    ['a resident gives nothing', li, 'volunteer', 'NOT_ALLOWED'],
    [
      'another courtyard’s owner gives nothing here',
      { ...nextOwner, courtyard: YARD },
      'volunteer',
      'NOT_FOUND',
    ],
  ] as const)('%s', async (_, by, role, code) => {
    expect(await grant(by, role)).toMatchObject({ ok: false, code });
    expect(await rolesOf('o_li')).toEqual([]);
  });

  it('goes to own neighbours only, and never to somebody of another community', async () => {
    expect(await grant(owner, 'volunteer', memberIdOf('o_next'))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await grant(staff, 'volunteer', memberIdOf('o_far'))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('holds until its end date and not an instant longer, and is written down', async () => {
    expect(await grant(owner, 'volunteer', LI, MORNING)).toMatchObject({ code: 'UNTIL_IN_PAST' });
    expect(await grant(owner, 'volunteer', LI, MORNING + DAY)).toMatchObject({ ok: true });
    const listed = await stage.calls.done('courtyard', 'roles', owner, {});
    expect(listed.roles).toContainEqual(
      expect.objectContaining({ memberId: LI, role: 'volunteer', until: MORNING + DAY }),
    );
    expect(await stage.calls.reply('directory', 'households', li, {})).toMatchObject({ ok: true });
    await stage.product.setClock(MORNING + DAY);
    expect(await stage.calls.reply('directory', 'households', li, {})).toMatchObject({
      code: 'NOT_ALLOWED',
    });
    const later = await stage.calls.done('courtyard', 'roles', owner, {});
    expect(later.roles.map(({ role }) => role)).not.toContain('volunteer');
    await stage.product.setClock(MORNING);
    const audits = await stage.database.find('audits', { subject: LI });
    expect(audits).toMatchObject([
      { what: 'courtyard.grantRole.volunteer', actor: memberIdOf('o_owner'), at: MORNING },
    ]);
  });

  it('is not given a second time by an old copy of the tap, after it was ended', async () => {
    const by = { ...owner, requestId: 'grant-again-1' };
    expect(await grant(by, 'committee')).toMatchObject({ ok: true });
    const given = { memberId: LI, role: 'committee' as const };
    await stage.calls.done('courtyard', 'endRole', owner, given);
    expect(await grant(by, 'committee')).toEqual({ ok: true, value: {} });
    expect(await rolesOf('o_li')).not.toContain('committee');
  });

  it('lists the neighbours by their doors', async () => {
    const { members } = await stage.calls.done('courtyard', 'roles', owner, {});
    const labels = members.map(({ label }) => label);
    expect(labels.length).toBeGreaterThan(3);
    const doors = labels.map((label) => (label.match(/\d+/g) ?? []).map(Number));
    const sorted = [...doors].sort(([u1 = 0, d1 = 0], [u2 = 0, d2 = 0]) => u1 - u2 || d1 - d2);
    expect(doors).toEqual(sorted);
  });

  it('says what the caller may give', async () => {
    const by = async (who: typeof owner) =>
      (await stage.calls.done('courtyard', 'roles', who, {})).grantable;
    expect(await by(owner)).toEqual(['deputy', 'committee', 'volunteer']);
    expect(await by(deputy)).toEqual(['volunteer']);
    expect(await by(committee)).toEqual([]);
    expect(await by(admin)).toEqual([
      'owner',
      'deputy',
      'committee',
      'volunteer',
      'treasurer',
      'staff',
      'admin',
    ]);
  });
});

describe('the owner', () => {
  const place = () => stage.read<CourtyardPlaceDigest>('digests', `dg.${YARD}.place`);

  it('cannot be ended, nor move out, nor be erased', async () => {
    const memberId = memberIdOf('o_owner');
    const end = { memberId, role: 'owner' as const };
    expect(await stage.calls.reply('courtyard', 'endRole', staff, end)).toMatchObject({
      code: 'LAST_OWNER',
    });
    const out = await stage.calls.reply('member', 'moveOut', owner, { householdId: 'hh_a1' });
    expect(out).toMatchObject({ code: 'LAST_OWNER' });
    const erase = await stage.calls.reply('member', 'erase', owner, { word: '删除' });
    expect(erase).toMatchObject({ code: 'LAST_OWNER' });
    expect(await rolesOf('o_owner')).toEqual(['owner']);
  });

  it('hands over in one instant, and a copy of the tap gets the same answer', async () => {
    const by = { ...owner, requestId: 'hand-over-1' };
    const deputyId = memberIdOf('o_deputy');
    expect(await stage.calls.reply('courtyard', 'handOver', by, { to: deputyId })).toEqual({
      ok: true,
      value: {},
    });
    expect(await rolesOf('o_owner')).toEqual([]);
    expect(await rolesOf('o_deputy')).toEqual(['owner']);
    expect(await place()).toMatchObject({ ownerId: deputyId, ownerLabel: '1单元 201 王家' });
    expect((await stage.calls.done('courtyard', 'home', li, {})).courtyard?.ownerLabel).toBe(
      '1单元 201 王家',
    );
    expect(await stage.calls.reply('courtyard', 'handOver', by, { to: deputyId })).toEqual({
      ok: true,
      value: {},
    });
    // A new tap of who is no owner any more is refused.
    expect(await stage.calls.reply('courtyard', 'handOver', owner, { to: deputyId })).toMatchObject(
      { code: 'NOT_ALLOWED' },
    );
  });

  it('is exactly one when two hand-overs meet', async () => {
    const to = (openid: string) => ({ to: memberIdOf(openid) });
    const replies = await Promise.all([
      stage.calls.reply('courtyard', 'handOver', deputy, to('o_li')),
      stage.calls.reply('courtyard', 'handOver', staff, to('o_committee')),
      stage.calls.reply('courtyard', 'handOver', staff, to('o_owner')),
    ]);
    expect(replies.filter(({ ok }) => ok).length).toBeGreaterThan(0);
    const owners = (
      await Promise.all(
        ['o_owner', 'o_deputy', 'o_committee', 'o_li'].map(async (openid) =>
          (await rolesOf(openid)).includes('owner') ? [memberIdOf(openid)] : [],
        ),
      )
    ).flat();
    expect(owners).toHaveLength(1);
    expect((await place()).ownerId).toBe(owners[0]);
  });

  it('may be named by staff from elsewhere', async () => {
    const next = memberIdOf('o_next');
    expect(await grant(staff, 'owner', next)).toMatchObject({ ok: true });
    expect(await place()).toMatchObject({ ownerId: next, ownerLabel: '隔壁院' });
    const home = await stage.calls.done('courtyard', 'home', inYard('o_next'), {});
    expect(home.standing).toMatchObject({ status: 'member', roles: ['owner'] });
    expect(
      await stage.calls.reply('courtyard', 'handOver', inYard('o_next'), { to: next }),
    ).toEqual({
      ok: false,
      code: 'NOT_FOUND',
      details: {},
    });
  });
});

describe('the gate and the poster', () => {
  it('keeps hours that make sense', async () => {
    const save = (gate?: { opensAt: string; closesAt: string }) =>
      stage.calls.reply('courtyard', 'saveGate', committee, gate ? { gate } : {});
    expect(await save({ opensAt: '08:00', closesAt: '20:00' })).toMatchObject({ ok: true });
    const home = await stage.calls.done('courtyard', 'home', li, {});
    expect(home.courtyard?.gate).toEqual({ opensAt: '08:00', closesAt: '20:00' });
    expect(await save({ opensAt: '20:00', closesAt: '08:00' })).toMatchObject({ code: 'INVALID' });
    expect(await save({ opensAt: '8:00', closesAt: '20:00' })).toMatchObject({ code: 'INVALID' });
    expect(await save({ opensAt: '25:00', closesAt: '26:00' })).toMatchObject({ code: 'INVALID' });
    expect(await save()).toMatchObject({ ok: true });
    const open = await stage.calls.done('courtyard', 'home', li, {});
    expect(open.courtyard?.gate).toBeUndefined();
  });

  it('hands a keeper a picture that opens the courtyard', async () => {
    const poster = await stage.calls.done('courtyard', 'poster', committee, {});
    expect(poster).toMatchObject({ courtyardName: '桂花巷9号院', communityName: '东环路社区' });
    const picture = Buffer.from(await (await fetch(poster.codeUrl)).arrayBuffer());
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
  });
});
