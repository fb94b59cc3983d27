import type { CourtyardPlaceDigest } from '../../cloudfunctions/courtyard/public';
import type { HouseholdDoc } from '../../cloudfunctions/directory/public';
import type { AccountDoc } from '../../cloudfunctions/kernel/account-doc';
import { openidHash } from '../../cloudfunctions/kernel/ids';
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import type { JoinId } from '../../miniprogram/contract/ids';
import { memberIdOf } from '../support/factories';
import {
  committee,
  DAY,
  deputy,
  FAR_TOWN,
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

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());

const place = (): Promise<CourtyardPlaceDigest> => stage.read('digests', `dg.${YARD}.place`);
const memberOf = async (openid: string): Promise<MemberDoc | undefined> => {
  const where = { communityId: TOWN.id, openidHash: openidHash(TOWN.id, openid) };
  return (await stage.database.find<MemberDoc>('members', where))[0];
};

describe('doors', () => {
  it('shows a stranger doors in order and not one family name', async () => {
    const view = await stage.calls.done('member', 'doors', inYard('o_stranger'), {});
    expect(view.courtyardName).toBe('桂花巷9号院');
    expect(view.units.map(({ unit }) => unit)).toEqual(['1单元', '2单元']);
    expect(view.units[0]?.doors[0]).toEqual({ id: 'hh_a1', door: '101' });
    expect(view).not.toHaveProperty('mine');
    expect((await stage.calls.done('member', 'doors', li, {})).mine).toEqual(['hh_a5']);
    expect(JSON.stringify(view)).not.toContain('家');
    expect(view.fromGroup).toBe(false);
  });

  it('does not know another community’s courtyard', async () => {
    const by = { ...inYard('o_stranger'), courtyard: 'cy_f1' as const };
    expect(await stage.calls.reply('member', 'doors', by, {})).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('asking to join', () => {
  it('waits for a yes, then lives there', async () => {
    const by = inYard('o_new1');
    const before = (await place()).waitingJoins;
    const { status, joinId } = await stage.calls.done('member', 'join', by, wish('hh_a6'));
    expect(status).toBe('waiting');
    expect((await place()).waitingJoins).toBe(before + 1);

    const home = await stage.calls.done('courtyard', 'home', by, {});
    expect(home.standing).toEqual({ status: 'waiting', door: '1单元 102' });
    expect(home.notices).toEqual([]);
    expect(home.courtyard?.ownerLabel).toBeUndefined();

    const list = await stage.calls.done('member', 'joins', owner, {});
    expect(list.items).toEqual([
      { id: joinId, name: '新邻居', label: '1单元 102 杨家', at: MORNING, fromGroup: false },
    ]);
    await stage.calls.done('member', 'answerJoin', owner, { joinId, accept: true });

    const after = await stage.calls.done('courtyard', 'home', by, {});
    expect(after.standing).toMatchObject({
      status: 'member',
      name: '新邻居',
      household: { id: 'hh_a6', label: '1单元 102 杨家' },
      roles: ['resident'],
    });
    expect(await place()).toMatchObject({ waitingJoins: before, joined: 1 });
    const household = await stage.read<HouseholdDoc>('households', 'hh_a6');
    const member = await memberOf('o_new1');
    expect(household.people).toMatchObject([{ name: '新邻居', memberId: member?._id }]);
  });

  it('tells the account its courtyards when the person is next here', async () => {
    const account = await stage.read<AccountDoc>('accounts', `${TOWN.id}.o_new1`);
    expect(account.courtyards).toEqual([YARD]);
    expect((await memberOf('o_new1'))?.accountBehind).toBeUndefined();
  });

  it('has one effect for ten copies at once of somebody nobody knew', async () => {
    const before = (await place()).waitingJoins;
    const by = { ...inYard('o_ten'), requestId: 'ten-copies-1' };
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => stage.calls.reply('member', 'join', by, wish('hh_a7'))),
    );
    const [first] = replies;
    expect(first).toMatchObject({ ok: true, value: { status: 'waiting' } });
    for (const reply of replies) expect(reply).toEqual(first);
    expect((await place()).waitingJoins).toBe(before + 1);
    expect((await memberOf('o_ten'))?.waiting).toHaveLength(1);
  });

  it('answers a copy a day later alike, also when a yes came in between', async () => {
    const by = { ...inYard('o_ten'), requestId: 'ten-copies-1' };
    const joinId = (await stage.calls.done('member', 'join', by, wish('hh_a7'))).joinId;
    await stage.calls.done('member', 'answerJoin', owner, { joinId, accept: true });
    await stage.product.setClock(MORNING + DAY);
    const again = await stage.calls.done('member', 'join', by, wish('hh_a7'));
    expect(again).toEqual({ status: 'waiting', joinId });
    expect((await memberOf('o_ten'))?.households).toHaveLength(1);
    await stage.product.setClock(MORNING);
  });

  it('counts everybody when eight people ask at the same instant', async () => {
    const before = (await place()).waitingJoins;
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        stage.calls.reply('member', 'join', inYard(`o_crowd_${i}x`), wish('hh_a12')),
      ),
    );
    expect(replies.filter(({ ok }) => ok)).toHaveLength(8);
    expect((await place()).waitingJoins).toBe(before + 8);
  });

  it.each([
    ['without the privacy text in force', { privacyVersion: '0' }, 'AGREEMENT_NEEDED'],
    ['a child on its own', { ageBand: 'u14' as const }, 'GUARDIAN_NEEDED'],
    ['with a code nobody gave out', { inviteCode: '000000' }, 'INVITE_INVALID'],
    ['with a name that is too long', { name: '一二三四五六七八九十一二三' }, 'TOO_LONG'],
    ['with no name', { name: '  ' }, 'INVALID'],
  ])('refuses %s', async (_, more, code) => {
    const reply = await stage.calls.reply('member', 'join', inYard('o_bad'), wish('hh_a8', more));
    expect(reply).toMatchObject({ ok: false, code });
    expect(await memberOf('o_bad')).toBeUndefined();
  });

  it.each([
    ['of another courtyard', 'hh_b3' as const],
    ['of another community', 'hh_f2' as const],
    ['that does not exist', 'hh_zz' as const],
  ])('does not find a household %s', async (_, householdId) => {
    const reply = await stage.calls.reply('member', 'join', inYard('o_bad'), wish(householdId));
    expect(reply).toMatchObject({ ok: false, code: 'NOT_FOUND' });
  });

  it('refuses an openid in the payload', async () => {
    const data = {
      action: 'join',
      communityId: TOWN.id,
      courtyardId: YARD,
      requestId: 'forged-one',
    };
    const forged = { ...wish('hh_a8'), openid: 'o_owner' };
    const inside = await stage.product.call(
      'member',
      { ...data, input: forged },
      { openid: 'o_bad' },
    );
    expect(inside).toMatchObject({ code: 'FORGED_IDENTITY' });
    const outside = { ...data, input: wish('hh_a8'), openid: 'o_owner' };
    expect(await stage.product.call('member', outside, { openid: 'o_bad' })).toMatchObject({
      code: 'FORGED_IDENTITY',
    });
  });

  it('keeps three requests open, and one for a door', async () => {
    const by = inYard('o_many');
    await stage.calls.done('member', 'join', by, wish('hh_a8'));
    expect(await stage.calls.reply('member', 'join', by, wish('hh_a8'))).toMatchObject({
      code: 'JOIN_WAITING',
    });
    await stage.calls.done('member', 'join', by, wish('hh_a9'));
    await stage.calls.done('member', 'join', by, wish('hh_a10'));
    expect(await stage.calls.reply('member', 'join', by, wish('hh_a11'))).toMatchObject({
      code: 'JOIN_WAITING',
    });
  });

  it('allows six requests a day, taken back ones included, and more the day after', async () => {
    const by = inYard('o_many');
    const before = (await place()).waitingJoins;
    for (const { householdId } of (await memberOf('o_many'))?.waiting ?? []) {
      const joinId = `${householdId}.${(await memberOf('o_many'))?._id}` as JoinId;
      await stage.calls.done('member', 'withdrawJoin', by, { joinId });
    }
    expect((await place()).waitingJoins).toBe(before - 3);
    for (const home of ['hh_a8', 'hh_a9', 'hh_a10'] as const) {
      const { joinId } = await stage.calls.done('member', 'join', by, wish(home));
      await stage.calls.done('member', 'withdrawJoin', by, { joinId });
    }
    expect(await stage.calls.reply('member', 'join', by, wish('hh_a8'))).toMatchObject({
      code: 'TOO_MANY_JOINS',
    });
    await stage.product.setClock(MORNING + DAY);
    expect(await stage.calls.reply('member', 'join', by, wish('hh_a8'))).toMatchObject({
      ok: true,
    });
    await stage.product.setClock(MORNING);
  });
});

describe('answering', () => {
  const asked = async (openid: string, home: `hh_${string}` = 'hh_a11') =>
    (await stage.calls.done('member', 'join', inYard(openid), wish(home))).joinId;

  it('gives two keepers who answer alike one effect and the same answer', async () => {
    const joinId = await asked('o_two');
    const replies = await Promise.all(
      [owner, deputy, committee].map((by) =>
        stage.calls.reply('member', 'answerJoin', by, { joinId, accept: true }),
      ),
    );
    expect(replies).toEqual([owner, deputy, committee].map(() => ({ ok: true, value: {} })));
    expect((await memberOf('o_two'))?.households).toHaveLength(1);
    const household = await stage.read<HouseholdDoc>('households', 'hh_a11');
    expect(household.people).toHaveLength(1);
  });

  it('tells the second keeper when the first answered otherwise', async () => {
    const joinId = await asked('o_torn');
    await stage.calls.done('member', 'answerJoin', owner, { joinId, accept: false });
    expect(
      await stage.calls.reply('member', 'answerJoin', deputy, { joinId, accept: true }),
    ).toMatchObject({ code: 'JOIN_CLOSED' });
    expect(
      await stage.calls.reply('member', 'answerJoin', deputy, { joinId, accept: false }),
    ).toMatchObject({ ok: true });
    expect((await memberOf('o_torn'))?.households).toEqual([]);
  });

  it('is for the keepers of that courtyard alone', async () => {
    const joinId = await asked('o_mine');
    const answer = { joinId, accept: true };
    expect(await stage.calls.reply('member', 'answerJoin', li, answer)).toMatchObject({
      code: 'NOT_ALLOWED',
    });
    expect(await stage.calls.reply('member', 'answerJoin', nextOwner, answer)).toMatchObject({
      code: 'NOT_FOUND',
    });
    const far = { openid: 'o_far', community: FAR_TOWN.id, courtyard: 'cy_f1' as const };
    expect(await stage.calls.reply('member', 'answerJoin', far, answer)).toMatchObject({
      code: 'NOT_FOUND',
    });
    const withdrawn = await stage.calls.reply('member', 'withdrawJoin', li, { joinId });
    expect(withdrawn).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('never by the one who asks', async () => {
    const { joinId } = await stage.calls.done('member', 'join', committee, wish('hh_a9'));
    expect(
      await stage.calls.reply('member', 'answerJoin', committee, { joinId, accept: true }),
    ).toMatchObject({ code: 'NOT_ALLOWED' });
    await stage.calls.done('member', 'answerJoin', owner, { joinId, accept: true });
    expect((await memberOf('o_committee'))?.households).toHaveLength(2);
  });

  it('lets one person live in two courtyards, one after the other', async () => {
    const by = inYard('o_li', NEXT_YARD);
    const { joinId } = await stage.calls.done('member', 'join', by, wish('hh_b3'));
    await stage.calls.done('member', 'answerJoin', nextOwner, { joinId, accept: true });
    const home = await stage.calls.done('courtyard', 'home', by, {});
    expect(home.standing).toMatchObject({ household: { id: 'hh_b3' }, name: '李嬢嬢' });
    expect(home.otherCourtyards).toEqual([{ id: YARD, name: '桂花巷9号院' }]);
    const back = await stage.calls.done('courtyard', 'home', li, {});
    expect(back.standing).toMatchObject({ household: { id: 'hh_a5' } });
  });

  it('refuses who lives there already', async () => {
    expect(await stage.calls.reply('member', 'join', li, wish('hh_a5'))).toMatchObject({
      code: 'ALREADY_MEMBER',
    });
    expect(memberIdOf('o_li')).toBe((await memberOf('o_li'))?._id);
  });
});
