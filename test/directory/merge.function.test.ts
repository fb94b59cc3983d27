import type {
  CommunityPlaceDigest,
  CourtyardDoc,
  CourtyardPlaceDigest,
} from '../../cloudfunctions/courtyard/public';
import type { ContactsDoc, HouseholdDoc } from '../../cloudfunctions/directory/public';
import { openidHash } from '../../cloudfunctions/kernel/ids';
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import type { HouseholdInput } from '../../miniprogram/contract/directory';
import type { CourtyardId, HouseholdId, PersonId } from '../../miniprogram/contract/ids';
import {
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
} from '../member/stage';
import type { By } from '../support/community';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());

const household = (id: HouseholdId) => stage.read<HouseholdDoc>('households', id);
const yard = (id: CourtyardId = YARD) => stage.read<CourtyardDoc>('courtyards', id);
const place = (id: CourtyardId = YARD) =>
  stage.read<CourtyardPlaceDigest>('digests', `dg.${id}.place`);
const memberOf = async (openid: string): Promise<MemberDoc> => {
  const where = { communityId: TOWN.id, openidHash: openidHash(TOWN.id, openid) };
  const [member] = await stage.database.find<MemberDoc>('members', where);
  if (!member) throw new Error(`nobody is ${openid}`);
  return member;
};
const fields = (unit: string, door: string, family = '江'): HouseholdInput => ({
  unit,
  door,
  family,
  tenure: 'owner',
});
/** The number of doors says the same wherever it stands. */
async function expectSums(id: CourtyardId = YARD) {
  expect((await place(id)).households).toBe(await expectDoors(id));
}

/** As above, for what nobody has to wait for. */
async function expectDoors(id: CourtyardId = YARD): Promise<number> {
  const doors = Object.keys((await yard(id)).plates).length;
  const community = await stage.read<CommunityPlaceDigest>('digests', `dg.${TOWN.id}.place`);
  expect(community.courtyards.find((one) => one.id === id)?.households).toBe(doors);
  const active = await stage.database.find('households', { courtyardId: id, status: 'active' });
  expect(active).toHaveLength(doors);
  return doors;
}

describe('merging, splitting, archiving', () => {
  const at = (id: CourtyardId): By => ({ ...staff, courtyard: id });

  it('makes two doors one household: people, helpers, phones and requests come along', async () => {
    await stage.moveIn(inYard('o_left'), 'hh_a8', { name: '黄左' });
    await stage.moveIn(inYard('o_right'), 'hh_a9', { name: '黄右' });
    await stage.calls.done('member', 'askToHelp', li, { householdId: 'hh_a9', personName: '黄右' });
    const asked = await stage.calls.done('member', 'join', inYard('o_asks'), wish('hh_a9'));
    await stage.database.add('contacts', [
      {
        _id: 'hh_a9',
        communityId: TOWN.id,
        rev: 1,
        courtyardId: YARD,
        phones: [{ personId: 'pe_x', name: '黄右', phone: '02883000009' }],
      },
    ]);
    const joined = (await place()).joined;
    const by = { ...at(YARD), requestId: 'merge-once-1' };
    const merge = { from: 'hh_a9', into: 'hh_a8' } as const;
    expect(await stage.calls.reply('directory', 'mergeHouseholds', by, merge)).toMatchObject({
      ok: true,
    });
    expect(await stage.calls.reply('directory', 'mergeHouseholds', by, merge)).toMatchObject({
      ok: true,
    });
    expect(await household('hh_a9')).toMatchObject({
      status: 'merged',
      mergedInto: 'hh_a8',
      people: [],
    });
    await expectDoors();
    await stage.tick();
    const into = await household('hh_a8');
    expect(into.people.map(({ name }) => name)).toEqual(['黄左', '黄右']);
    expect(into.trail.at(-1)?.what).toMatch(/^合并了 /);
    expect((await memberOf('o_right')).households).toMatchObject([
      { householdId: 'hh_a8', label: into.label },
    ]);
    expect((await memberOf('o_li')).actingFor.map(({ householdId }) => householdId)).toContain(
      'hh_a8',
    );
    expect((await stage.read<ContactsDoc>('contacts', 'hh_a8')).phones).toHaveLength(1);
    expect(await stage.database.get('contacts', 'hh_a9')).toBeUndefined();
    expect((await place()).joined).toBe(joined - 1);
    await expectSums();
    // Who waited for the door that is gone waits for the one that is there.
    const waiting = await stage.calls.done('member', 'joins', owner, {});
    const moved = waiting.items.find(({ id }) => id.startsWith('hh_a8.'));
    expect(moved?.id).toBe(asked.joinId.replace('hh_a9', 'hh_a8'));
    await stage.calls.done('member', 'answerJoin', owner, {
      joinId: moved?.id ?? asked.joinId,
      accept: true,
    });
    const home = await stage.calls.done('courtyard', 'home', inYard('o_right'), {});
    expect(home.standing).toMatchObject({ household: { id: 'hh_a8' } });
  });

  it('gives some of a household’s people a door of their own', async () => {
    const people = (await household('hh_a8')).people
      .filter(({ name }) => name === '黄右')
      .map(({ id }) => id as PersonId);
    const by = { ...at(YARD), requestId: 'split-once-1' };
    const input = { householdId: 'hh_a8' as const, people, ...fields('2单元', '901', '黄') };
    const { householdId } = await stage.calls.done('directory', 'splitHousehold', by, input);
    expect(await stage.calls.done('directory', 'splitHousehold', by, input)).toEqual({
      householdId,
    });
    expect((await household(householdId)).people).toMatchObject([{ name: '黄右' }]);
    await expectDoors();
    await stage.tick();
    expect((await household('hh_a8')).people.map(({ name }) => name)).toEqual(['黄左', '新邻居']);
    expect((await memberOf('o_right')).households).toMatchObject([
      { householdId, label: '2单元 901 黄家' },
    ]);
    expect((await memberOf('o_left')).households).toMatchObject([{ householdId: 'hh_a8' }]);
    await expectSums();
    const strangers = { ...input, people: ['pe_nobody' as const], ...fields('2单元', '902') };
    expect(
      await stage.calls.reply('directory', 'splitHousehold', at(YARD), strangers),
    ).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('takes a door off, and with it what its members were to be told', async () => {
    await stage.moveIn(inYard('o_off'), 'hh_a10', { name: '吴尽' });
    await stage.calls.done('member', 'join', inYard('o_waits'), wish('hh_a10'));
    const waiting = (await place()).waitingJoins;
    const input = { householdId: 'hh_a10' } as const;
    await stage.calls.done('directory', 'archiveHousehold', at(YARD), input);
    expect(await household('hh_a10')).toMatchObject({ status: 'archived', people: [] });
    await expectDoors();
    await stage.tick();
    expect((await memberOf('o_off')).households).toEqual([]);
    expect((await memberOf('o_waits')).waiting).toEqual([]);
    expect((await place()).waitingJoins).toBe(waiting - 1);
    const doors = await stage.calls.done('member', 'doors', inYard('o_waits'), {});
    expect(JSON.stringify(doors)).not.toContain('hh_a10');
    expect(
      await stage.calls.reply('member', 'join', inYard('o_waits'), wish('hh_a10')),
    ).toMatchObject({ code: 'NOT_FOUND' });
    await expectSums();
  });

  it('keeps the owner’s door, and is for staff alone', async () => {
    await stage.moveIn(inYard('o_fam'), 'hh_a6', { name: '杨一' });
    const own = await memberOf('o_fam');
    await stage.calls.done('courtyard', 'grantRole', staff, { memberId: own._id, role: 'owner' });
    const input = { householdId: 'hh_a6' } as const;
    expect(await stage.calls.reply('directory', 'archiveHousehold', at(YARD), input)).toMatchObject(
      { code: 'LAST_OWNER' },
    );
    expect(
      await stage.calls.reply('directory', 'archiveHousehold', committee, { householdId: 'hh_a4' }),
    ).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(
      await stage.calls.reply('directory', 'mergeHouseholds', at(YARD), {
        from: 'hh_b3',
        into: 'hh_a4',
      }),
    ).toMatchObject({ code: 'NOT_FOUND' });
    expect(
      await stage.calls.reply('directory', 'mergeHouseholds', at(YARD), {
        from: 'hh_a4',
        into: 'hh_a4',
      }),
    ).toMatchObject({ code: 'INVALID' });
  });
});
