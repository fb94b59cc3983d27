import type {
  CommunityPlaceDigest,
  CourtyardDoc,
  CourtyardPlaceDigest,
} from '../../cloudfunctions/courtyard/public';
import type { HouseholdDoc } from '../../cloudfunctions/directory/public';
import { openidHash } from '../../cloudfunctions/kernel/ids';
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import type { HouseholdInput } from '../../miniprogram/contract/directory';
import type { CourtyardId, HouseholdId } from '../../miniprogram/contract/ids';
import {
  committee,
  deputy,
  inYard,
  li,
  NEXT_YARD,
  nextOwner,
  openStage,
  owner,
  type Stage,
  staff,
  TOWN,
  YARD,
} from '../member/stage';
import { type By, inParallel } from '../support/community';
import { memberIdOf } from '../support/factories';

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
  const doors = Object.keys((await yard(id)).plates).length;
  expect((await place(id)).households).toBe(doors);
  const community = await stage.read<CommunityPlaceDigest>('digests', `dg.${TOWN.id}.place`);
  expect(community.courtyards.find((one) => one.id === id)?.households).toBe(doors);
  const active = await stage.database.find('households', { courtyardId: id, status: 'active' });
  expect(active).toHaveLength(doors);
}

describe('a door', () => {
  it('is added once for ten copies of the tap, and in every sum', async () => {
    const by = { ...owner, requestId: 'add-door-1' };
    const replies = await Promise.all(
      Array.from({ length: 10 }, () =>
        stage.calls.done('directory', 'addHousehold', by, fields('5', '501室')),
      ),
    );
    const [first] = replies;
    for (const reply of replies) expect(reply).toEqual(first);
    const added = await household(first?.householdId ?? 'hh_');
    expect(added).toMatchObject({ unit: '5单元', door: '501', label: '5单元 501 江家' });
    expect(added.trail).toMatchObject([{ what: '新登记', by: memberIdOf('o_owner') }]);
    await expectSums();
  });

  it('is one household’s alone', async () => {
    expect(
      await stage.calls.reply('directory', 'addHousehold', committee, fields('1单元', '101')),
    ).toMatchObject({ code: 'DOOR_TAKEN' });
    expect(
      await stage.calls.reply('directory', 'correctHousehold', committee, {
        householdId: 'hh_a2',
        ...fields('1单元', '101'),
      }),
    ).toMatchObject({ code: 'DOOR_TAKEN' });
    const twins = await inParallel(
      [owner, deputy].map(
        (by) => () => stage.calls.reply('directory', 'addHousehold', by, fields('6', '1')),
      ),
    );
    expect(twins.filter(({ ok }) => ok)).toHaveLength(1);
    expect(twins.find(({ ok }) => !ok)).toMatchObject({ code: 'DOOR_TAKEN' });
  });

  it.each<[string, By, string]>([
    ['a resident', li, 'NOT_ALLOWED'],
    ['another courtyard’s owner', { ...nextOwner, courtyard: YARD }, 'NOT_FOUND'],
    ['somebody nobody knows', inYard('o_nobody'), 'NOT_MEMBER'],
  ])('is not added by %s', async (_, by, code) => {
    const reply = await stage.calls.reply('directory', 'addHousehold', by, fields('7', '1'));
    expect(reply).toMatchObject({ code });
  });

  it('put right is right everywhere: household, plate, members, helpers, the owner’s line', async () => {
    await stage.moveIn(inYard('o_fam'), 'hh_a6', { name: '杨一' });
    await stage.calls.done('member', 'askToHelp', li, { householdId: 'hh_a6', personName: '杨一' });
    await stage.calls.done('directory', 'correctHousehold', committee, {
      householdId: 'hh_a6',
      ...fields('1单元', '112', '阳'),
      tenure: 'tenant',
    });
    expect(await household('hh_a6')).toMatchObject({ label: '1单元 112 阳家' });
    expect((await yard()).plates.hh_a6?.label).toBe('1单元 112 阳家');
    await stage.tick();
    expect(await household('hh_a6')).toMatchObject({ relabel: [] });
    expect((await memberOf('o_fam')).households).toMatchObject([{ label: '1单元 112 阳家' }]);
    expect((await memberOf('o_li')).actingFor).toMatchObject([{ label: '1单元 112 阳家' }]);
    const detail = await stage.calls.done('directory', 'household', committee, {
      householdId: 'hh_a6',
    });
    expect(detail.trail).toMatchObject([
      {
        what: '门牌由“1单元 102”改为“1单元 112”；户主姓氏由“杨家”改为“阳”；居住由“自住”改为“租住”',
        by: '委员',
      },
    ]);

    await stage.calls.done('courtyard', 'handOver', owner, { to: memberIdOf('o_owner') });
    await stage.calls.done('courtyard', 'grantRole', staff, {
      memberId: (await memberOf('o_fam'))._id,
      role: 'owner',
    });
    await stage.calls.done('directory', 'correctHousehold', committee, {
      householdId: 'hh_a6',
      ...fields('1单元', '113', '阳'),
    });
    await stage.tick();
    expect((await place()).ownerLabel).toBe('1单元 113 阳家');
    await stage.calls.done('courtyard', 'grantRole', staff, {
      memberId: memberIdOf('o_owner'),
      role: 'owner',
    });
  });

  it('is not changed by an old copy of a correction', async () => {
    const by = { ...committee, requestId: 'correct-old-1' };
    const old = { householdId: 'hh_a7', ...fields('1单元', '222') } as const;
    await stage.calls.done('directory', 'correctHousehold', by, old);
    await stage.calls.done('directory', 'correctHousehold', committee, { ...old, door: '202' });
    await stage.calls.done('directory', 'correctHousehold', by, old);
    expect((await household('hh_a7')).door).toBe('202');
  });

  it('is not named with words WeChat’s check refuses', async () => {
    const risky = fields('7', '7', '代开发票');
    expect(await stage.calls.reply('directory', 'addHousehold', committee, risky)).toMatchObject({
      code: 'TEXT_RISKY',
    });
    const correction = { householdId: 'hh_a4', ...risky } as const;
    expect(
      await stage.calls.reply('directory', 'correctHousehold', committee, correction),
    ).toMatchObject({ code: 'TEXT_RISKY' });
  });

  it('is found by its own courtyard only, and who looks at its people is written down', async () => {
    const look = (by: By, householdId: HouseholdId) =>
      stage.calls.reply('directory', 'household', by, { householdId });
    expect(await look(committee, 'hh_b1')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await look({ ...staff, courtyard: YARD }, 'hh_f1')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await look(li, 'hh_a5')).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await look(committee, 'hh_a8')).toMatchObject({ ok: true });
    const seen = await stage.database.find('audits', {
      what: 'directory.household',
      subject: 'hh_a8',
    });
    expect(seen).toMatchObject([{ actor: memberIdOf('o_committee'), courtyardId: YARD }]);
  });
});

describe('households', () => {
  it('come in the order of their doors, page by page, none twice', async () => {
    await stage.calls.done('directory', 'addHousehold', nextOwner, fields('10', '1'));
    await stage.calls.done('directory', 'addHousehold', nextOwner, fields('2', '1'));
    for (let i = 0; i < 18; i += 1) {
      await stage.calls.done('directory', 'addHousehold', nextOwner, fields('3', String(i + 1)));
    }
    const first = await stage.calls.done('directory', 'households', nextOwner, {});
    expect(first.items).toHaveLength(20);
    const rest = await stage.calls.done('directory', 'households', nextOwner, {
      after: first.next ?? '',
    });
    expect(rest.next).toBeUndefined();
    const all = [...first.items, ...rest.items];
    expect(new Set(all.map(({ id }) => id)).size).toBe(26);
    const doors = all.map(({ unit, door }) => `${unit} ${door}`);
    expect(doors.slice(6, 9)).toEqual(['2单元 1', '3单元 1', '3单元 2']);
    expect(doors.at(-1)).toBe('10单元 1');
    await expectSums(NEXT_YARD);
  });
});

describe('a courtyard', () => {
  it('is found by name, alias and pinyin initials, also by a newcomer', async () => {
    await stage.calls.done(
      'directory',
      'saveCourtyard',
      { ...staff, courtyard: YARD },
      {
        name: '东环路3巷5号院',
        aliases: ['305号院'],
        guardCount: 2,
      },
    );
    const newcomer: By = { openid: 'o_searching', community: TOWN.id };
    const find = async (text: string) =>
      (await stage.calls.done('directory', 'search', newcomer, { text })).items.map(({ id }) => id);
    for (const text of ['3巷5号', '305', '３０５号院', 'DHL3X', 'dhl', ' 东环路 3巷 ']) {
      expect([text, await find(text)]).toEqual([text, [YARD]]);
    }
    expect(await find('')).toEqual([YARD, NEXT_YARD]);
    expect(await find('没有这个院')).toEqual([]);
    expect(
      (
        await stage.calls.done(
          'member',
          'doors',
          newcomer.openid ? inYard(newcomer.openid) : owner,
          {},
        )
      ).courtyardName,
    ).toBe('东环路3巷5号院');
    const tooLong = { text: '一'.repeat(21) };
    expect(await stage.calls.reply('directory', 'search', newcomer, tooLong)).toMatchObject({
      code: 'TOO_LONG',
    });
  });

  it('is made by a call that names none, once for ten copies', async () => {
    const by: By = { openid: 'o_staff', community: TOWN.id, requestId: 'new-yard-1' };
    const input = { name: '新院', aliases: [], guardCount: 0 };
    await Promise.all(
      Array.from({ length: 10 }, () => stage.calls.done('directory', 'saveCourtyard', by, input)),
    );
    const { items } = await stage.calls.done('directory', 'search', by, { text: '新院' });
    expect(items).toMatchObject([{ code: 'C03', name: '新院', householdCount: 0 }]);
    expect(items).toMatchObject([{ kind: 'old', residentGroup: 0 }]);
    const made = { ...staff, courtyard: items[0]?.id ?? YARD };
    const belongs = { ...input, residentGroup: 7, kind: 'commercial' } as const;
    await stage.calls.done('directory', 'saveCourtyard', made, belongs);
    // What a call leaves out stays.
    await stage.calls.done('directory', 'saveCourtyard', made, { ...input, guardCount: 1 });
    expect(await yard(made.courtyard)).toMatchObject({
      residentGroup: 7,
      kind: 'commercial',
      guardCount: 1,
    });
    const { courtyards } = await stage.calls.done('directory', 'overview', staff, {});
    expect(courtyards.find(({ id }) => id === made.courtyard)).toMatchObject({ residentGroup: 7 });
    await stage.calls.done('directory', 'addHousehold', made, fields('', '1', ''));
    const doors = await stage.calls.done(
      'member',
      'doors',
      { ...inYard('o_x'), courtyard: made.courtyard },
      {},
    );
    expect(doors.units).toMatchObject([{ unit: '', doors: [{ door: '1' }] }]);
  });
});
