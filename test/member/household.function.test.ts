import type { CourtyardDoc, CourtyardPlaceDigest } from '../../cloudfunctions/courtyard/public';
import type { HouseholdDoc } from '../../cloudfunctions/directory/public';
import type { AccountDoc } from '../../cloudfunctions/kernel/account-doc';
import { openidHash } from '../../cloudfunctions/kernel/ids';
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import type { PersonId } from '../../miniprogram/contract/ids';
import {
  committee,
  DAY,
  inYard,
  li,
  MORNING,
  NEXT_YARD,
  nextOwner,
  openStage,
  owner,
  type Stage,
  TOWN,
  wish,
  YARD,
} from './stage';

let stage: Stage;
/** A mother and whom she lets in: one household of their own. */
const mother = inYard('o_mother');
const son = inYard('o_son');
const HOME = 'hh_a4' as const;

beforeAll(async () => {
  stage = await openStage();
  await stage.moveIn(mother, HOME, { name: '赵芳' });
}, 120_000);
afterAll(() => stage?.close());

const memberOf = async (openid: string): Promise<MemberDoc> => {
  const where = { communityId: TOWN.id, openidHash: openidHash(TOWN.id, openid) };
  const [member] = await stage.database.find<MemberDoc>('members', where);
  if (!member) throw new Error(`nobody is ${openid}`);
  return member;
};
const household = (id: `hh_${string}` = HOME) => stage.read<HouseholdDoc>('households', id);
const place = () => stage.read<CourtyardPlaceDigest>('digests', `dg.${YARD}.place`);
const invite = (by = mother) => stage.calls.done('member', 'invite', by, {});
const joinWith = (by: typeof son, inviteCode: string, more: object = {}) =>
  stage.calls.reply('member', 'join', by, wish(HOME, { name: '赵小宝', inviteCode, ...more }));

describe('an invitation', () => {
  it('lets family in at once, and works once', async () => {
    const { code, until } = await invite();
    expect(code).toMatch(/^\d{6}$/);
    expect(until).toBe(MORNING + 7 * DAY);
    expect(await joinWith(son, code)).toMatchObject({ ok: true, value: { status: 'member' } });
    expect((await household()).people).toHaveLength(2);
    expect((await stage.calls.done('courtyard', 'home', son, {})).standing).toMatchObject({
      household: { id: HOME },
    });
    expect(await joinWith(inYard('o_stranger'), code)).toMatchObject({ code: 'INVITE_INVALID' });
  });

  it('gives the same code for the same tap, and one person in for ten copies', async () => {
    const by = { ...mother, requestId: 'invite-same-1' };
    const { code } = await invite(by);
    expect((await invite(by)).code).toBe(code);
    const guest = { ...inYard('o_guest'), requestId: 'join-copies-1' };
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => joinWith(guest, code, { name: '赵二' })),
    );
    for (const reply of replies) expect(reply).toEqual(replies[0]);
    expect(replies[0]).toMatchObject({ ok: true, value: { status: 'member' } });
    expect((await household()).people.filter(({ name }) => name === '赵二')).toHaveLength(1);
  });

  it('is over after seven days, at that instant', async () => {
    const { code, until } = await invite();
    await stage.product.setClock(until);
    expect(await joinWith(inYard('o_late'), code)).toMatchObject({ code: 'INVITE_INVALID' });
    await stage.product.setClock(until - 1);
    expect(await joinWith(inYard('o_late'), code, { name: '赵晚' })).toMatchObject({ ok: true });
    await stage.product.setClock(MORNING);
  });

  it('does not work at another door', async () => {
    const { code } = await invite();
    const input = wish('hh_a6', { inviteCode: code });
    expect(await stage.calls.reply('member', 'join', inYard('o_else'), input)).toMatchObject({
      code: 'INVITE_INVALID',
    });
  });

  it('is void for everybody after twenty wrong codes, until somebody invites again', async () => {
    const { code } = await invite();
    const guesses = Array.from({ length: 30 }, (_, i) =>
      joinWith(
        inYard(`o_guess_${i}x`),
        String(Number(code) + i + 1)
          .slice(-6)
          .padStart(6, '0'),
      ),
    );
    for (const reply of await Promise.all(guesses)) {
      expect(reply).toMatchObject({ code: 'INVITE_INVALID' });
    }
    expect(await joinWith(inYard('o_true'), code)).toMatchObject({ code: 'INVITE_INVALID' });
    const next = await invite();
    expect(await joinWith(inYard('o_true'), next.code, { name: '赵真' })).toMatchObject({
      ok: true,
    });
  });

  it('settles a request that waits for the same door', async () => {
    const by = inYard('o_both');
    const before = (await place()).waitingJoins;
    await stage.calls.done('member', 'join', by, wish(HOME, { name: '赵双' }));
    const { code } = await invite();
    expect(await joinWith(by, code, { name: '赵双' })).toMatchObject({ ok: true });
    expect((await place()).waitingJoins).toBe(before);
    expect((await memberOf('o_both')).waiting).toEqual([]);
  });

  it('brings a child in only from its guardian, and the guardian does not leave it alone', async () => {
    const child = inYard('o_child');
    const parent = inYard('o_parent');
    await stage.moveIn(parent, 'hh_a8', { name: '周平' });
    const { code } = await invite(parent);
    const kid = wish('hh_a8', { name: '周小朵', ageBand: 'u14', inviteCode: code });
    expect(await stage.calls.reply('member', 'join', child, kid)).toMatchObject({ ok: true });
    const noInvite = await stage.calls.reply('member', 'invite', child, {});
    expect(noInvite).toMatchObject({ code: 'NOT_ALLOWED' });
    const out = await stage.calls.reply('member', 'moveOut', parent, { householdId: 'hh_a8' });
    expect(out).toMatchObject({ code: 'CHILD_LEFT_ALONE' });
    const { people } = await household('hh_a8');
    const personId = people.find(({ name }) => name === '周小朵')?.id as PersonId;
    const removal = { householdId: 'hh_a8' as const, personId };
    expect(await stage.calls.reply('member', 'removePerson', parent, removal)).toMatchObject({
      ok: true,
    });
    expect((await memberOf('o_child')).households).toEqual([]);
    expect(
      await stage.calls.reply('member', 'moveOut', parent, { householdId: 'hh_a8' }),
    ).toMatchObject({ ok: true });
  });

  it('keeps a household at twelve people', async () => {
    const crowd = inYard('o_crowd');
    await stage.moveIn(crowd, 'hh_a9', { name: '黄一' });
    for (let i = 2; i <= 12; i += 1) {
      await stage.calls.done('member', 'savePerson', crowd, {
        householdId: 'hh_a9',
        name: `黄${i}`,
        ageBand: '18-59',
        phoneOnly: false,
      });
    }
    const thirteenth = {
      householdId: 'hh_a9' as const,
      name: '黄十三',
      ageBand: '18-59' as const,
      phoneOnly: false,
    };
    expect(await stage.calls.reply('member', 'savePerson', crowd, thirteenth)).toMatchObject({
      code: 'HOUSEHOLD_FULL',
    });
    const { code } = await invite(crowd);
    const more = wish('hh_a9', { name: '黄十三', inviteCode: code });
    expect(await stage.calls.reply('member', 'join', inYard('o_thirteen'), more)).toMatchObject({
      code: 'HOUSEHOLD_FULL',
    });
    // Somebody the household has named already is not one more.
    const known = wish('hh_a9', { name: '黄5', inviteCode: code });
    expect(await stage.calls.reply('member', 'join', inYard('o_fifth'), known)).toMatchObject({
      ok: true,
    });
    expect((await household('hh_a9')).people).toHaveLength(12);
  });
});

describe('the household', () => {
  it('takes door or name off, everywhere at once', async () => {
    const shown = (door: boolean, name: boolean) =>
      stage.calls.done('member', 'setShown', mother, { householdId: HOME, door, name });
    expect(await shown(false, true)).toEqual({ label: '1单元 401 刘家'.replace(' 401', '') });
    const courtyard = await stage.read<CourtyardDoc>('courtyards', YARD);
    expect(courtyard.plates[HOME]?.label).toBe('1单元 刘家');
    for (const openid of ['o_mother', 'o_son', 'o_guest']) {
      const { households } = await memberOf(openid);
      expect(households.map(({ label }) => label)).toEqual(['1单元 刘家']);
    }
    expect((await household()).relabel).toEqual([]);
    expect(await shown(false, false)).toEqual({ label: '1单元' });
    expect(await shown(true, false)).toEqual({ label: '1单元 401' });
    expect(await shown(true, true)).toEqual({ label: '1单元 401 刘家' });
  });

  it('is not changed back by an old copy of a tap', async () => {
    const by = { ...mother, requestId: 'shown-old-1' };
    const off = { householdId: HOME, door: false, name: true } as const;
    expect(await stage.calls.done('member', 'setShown', by, off)).toEqual({ label: '1单元 刘家' });
    await stage.calls.done('member', 'setShown', mother, { ...off, door: true });
    await stage.product.setClock(MORNING + DAY);
    expect(await stage.calls.done('member', 'setShown', by, off)).toEqual({ label: '1单元 刘家' });
    await stage.product.setClock(MORNING);
    expect((await household()).label).toBe('1单元 401 刘家');
  });

  it('is its own: neighbours change nothing of it, not even with its id', async () => {
    const acts = [
      stage.calls.reply('member', 'setShown', li, { householdId: HOME, door: false, name: false }),
      stage.calls.reply('member', 'setAway', li, { householdId: HOME, away: [] }),
      stage.calls.reply('member', 'savePerson', li, {
        householdId: HOME,
        name: '外人',
        ageBand: '18-59',
        phoneOnly: false,
      }),
      stage.calls.reply('member', 'moveOut', li, { householdId: HOME }),
      stage.calls.reply('member', 'savePerson', nextOwner, {
        householdId: HOME,
        name: '外人',
        ageBand: '18-59',
        phoneOnly: false,
      }),
      // The owner of another courtyard who says it is about this one is a stranger here.
      stage.calls.reply(
        'member',
        'setAway',
        { ...nextOwner, courtyard: YARD },
        {
          householdId: HOME,
          away: [],
        },
      ),
      stage.calls.reply('member', 'invite', { ...li, subject: HOME }, {}),
    ];
    for (const reply of await Promise.all(acts)) {
      expect(['NOT_FOUND', 'NOT_ALLOWED', 'NOT_ACTING_FOR']).toContain(
        (reply as { code?: string }).code,
      );
    }
    expect((await household()).people.map(({ name }) => name)).not.toContain('外人');
  });

  it('keeps the days nobody is there, and refuses days that are none', async () => {
    const away = (from: string, until: string) =>
      stage.calls.reply('member', 'setAway', mother, {
        householdId: HOME,
        away: [{ from, until }],
      });
    expect(await away('2020-02-12', '2020-02-20')).toMatchObject({ ok: true });
    expect((await household()).away).toEqual([{ from: '2020-02-12', until: '2020-02-20' }]);
    expect(await away('2020-02-20', '2020-02-12')).toMatchObject({ code: 'INVALID' });
    expect(await away('2020-02-30', '2020-03-02')).toMatchObject({ code: 'INVALID' });
    expect(await away('2020-02-12', '2022-02-12')).toMatchObject({ code: 'INVALID' });
  });

  it('names somebody once for ten copies of the same tap, and not again after removal', async () => {
    const by = { ...mother, requestId: 'person-copies-1' };
    const grandma = {
      householdId: HOME,
      name: '赵奶奶',
      ageBand: '80+' as const,
      phoneOnly: true,
    };
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => stage.calls.done('member', 'savePerson', by, grandma)),
    );
    expect(new Set(replies.map(({ personId }) => personId)).size).toBe(1);
    const personId = replies[0]?.personId as PersonId;
    expect((await household()).people.filter(({ name }) => name === '赵奶奶')).toHaveLength(1);
    await stage.calls.done('member', 'removePerson', mother, { householdId: HOME, personId });
    expect(await stage.calls.done('member', 'savePerson', by, grandma)).toEqual({ personId });
    expect((await household()).people.map(({ name }) => name)).not.toContain('赵奶奶');
  });

  it('has equal members: none shows another the door, a keeper may', async () => {
    const { people } = await household();
    const personId = people.find(({ name }) => name === '赵二')?.id as PersonId;
    const removal = { householdId: HOME, personId } as const;
    expect(await stage.calls.reply('member', 'removePerson', son, removal)).toMatchObject({
      code: 'NOT_ALLOWED',
    });
    await stage.calls.done('courtyard', 'home', inYard('o_guest'), {});
    const account = () => stage.read<AccountDoc>('accounts', `${TOWN.id}.o_guest`);
    expect((await account()).courtyards).toEqual([YARD]);
    await stage.calls.done('member', 'removePerson', committee, removal);
    expect((await memberOf('o_guest')).households).toEqual([]);
    expect((await account()).courtyards).toEqual([]);
    expect((await stage.calls.done('courtyard', 'home', inYard('o_guest'), {})).standing).toEqual({
      status: 'stranger',
    });
  });

  it('calls a renamed member by the new name everywhere, and refuses risky words', async () => {
    await stage.calls.done('member', 'rename', son, { name: '赵大宝' });
    expect((await household()).people.map(({ name }) => name)).toContain('赵大宝');
    expect((await memberOf('o_son')).name).toBe('赵大宝');
    const risky = await stage.calls.reply('member', 'rename', son, { name: '代开发票' });
    expect(risky).toMatchObject({ code: 'TEXT_RISKY' });
  });
});

describe('moving out', () => {
  it('ends with the last household all roles there, and a copy of the tap is answered alike', async () => {
    const leaver = inYard('o_leaver');
    const joinId = await stage.moveIn(leaver, 'hh_a10', { name: '吴走' });
    const memberId = joinId.split('.')[1] as `mb_${string}`;
    await stage.calls.done('courtyard', 'grantRole', owner, { memberId, role: 'volunteer' });
    const joined = (await place()).joined;
    const by = { ...leaver, requestId: 'move-out-1' };
    const out = { householdId: 'hh_a10' as const };
    expect(await stage.calls.reply('member', 'moveOut', by, out)).toEqual({ ok: true, value: {} });
    const member = await memberOf('o_leaver');
    expect(member).toMatchObject({ households: [], roles: [] });
    expect((await place()).joined).toBe(joined - 1);
    expect((await household('hh_a10')).people).toEqual([]);
    expect(await stage.calls.reply('member', 'moveOut', by, out)).toEqual({ ok: true, value: {} });
    const fresh = await stage.calls.reply('member', 'moveOut', leaver, out);
    expect(fresh).toMatchObject({ code: 'NOT_FOUND' });
    // Coming back is asking again.
    const again = await stage.calls.done('member', 'join', leaver, wish('hh_a10'));
    expect(again.status).toBe('waiting');
  });

  it('keeps the home in the other courtyard', async () => {
    const two = inYard('o_twohomes');
    await stage.moveIn(two, 'hh_a7', { name: '郑双' });
    await stage.moveIn(inYard('o_twohomes', NEXT_YARD), 'hh_b5');
    await stage.calls.done('member', 'moveOut', two, { householdId: 'hh_a7' });
    expect((await memberOf('o_twohomes')).households).toMatchObject([{ householdId: 'hh_b5' }]);
    const account = await stage.read<AccountDoc>('accounts', `${TOWN.id}.o_twohomes`);
    expect(account.courtyards).toEqual([NEXT_YARD]);
  });
});
