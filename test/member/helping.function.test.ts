import type { HouseholdDoc } from '../../cloudfunctions/directory/public';
import type { AccountDoc } from '../../cloudfunctions/kernel/account-doc';
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import { memberIdOf } from '../support/factories';
import {
  committee,
  inYard,
  li,
  MORNING,
  NEXT_YARD,
  openStage,
  owner,
  type Stage,
  TOWN,
  wish,
} from './stage';

let stage: Stage;
const elder = inYard('o_elder');
const HOME = 'hh_a6';
const LI = memberIdOf('o_li');

beforeAll(async () => {
  stage = await openStage();
  await stage.moveIn(elder, HOME, { name: '杨爷爷' });
}, 120_000);
afterAll(() => stage?.close());

const ask = (by = li, householdId: `hh_${string}` = HOME, personName = '杨爷爷') =>
  stage.calls.reply('member', 'askToHelp', by, { householdId, personName });
const answer = (by: typeof li, accept: boolean, householdId: `hh_${string}` = HOME) =>
  stage.calls.reply('member', 'answerHelper', by, { householdId, memberId: LI, accept });
const requests = async (by: typeof li) =>
  (await stage.calls.done('member', 'helperRequests', by, {})).items;
const acting = async () =>
  (await stage.read<MemberDoc>('members', LI)).actingFor.map(({ householdId, status }) => ({
    householdId,
    status,
  }));

describe('代办', () => {
  it('begins with a yes of the household, not of a neighbour or a keeper', async () => {
    expect(await ask()).toMatchObject({ ok: true });
    expect(await acting()).toEqual([{ householdId: HOME, status: 'asked' }]);
    expect(await answer(li, true)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await answer(inYard('o_next', NEXT_YARD), true)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await answer(owner, true)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await requests(owner)).toEqual([]);
    expect(await requests(elder)).toMatchObject([
      { householdId: HOME, memberId: LI, helperName: '李嬢嬢', personName: '杨爷爷' },
    ]);
    // Not before the yes.
    const home = await stage.calls.done('courtyard', 'home', li, {});
    expect(home.actingFor).toEqual([]);
    expect(await answer(elder, true)).toMatchObject({ ok: true });
    expect(await acting()).toEqual([{ householdId: HOME, status: 'active' }]);
    const after = await stage.calls.done('courtyard', 'home', li, {});
    expect(after.actingFor).toMatchObject([{ id: HOME, personName: '杨爷爷' }]);
    const household = await stage.read<HouseholdDoc>('households', HOME);
    expect(household.helpers).toMatchObject([{ memberId: LI, status: 'active' }]);
  });

  it('ends when the household takes its yes back, at once', async () => {
    await stage.calls.done('member', 'endHelping', elder, { householdId: HOME, memberId: LI });
    expect(await acting()).toEqual([]);
    const household = await stage.read<HouseholdDoc>('households', HOME);
    expect(household.helpers).toEqual([]);
    const subject = { ...li, subject: HOME } as const;
    const reply = await stage.calls.reply('notice', 'confirm', subject, {
      noticeId: 'nt_any',
      version: 1,
    });
    expect(reply).toMatchObject({ code: 'NOT_ACTING_FOR' });
  });

  it('is not asked again by an old copy of the tap', async () => {
    const by = { ...li, requestId: 'help-old-1' };
    await ask(by);
    await stage.calls.done('member', 'endHelping', li, { householdId: HOME, memberId: LI });
    expect(await ask(by)).toEqual({ ok: true, value: {} });
    expect(await acting()).toEqual([]);
  });

  it('needs a keeper’s yes for somebody with a text-only phone, and that yes is logged', async () => {
    await stage.calls.done('member', 'savePerson', committee, {
      householdId: 'hh_a7',
      name: '赵婆婆',
      ageBand: '80+',
      phoneOnly: true,
    });
    await ask(li, 'hh_a7', '赵婆婆');
    expect(await requests(committee)).toMatchObject([
      { householdId: 'hh_a7', helperName: '李嬢嬢' },
    ]);
    expect(await answer(inYard('o_next_owner', NEXT_YARD), true, 'hh_a7')).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await answer(committee, true, 'hh_a7')).toMatchObject({ ok: true });
    expect(await requests(committee)).toEqual([]);
    const household = await stage.read<HouseholdDoc>('households', 'hh_a7');
    expect(household.helpers).toMatchObject([{ consentBy: memberIdOf('o_committee') }]);
    const audits = await stage.database.find('audits', { what: 'member.answerHelper' });
    expect(audits).toMatchObject([{ subject: 'hh_a7', actor: memberIdOf('o_committee') }]);
  });

  it('is never allowed by the helper, also when the helper keeps the courtyard', async () => {
    const self = memberIdOf('o_committee');
    await ask(committee, 'hh_a8', '黄婆婆');
    const reply = await stage.calls.reply('member', 'answerHelper', committee, {
      householdId: 'hh_a8',
      memberId: self,
      accept: true,
    });
    expect(reply).toMatchObject({ code: 'NOT_FOUND' });
    const no = { householdId: 'hh_a8', memberId: self, accept: false } as const;
    expect(await stage.calls.reply('member', 'answerHelper', owner, no)).toMatchObject({
      ok: true,
    });
    expect((await stage.read<HouseholdDoc>('households', 'hh_a8')).helpers).toEqual([]);
  });

  it.each([
    ['the own household', 'hh_a5' as const, 'ALREADY_MEMBER'],
    ['another courtyard’s', 'hh_b3' as const, 'NOT_FOUND'],
    ['another community’s', 'hh_f1' as const, 'NOT_FOUND'],
  ])('is refused for %s', async (_, householdId, code) => {
    expect(await ask(li, householdId)).toMatchObject({ code });
  });
});

describe('the answer to a request', () => {
  it('is told to whoever allowed a message while waiting', async () => {
    const by = inYard('o_hopes');
    const allow = { openid: by.openid, templateIds: ['tpl_join'] };
    const url = `${stage.product.url}/phone/subscribe`;
    await fetch(url, { method: 'POST', body: JSON.stringify(allow) });
    const { joinId } = await stage.calls.done('member', 'join', by, wish('hh_a9'));
    expect(await stage.calls.done('member', 'addCredit', by, { templates: ['tpl_join'] })).toEqual({
      credits: 1,
    });
    await stage.calls.done('member', 'answerJoin', owner, { joinId, accept: true });
    await stage.product.setClock(MORNING + 5 * 60_000);
    const { messages } = await stage.product.control<{ messages: unknown[] }>('outbox');
    expect(messages).toMatchObject([
      {
        openid: 'o_hopes',
        templateId: 'tpl_join',
        page: 'pages/home/home?c=cm_test&y=cy_t1',
        data: { thing1: { value: '1单元 402' }, phrase2: { value: '已加入' } },
      },
    ]);
    // The tick also tells the account its courtyard, though the person has not come back yet.
    const account = await stage.read<AccountDoc>('accounts', `${TOWN.id}.o_hopes`);
    expect(account).toMatchObject({ courtyards: ['cy_t1'], credits: { join: 0 } });
    await stage.product.setClock(MORNING);
  });
});

describe('message credits', () => {
  it('count one for a tap, also when the tap arrives ten times', async () => {
    const by = { ...li, requestId: 'credit-once-1' };
    const replies = await Promise.all(
      Array.from({ length: 10 }, () =>
        stage.calls.done('member', 'addCredit', by, { templates: ['tpl_notice', 'tpl_notice'] }),
      ),
    );
    for (const reply of replies) expect(reply).toEqual({ credits: 1 });
    const account = await stage.read<AccountDoc>('accounts', `${TOWN.id}.o_li`);
    expect(account.credits).toEqual({ notice: 1 });
    expect(account.courtyards).toEqual(['cy_t1']);
    expect((await stage.calls.done('member', 'me', li, {})).messageCredits).toBe(1);
    const unknown = await stage.calls.done('member', 'addCredit', li, { templates: ['tpl_none'] });
    expect(unknown).toEqual({ credits: 1 });
  });
});
