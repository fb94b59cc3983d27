import type { CourtyardPlaceDigest } from '../../cloudfunctions/courtyard/public';
import type { HouseholdDoc } from '../../cloudfunctions/directory/public';
import { openidHash } from '../../cloudfunctions/kernel/ids';
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import type { PersonId } from '../../miniprogram/contract/ids';
import { DAY, inYard, MORNING, openStage, type Stage, TOWN, wish, YARD } from './stage';

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
