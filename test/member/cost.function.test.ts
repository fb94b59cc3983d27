/** What the acts around a household ask of the database, counted by the local cloud. */
import type { HouseholdDoc } from '../../cloudfunctions/directory/public';
import { openidHash } from '../../cloudfunctions/kernel/ids';
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import type { JoinId } from '../../miniprogram/contract/ids';
import type { By } from '../support/community';
import { memberIdOf } from '../support/factories';
import { type Meter, meterOf } from '../support/metered';
import {
  admin,
  committee,
  inYard,
  li,
  openStage,
  owner,
  type Stage,
  staff,
  TOWN,
  wish,
  YARD,
} from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  // Warm: the instances have seen the community once.
  for (const action of ['me', 'doors']) await costOf('member', action, li, {});
  await costOf('courtyard', 'roles', owner, {});
}, 120_000);
afterAll(() => stage?.close());

const costOf: Meter['costOf'] = (...call) => meterOf(stage.product).costOf(...call);

const joinIdOf = async (openid: string): Promise<JoinId> => {
  const where = { openidHash: openidHash(TOWN.id, openid) };
  const [member] = await stage.database.find<MemberDoc>('members', where);
  return `${member?.waiting[0]?.householdId}.${member?._id}` as JoinId;
};

it.each<[string, string, By, object]>([
  ['courtyard', 'home', li, {}],
  ['courtyard', 'roles', owner, {}],
  ['courtyard', 'poster', owner, {}],
  ['member', 'doors', inYard('o_stranger'), {}],
  ['member', 'joins', owner, {}],
  ['member', 'helperRequests', owner, {}],
  ['member', 'me', li, {}],
  ['directory', 'overview', staff, {}],
  ['directory', 'search', inYard('o_stranger'), { text: '9号' }],
  ['directory', 'households', owner, {}],
  ['directory', 'household', owner, { householdId: 'hh_a5' }],
])('%s.%s opens with at most three requests', async (fn, action, by, input) => {
  expect(await costOf(fn, action, by, input)).toBeLessThanOrEqual(3);
});

it('counts a message credit with three', async () => {
  expect(
    await costOf('member', 'addCredit', li, { templates: ['tpl_notice'] }),
  ).toBeLessThanOrEqual(3);
});

it('joins, answers, invites and leaves with at most ten', async () => {
  expect(await costOf('member', 'join', inYard('o_cost'), wish('hh_a6'))).toBeLessThanOrEqual(10);
  const yes = { joinId: await joinIdOf('o_cost'), accept: true };
  expect(await costOf('member', 'answerJoin', owner, yes)).toBeLessThanOrEqual(10);
  const by = inYard('o_cost');
  expect(await costOf('member', 'invite', by, {})).toBeLessThanOrEqual(10);
  const { code } = await stage.calls.done('member', 'invite', by, {});
  const family = wish('hh_a6', { name: '家人', inviteCode: code });
  expect(await costOf('member', 'join', inYard('o_family'), family)).toBeLessThanOrEqual(10);
  const shown = { householdId: 'hh_a6', door: false, name: true };
  expect(
    await costOf('member', 'setAway', by, { householdId: 'hh_a6', away: [] }),
  ).toBeLessThanOrEqual(10);
  expect(await costOf('member', 'rename', by, { name: '新名' })).toBeLessThanOrEqual(10);
  expect(await costOf('member', 'setShown', by, shown)).toBeLessThanOrEqual(10);
  expect(await costOf('member', 'moveOut', by, { householdId: 'hh_a6' })).toBeLessThanOrEqual(10);
});

it('takes the last member of a household off, and the phone, with at most ten', async () => {
  const joinId = await stage.moveIn(inYard('o_taken'), 'hh_a9', { name: '吴尽' });
  const { people } = await stage.read<HouseholdDoc>('households', 'hh_a9');
  const personId = people.find(({ memberId }) => joinId.endsWith(memberId ?? '-'))?.id;
  const phones = [{ personId, name: '吴尽', phone: '02883000009' }];
  const contacts = { _id: 'hh_a9', communityId: TOWN.id, rev: 1, courtyardId: YARD, phones };
  await stage.database.add('contacts', [contacts]);
  const removal = { householdId: 'hh_a9', personId };
  expect(await costOf('member', 'removePerson', owner, removal)).toBeLessThanOrEqual(10);
  expect(await stage.read('contacts', 'hh_a9')).toMatchObject({ phones: [] });
  await stage.tick();
  expect(await stage.read('households', 'hh_a9')).toMatchObject({ people: [], relabel: [] });
});

it('helps with at most ten', async () => {
  const ask = { householdId: 'hh_a7', personName: '赵婆婆' };
  expect(await costOf('member', 'askToHelp', li, ask)).toBeLessThanOrEqual(10);
  const link = { householdId: 'hh_a7', memberId: memberIdOf('o_li') };
  expect(
    await costOf('member', 'answerHelper', owner, { ...link, accept: true }),
  ).toBeLessThanOrEqual(10);
  expect(await costOf('member', 'endHelping', owner, link)).toBeLessThanOrEqual(10);
});

it('binds, grants and hands over with at most ten', async () => {
  const bound = { ...owner, opengid: 'og_cost' };
  expect(await costOf('courtyard', 'bindGroup', bound, {})).toBeLessThanOrEqual(10);
  const again = { ...owner, opengid: 'og_cost_2' };
  expect(await costOf('courtyard', 'bindGroup', again, {})).toBeLessThanOrEqual(10);
  const role = { memberId: memberIdOf('o_li'), role: 'volunteer' };
  expect(await costOf('courtyard', 'grantRole', owner, role)).toBeLessThanOrEqual(10);
  expect(await costOf('courtyard', 'endRole', owner, role)).toBeLessThanOrEqual(10);
  expect(await costOf('courtyard', 'saveGate', owner, {})).toBeLessThanOrEqual(10);
  // Two people, the digest, the audit and the request change together.
  const to = { to: memberIdOf('o_committee') };
  expect(await costOf('courtyard', 'handOver', owner, to)).toBeLessThanOrEqual(10);
});

it('keeps the register with few', async () => {
  const door = { unit: '8', door: '1', family: '丁', tenure: 'owner' };
  expect(await costOf('directory', 'addHousehold', committee, door)).toBeLessThanOrEqual(10);
  const corrected = { householdId: 'hh_a8', ...door, door: '2' };
  expect(await costOf('directory', 'correctHousehold', committee, corrected)).toBeLessThanOrEqual(
    10,
  );
  const yard = { name: '桂花巷九号院', aliases: [], guardCount: 1 };
  expect(
    await costOf('directory', 'saveCourtyard', { ...admin, courtyard: YARD }, yard),
  ).toBeLessThanOrEqual(10);
});
