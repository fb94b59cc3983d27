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
/** A mother, and family she let in. */
const mother = inYard('o_mother');
const son = inYard('o_son');
const HOME = 'hh_a4' as const;

beforeAll(async () => {
  stage = await openStage();
  await stage.moveIn(mother, HOME, { name: '赵芳' });
  for (const [by, name] of [
    [son, '赵小宝'],
    [inYard('o_guest'), '赵二'],
  ] as const) {
    const { code } = await stage.calls.done('member', 'invite', mother, {});
    await stage.calls.done('member', 'join', by, wish(HOME, { name, inviteCode: code }));
  }
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

describe('the household', () => {
  it('takes door or name off: for itself at once, for everybody else with the next tick', async () => {
    const shown = (door: boolean, name: boolean) =>
      stage.calls.done('member', 'setShown', mother, { householdId: HOME, door, name });
    expect(await shown(false, true)).toEqual({ label: '1单元 刘家' });
    const courtyard = await stage.read<CourtyardDoc>('courtyards', YARD);
    expect(courtyard.plates[HOME]?.label).toBe('1单元 刘家');
    expect((await memberOf('o_mother')).households).toMatchObject([{ label: '1单元 刘家' }]);
    await stage.tick();
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
    await stage.tick();
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

  it.each(['\u200b', '\u3164', '\u202e', '\ud800', ' \n '])(
    'has no name nobody can see: %j',
    async (name) => {
      const reply = await stage.calls.reply('member', 'rename', son, { name });
      expect(reply).toMatchObject({ code: 'INVALID', details: { field: 'name' } });
      expect((await memberOf('o_son')).name).toBe('赵大宝');
    },
  );

  it('waits with a new name while WeChat’s check is away; a request to join is read by a person', async () => {
    await stage.product.control('content-safety', { outage: true });
    const name = await stage.calls.reply('member', 'rename', son, { name: '赵改名' });
    expect(name).toMatchObject({ code: 'CHECK_AWAY' });
    expect((await memberOf('o_son')).name).toBe('赵大宝');
    const by = inYard('o_outage');
    expect(await stage.calls.reply('member', 'join', by, wish('hh_a12'))).toMatchObject({
      ok: true,
    });
    await stage.product.control('content-safety', { outage: false });
    const risky = wish('hh_a11', { name: '代开发票' });
    expect(await stage.calls.reply('member', 'join', inYard('o_risky'), risky)).toMatchObject({
      code: 'TEXT_RISKY',
    });
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
    expect((await household('hh_a10')).people).toEqual([]);
    await stage.tick();
    expect((await place()).joined).toBe(joined - 1);
    expect(await household('hh_a10')).toMatchObject({ relabel: [] });
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
