import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
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
  staff,
  TOWN,
  YARD,
} from '../member/stage';
import type { By } from '../support/community';
import { memberIdOf } from '../support/factories';
import { meterOf } from '../support/metered';

let stage: Stage;
const GROUP = 'og_yard_1';

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());

/** Opened somewhere else than in a known courtyard: the server picks. */
const anywhere = (openid: string, opengid?: string): By => ({
  openid,
  community: TOWN.id,
  ...(opengid === undefined ? {} : { opengid }),
});
const home = (by: By) => stage.calls.done('courtyard', 'home', by, {});

const cost = (by: By) => meterOf(stage.product).costOf('courtyard', 'home', by, {});

describe('the WeChat group', () => {
  it('is bound only from a card in the group', async () => {
    expect(await stage.calls.reply('courtyard', 'bindGroup', owner, {})).toMatchObject({
      code: 'GROUP_NEEDED',
    });
  });

  it('is not bound by what the phone says the group is', async () => {
    const forged = {
      action: 'bindGroup',
      input: {},
      communityId: TOWN.id,
      courtyardId: YARD,
      requestId: 'forged-group',
    };
    for (const group of [
      { opengid: GROUP },
      { cloudID: 'cid_made_up', data: { opengid: GROUP } },
      { cloudID: 42 },
      GROUP,
    ]) {
      const reply = await stage.product.call('courtyard', { ...forged, group }, owner);
      expect(reply).toMatchObject({ code: 'GROUP_NEEDED' });
    }
  });

  it.each([
    ['a deputy', deputy],
    ['the committee', committee],
    ['a resident', li],
  ])('is not bound by %s', async (_, by) => {
    const reply = await stage.calls.reply('courtyard', 'bindGroup', { ...by, opengid: GROUP }, {});
    expect(reply).toMatchObject({ code: 'NOT_ALLOWED' });
  });

  it('is bound by the owner once, and the same tap ten times is one binding', async () => {
    const by = { ...owner, opengid: GROUP, requestId: 'bind-once-1' };
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => stage.calls.reply('courtyard', 'bindGroup', by, {})),
    );
    for (const reply of replies) expect(reply).toEqual({ ok: true, value: { rebound: false } });
    expect((await home(owner)).courtyard).toMatchObject({ groupBound: true });
    expect(await stage.database.find('bindings', {})).toHaveLength(1);
  });

  it('belongs to one courtyard', async () => {
    const reply = await stage.calls.reply(
      'courtyard',
      'bindGroup',
      { ...nextOwner, opengid: GROUP },
      {},
    );
    expect(reply).toMatchObject({ code: 'GROUP_TAKEN' });
  });

  it('is refused by WeChat itself to somebody who left it', async () => {
    await stage.product.control('groups', { opengid: 'og_left', openids: ['o_owner'] });
    await expect(
      stage.calls.reply('courtyard', 'home', anywhere('o_li', 'og_left'), {}),
    ).rejects.toThrow('65206');
  });
});

describe('opening', () => {
  it('lands a newcomer from the group’s card on that courtyard', async () => {
    const view = await home(anywhere('o_fresh', GROUP));
    expect(view.courtyard).toMatchObject({ id: YARD, name: '桂花巷9号院', groupBound: true });
    expect(view.standing).toEqual({ status: 'stranger' });
    expect(view.phone).toBe(TOWN.phone);
  });

  it('shows a newcomer from a private chat the community and no courtyard', async () => {
    const view = await home(anywhere('o_fresh'));
    expect(view.courtyard).toBeUndefined();
    expect(view.communityName).toBe('东环路社区');
  });

  it('lands a neighbour from a private chat at the own door', async () => {
    expect((await home(anywhere('o_li'))).courtyard?.id).toBe(YARD);
    expect((await home(anywhere('o_next'))).courtyard?.id).toBe(NEXT_YARD);
  });

  it('lands whoever lives next door in the group’s courtyard, and remembers the way', async () => {
    const view = await home(anywhere('o_next', GROUP));
    expect(view.courtyard?.id).toBe(YARD);
    expect(view.standing).toEqual({ status: 'stranger' });
    expect(view.notices).toEqual([]);
    expect(view.otherCourtyards).toEqual([{ id: NEXT_YARD, name: '桂花巷11号院' }]);
    const member = await stage.read<MemberDoc>('members', memberIdOf('o_next'));
    expect(member.groups).toEqual({ [GROUP]: YARD });
  });

  it('costs a member at most three requests, also from a group that is known', async () => {
    expect(await cost(li)).toBeLessThanOrEqual(3);
    expect(await cost(anywhere('o_li'))).toBeLessThanOrEqual(3);
    await cost(anywhere('o_li', GROUP));
    expect(await cost(anywhere('o_li', GROUP))).toBeLessThanOrEqual(3);
  });

  it('follows a group that was rebuilt, and no longer the old one', async () => {
    const answer = await stage.calls.done(
      'courtyard',
      'bindGroup',
      { ...owner, opengid: 'og_rebuilt' },
      {},
    );
    expect(answer).toEqual({ rebound: true });
    expect((await home(anywhere('o_fresh', 'og_rebuilt'))).courtyard?.id).toBe(YARD);
    expect((await home(anywhere('o_fresh', GROUP))).courtyard).toBeUndefined();
    // Whoever remembered the old group falls back to the own door.
    expect((await home(anywhere('o_next', GROUP))).courtyard?.id).toBe(NEXT_YARD);
    const taken = await stage.calls.done(
      'courtyard',
      'bindGroup',
      { ...nextOwner, opengid: GROUP },
      {},
    );
    expect(taken).toEqual({ rebound: false });
    expect((await home(anywhere('o_li', GROUP))).courtyard?.id).toBe(NEXT_YARD);
  });

  it('answers a binding that is sent again a day later without undoing what came after', async () => {
    const by = { ...owner, opengid: 'og_third', requestId: 'bind-third-1' };
    const first = await stage.calls.done('courtyard', 'bindGroup', by, {});
    await stage.product.setClock(MORNING + DAY);
    expect(await stage.calls.done('courtyard', 'bindGroup', by, {})).toEqual(first);
    await stage.product.setClock(MORNING);
    await stage.calls.done('courtyard', 'unbindGroup', owner, {});
    expect((await home(anywhere('o_fresh', 'og_third'))).courtyard).toBeUndefined();
    expect((await home(owner)).courtyard).toMatchObject({ groupBound: false });
  });

  it('finds no courtyard of another community, and no community that is not there', async () => {
    const elsewhere = { ...li, courtyard: 'cy_f1' as const };
    expect(await stage.calls.reply('courtyard', 'home', elsewhere, {})).toMatchObject({
      code: 'NOT_FOUND',
    });
    const nowhere = { openid: 'o_li', community: 'cm_nowhere' as const };
    expect(await stage.calls.reply('courtyard', 'home', nowhere, {})).toMatchObject({
      code: 'NOT_FOUND',
    });
    // The same person is a stranger in a community that does not know the person.
    const far = await home({ openid: 'o_li', community: FAR_TOWN.id, courtyard: 'cy_f1' });
    expect(far.standing).toEqual({ status: 'stranger' });
  });
});

describe('等我办', () => {
  it('asks for the own household, and for those helped wherever they live', async () => {
    await stage.calls.done('member', 'askToHelp', inYard('o_next_owner', NEXT_YARD), {
      householdId: 'hh_b4',
      personName: '吴婆婆',
    });
    const { noticeId } = await stage.calls.done('notice', 'saveDraft', staff, {
      title: '核对名册',
      body: '请各家核对门牌。',
      category: 'everyday',
      mustConfirm: true,
      pinned: false,
      validUntil: MORNING + 3 * DAY,
      pictures: [],
      audience: [YARD, NEXT_YARD],
    });
    const community = { openid: 'o_staff', community: TOWN.id };
    await stage.calls.done('notice', 'publish', community, { noticeId });

    const before = await home(li);
    expect(before.waiting).toMatchObject([
      { kind: 'confirm', noticeId, forHousehold: { id: 'hh_a5' }, helping: false },
    ]);
    expect(before.notices).toMatchObject([{ id: noticeId, confirmed: false }]);
    await stage.calls.done('notice', 'confirm', li, { noticeId, version: 1 });
    const after = await home(li);
    expect(after.waiting).toEqual([]);
    expect(after.notices).toMatchObject([{ id: noticeId, confirmed: true }]);

    // Nobody lives behind hh_b4 who could say yes on a phone, so a keeper asks there and says it.
    await stage.calls.done('member', 'answerHelper', staffAt(NEXT_YARD), {
      householdId: 'hh_b4',
      memberId: memberIdOf('o_next_owner'),
      accept: true,
    });
    const helper = await home(inYard('o_next_owner', NEXT_YARD));
    expect(helper.actingFor).toMatchObject([{ id: 'hh_b4', personName: '吴婆婆' }]);
    expect(helper.waiting).toMatchObject([
      { forHousehold: { id: 'hh_b2' }, helping: false },
      { forHousehold: { id: 'hh_b4' }, helping: true },
    ]);
  });

  it('shows a stranger no notice at all', async () => {
    const view = await home(inYard('o_fresh'));
    expect(view.notices).toEqual([]);
    expect(view.waiting).toEqual([]);
  });
});

const staffAt = (courtyard: typeof YARD): By => ({ ...staff, courtyard });
