import type { CourtyardPlaceDigest } from '../../cloudfunctions/courtyard/public';
import type { HouseholdDoc } from '../../cloudfunctions/directory/public';
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import { memberIdOf } from '../support/factories';
import {
  inYard,
  li,
  MORNING,
  NEXT_YARD,
  openStage,
  owner,
  type Stage,
  TOWN,
  wish,
  YARD,
} from './stage';

let stage: Stage;
const me = inYard('o_goes');

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());

describe('what is kept of somebody', () => {
  it('is nothing of a stranger', async () => {
    expect(await stage.calls.done('member', 'kept', inYard('o_nobody'), {})).toEqual({ kept: [] });
    expect(await stage.calls.reply('member', 'me', inYard('o_nobody'), {})).toMatchObject({
      code: 'NOT_MEMBER',
    });
    const { json } = await stage.calls.done('member', 'exportMine', inYard('o_nobody'), {});
    expect(Object.keys(JSON.parse(json))).toEqual(['导出时间']);
    expect(
      await stage.calls.reply('member', 'erase', inYard('o_nobody'), { word: '删除' }),
    ).toEqual({ ok: true, value: {} });
  });

  it('is said in words, can be taken along, and is all gone after erasure', async () => {
    await stage.moveIn(me, 'hh_a6', { name: '何去' });
    await stage.calls.done('member', 'addCredit', me, { templates: ['tpl_notice'] });
    await stage.calls.done('member', 'join', inYard('o_goes', NEXT_YARD), wish('hh_b4'));
    await stage.calls.done('member', 'askToHelp', me, {
      householdId: 'hh_a7',
      personName: '赵婆婆',
    });
    const { noticeId } = await stage.calls.done('notice', 'saveDraft', owner, {
      title: '停水',
      body: '明天停水。',
      category: 'water',
      mustConfirm: true,
      pinned: false,
      validUntil: MORNING + 86_400_000,
      pictures: [],
      audience: [YARD],
    });
    await stage.calls.done('notice', 'publish', owner, { noticeId });
    await stage.calls.done('notice', 'ask', me, { noticeId, text: '几点来水？' });

    const { kept } = await stage.calls.done('member', 'kept', me, {});
    const counts = Object.fromEntries(kept.map(({ what, count }) => [what, count]));
    expect(counts).toMatchObject({
      微信给的编号: 1,
      您家的门牌: 1,
      登记册上您的称呼和年龄段: 1,
      您帮谁代办: 1,
      您在通知下面的提问: 1,
      还可以给您发几条提醒: 1,
    });
    for (const row of kept) {
      expect(row.why).not.toBe('');
      expect(row.until).not.toBe('');
    }
    const { json } = await stage.calls.done('member', 'exportMine', me, {});
    expect(JSON.parse(json)).toMatchObject({
      称呼: '何去',
      微信编号: 'o_goes',
      我家: [{ 门牌: '1单元 102 杨家' }],
      我的提问: [{ 问: '几点来水？' }],
    });

    const member = await stage.calls.done('member', 'me', me, {});
    const place = () => stage.read<CourtyardPlaceDigest>('digests', `dg.${NEXT_YARD}.place`);
    expect((await place()).waitingJoins).toBe(1);
    const wrong = await stage.calls.reply('member', 'erase', me, { word: '好的' });
    expect(wrong).toMatchObject({ code: 'ERASE_NOT_CONFIRMED' });
    const by = { ...me, requestId: 'erase-once-1' };
    expect(await stage.calls.reply('member', 'erase', by, { word: '删除' })).toEqual({
      ok: true,
      value: {},
    });
    expect(await stage.calls.reply('member', 'erase', by, { word: '删除' })).toEqual({
      ok: true,
      value: {},
    });

    expect(await stage.read<MemberDoc>('members', member.memberId)).toMatchObject({
      name: '已注销',
      openidHash: `erased.${member.memberId}`,
      households: [],
      actingFor: [],
      waiting: [],
      groups: {},
    });
    expect((await place()).waitingJoins).toBe(0);
    expect((await stage.read<HouseholdDoc>('households', 'hh_a7')).helpers).toEqual([]);
    const everything = await Promise.all(
      [
        'members',
        'households',
        'accounts',
        'contacts',
        'reaches',
        'requests',
        'audits',
        'digests',
      ].map((collection) => stage.database.find(collection)),
    );
    const text = JSON.stringify(everything);
    expect(text).not.toContain('何去');
    expect(text).not.toContain('o_goes');
    expect(text).not.toContain('几点来水');
  });

  it('lets who was erased come back as somebody new', async () => {
    const home = await stage.calls.done('courtyard', 'home', me, {});
    expect(home.standing).toEqual({ status: 'stranger' });
    const { joinId } = await stage.calls.done(
      'member',
      'join',
      me,
      wish('hh_a6', { name: '何来' }),
    );
    await stage.calls.done('member', 'answerJoin', owner, { joinId, accept: true });
    const again = await stage.calls.done('member', 'me', me, {});
    expect(again.name).toBe('何来');
    expect(await stage.database.find('members', { name: '已注销' })).toHaveLength(1);
  });

  it('shows on 我的 only what is one’s own', async () => {
    const mine = await stage.calls.done('member', 'me', li, {});
    expect(mine).toMatchObject({
      memberId: memberIdOf('o_li'),
      households: [{ id: 'hh_a5', courtyardName: '桂花巷9号院', unit: '1单元', door: '501' }],
      roles: [],
      phone: TOWN.phone,
    });
    const boss = await stage.calls.done('member', 'me', owner, {});
    expect(boss.roles).toEqual([{ role: 'owner', place: '桂花巷9号院' }]);
    const staff = await stage.calls.done(
      'member',
      'me',
      { openid: 'o_staff', community: TOWN.id },
      {},
    );
    expect(staff).toMatchObject({
      households: [],
      roles: [{ role: 'staff', place: '东环路社区' }],
    });
  });
});
