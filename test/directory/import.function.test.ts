import { readSheet } from 'read-excel-file/node';
import type { CourtyardDoc, CourtyardPlaceDigest } from '../../cloudfunctions/courtyard/public';
import type { ContactsDoc, HouseholdDoc } from '../../cloudfunctions/directory/public';
import type { Finding } from '../../miniprogram/contract/directory';
import { LIMITS } from '../../miniprogram/contract/limits';
import { NEXT_YARD, openStage, owner, type Stage, staff, TOWN, YARD } from '../member/stage';
import { type By, freshRequest } from '../support/community';
import { memberIdOf } from '../support/factories';
import { type Cells, upload, xlsx } from './sheets';

let stage: Stage;
const admin: By = { openid: 'o_admin', community: TOWN.id };

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());

const file = async (rows: readonly Cells[], head?: Cells) =>
  upload(stage.product, await xlsx(rows, head));
const check = (fileId: string, by = admin) =>
  stage.calls.reply('directory', 'checkRegister', by, { fileId });
const checked = async (rows: readonly Cells[], head?: Cells) =>
  stage.calls.done('directory', 'checkRegister', admin, { fileId: await file(rows, head) });
const importing = (fileId: string, by: By = admin) =>
  stage.calls.reply('directory', 'importRegister', by, { fileId });

const GOOD: readonly Cells[] = [
  ['桂花巷11号院', 3, 301, '范', '自住', '范大爷', 82, '是', '028-83001234'],
  ['桂花巷11号院', '3单元', '301室', '范', '自住', '范小妹', '18–59 岁', '', null],
  ['桂花巷11号院', 3, 302, '康', '租住', null, null, null, null],
  ['桂花巷9号院', '1单元', '101', '李', '外出', '李新', '60-79', '否', 13800001111],
];

describe('checking a register', () => {
  it('says what it would do and writes nothing', async () => {
    const before = await stage.database.find('households');
    const report = await checked(GOOD);
    expect(report).toEqual({
      rowCount: 4,
      newHouseholdCount: 2,
      changedHouseholdCount: 1,
      unchangedHouseholdCount: 0,
      newPersonCount: 3,
      findings: [],
      applied: false,
    });
    expect(await stage.database.find('households')).toEqual(before);
  });

  const first = (findings: readonly Finding[]) =>
    findings.map(({ row, column, weight, text }) => `${row} ${column} ${weight} ${text}`);

  it.each<[string, Cells, string]>([
    [
      'an unknown courtyard',
      ['桂花巷', 1, 1, '李'],
      '2 院落 error 没有叫“桂花巷”的院落，是不是“桂花巷9号院”？',
    ],
    [
      'a courtyard nobody is near to',
      ['月球院', 1, 1, '李'],
      '2 院落 error 没有叫“月球院”的院落，请对照院落名单',
    ],
    ['no courtyard', ['', 1, 1, '李'], '2 院落 error 没有写是哪个院落'],
    ['no door', ['C01', 1, '', '李'], '2 门牌 error 没有写门牌号'],
    ['no family', ['C01', 1, 1, ''], '2 户主姓氏 hint 没有写户主姓氏，邻居会看不出是谁家'],
    [
      'a tenure nobody knows',
      ['C01', 1, 1, '李', '借住'],
      '2 居住情况 error “借住”看不懂，请写自住、租住或外出',
    ],
    [
      'an age nobody has',
      ['C01', 1, 1, '李', '', '李四', 300],
      '2 年龄段 error “300”看不懂，请写未满 14 岁、14–17 岁、18–59 岁、60–79 岁、80 岁以上',
    ],
    [
      'no age',
      ['C01', 1, 1, '李', '', '李四'],
      '2 年龄段 error 空着看不懂，请写未满 14 岁、14–17 岁、18–59 岁、60–79 岁、80 岁以上',
    ],
    [
      'a phone that is none',
      ['C01', 1, 1, '李', '', '李四', 30, '', '12'],
      '2 电话 error 电话号码不对，请检查',
    ],
    [
      'a phone of nobody',
      ['C01', 1, 1, '李', '', '', '', '', '02883001234'],
      '2 姓名 error 写了年龄段或电话，但没有写姓名',
    ],
    [
      'neither yes nor no',
      ['C01', 1, 1, '李', '', '李四', 30, '大概'],
      '2 只用老年机 error “大概”看不懂，请写是或否',
    ],
    [
      'a name that is too long',
      ['C01', 1, 1, '李', '', '一二三四五六七八九十一二三', 30],
      '2 姓名 error 写得太长了，最多 12 个字',
    ],
  ])('finds %s', async (_, cells, text) => {
    expect(first((await checked([cells])).findings)).toContain(text);
  });

  it('finds lines of one door that contradict each other, and the same person twice', async () => {
    const { findings } = await checked([
      ['C02', 9, 1, '李', '自住', '李四', 30],
      [null, null, null],
      ['C02', 9, 1, '王', '自住', '王五', 30],
      ['C02', 9, 1, '李', '租住', '李四', 31],
    ]);
    expect(first(findings)).toEqual([
      '4 户主姓氏 error 和第 2 行同一个门牌，姓氏却不一样（“李”）',
      '5 居住情况 error 和第 2 行同一个门牌，居住情况却不一样',
      '5 姓名 hint 和第 2 行是同一家的同一个姓名，只导入一次',
    ]);
  });

  it('finds a heading that is missing, in any order of the others', async () => {
    expect(first((await checked([['1', '李']], ['门牌', '户主姓氏'])).findings)).toEqual([
      '1 院落 error 第一行缺少“院落”这一列，请用模板里的表头',
    ]);
    const turned = await checked([['李', 9, 'C02']], ['户主姓氏', '门牌', '院落']);
    expect(turned).toMatchObject({ newHouseholdCount: 1, findings: [] });
    expect(first((await checked([])).findings)).toEqual(['1 院落 error 表格里一行也没有填']);
  });

  it.each([
    ['text', Buffer.from('院落,门牌\nC01,101')],
    ['nothing', Buffer.from('')],
    ['half a file', undefined],
  ])('refuses %s as unreadable', async (_, bytes) => {
    const whole = await xlsx(GOOD);
    const fileId = await upload(stage.product, bytes ?? whole.subarray(0, whole.length / 2));
    expect(await check(fileId)).toMatchObject({ ok: false, code: 'REGISTER_UNREADABLE' });
  });

  it('reads no file but a register', async () => {
    const picture = await upload(stage.product, await xlsx(GOOD), 'pictures');
    expect(await check(picture)).toMatchObject({ code: 'REGISTER_UNREADABLE' });
    expect(await check('cloud://other/registers/none.xlsx')).toMatchObject({
      code: 'REGISTER_UNREADABLE',
    });
    expect(await check('/etc/passwd')).toMatchObject({ code: 'REGISTER_UNREADABLE' });
  });

  it('refuses more rows than a register may have', async () => {
    const rows = Array.from({ length: LIMITS.registerRows + 1 }, (_, i) => ['C01', 1, i + 1, '李']);
    expect(await check(await file(rows))).toMatchObject({
      code: 'REGISTER_TOO_BIG',
      details: { max: LIMITS.registerRows },
    });
  });

  it('is for the administrator alone', async () => {
    const fileId = await file(GOOD);
    expect(await check(fileId, staff)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await check(fileId, owner)).toMatchObject({ code: 'NOT_ALLOWED' });
    const far = { openid: 'o_far', community: 'cm_far' as const };
    expect(await check(fileId, far)).toMatchObject({ ok: false });
  });
});

describe('importing a register', () => {
  it('writes nothing while something must be changed', async () => {
    const before = await stage.database.find('households');
    const fileId = await file([...GOOD, ['月球院', 1, 1, '李'], ['C01', 1, '', '李']]);
    expect(await importing(fileId)).toEqual({
      ok: false,
      code: 'REGISTER_HAS_ERRORS',
      details: { count: 2 },
    });
    expect(await stage.database.find('households')).toEqual(before);
  });

  it('registers doors, people and phones, keeps all copies in step, and throws the file away', async () => {
    const fileId = await file(GOOD);
    const requestId = freshRequest();
    const first = await importing(fileId, { ...admin, requestId });
    expect(first).toMatchObject({
      ok: true,
      value: { newHouseholdCount: 2, changedHouseholdCount: 1, newPersonCount: 3, applied: true },
    });
    const [fan] = await stage.database.find<HouseholdDoc>('households', { family: '范' });
    expect(fan).toMatchObject({
      courtyardId: NEXT_YARD,
      unit: '3单元',
      door: '301',
      label: '3单元 301 范家',
      tenure: 'owner',
      people: [
        { name: '范大爷', ageBand: '80+', phoneOnly: true },
        { name: '范小妹', ageBand: '18-59', phoneOnly: false },
      ],
      trail: [{ what: '从名册导入', by: memberIdOf('o_admin') }],
    });
    const contacts = await stage.read<ContactsDoc>('contacts', fan?._id ?? '');
    expect(contacts.phones).toMatchObject([{ name: '范大爷', phone: '02883001234' }]);
    const yard = await stage.read<CourtyardDoc>('courtyards', NEXT_YARD);
    expect(yard.plates[fan?._id ?? 'hh_']).toMatchObject({ label: '3单元 301 范家' });
    expect(Object.keys(yard.plates)).toHaveLength(8);
    const place = await stage.read<CourtyardPlaceDigest>('digests', `dg.${NEXT_YARD}.place`);
    expect(place.households).toBe(8);
    const overview = await stage.calls.done('directory', 'overview', admin, {});
    expect(overview.totals.householdCount).toBe(20);

    // A copy of the tap: the same numbers, though the file is gone and nothing is new any more.
    const copy = await importing(fileId, { ...admin, requestId });
    expect(copy).toEqual(first);
    expect(await check(fileId)).toMatchObject({ code: 'REGISTER_UNREADABLE' });
  });

  it('changes nothing when the same register comes again', async () => {
    const revs = async () =>
      (await stage.database.find<HouseholdDoc>('households')).map(({ _id, rev }) => [_id, rev]);
    const before = await revs();
    const again = await importing(await file(GOOD));
    expect(again).toMatchObject({
      ok: true,
      value: {
        newHouseholdCount: 0,
        changedHouseholdCount: 0,
        unchangedHouseholdCount: 3,
        newPersonCount: 0,
      },
    });
    expect(await revs()).toEqual(before);
  });

  it('changes what differs, and takes nobody off who is not in the file', async () => {
    await importing(await file([['桂花巷11号院', '3', '301', '樊', '外出', '范大爷', 84]]));
    const [fan] = await stage.database.find<HouseholdDoc>('households', {
      door: '301',
      unit: '3单元',
    });
    expect(fan).toMatchObject({ family: '樊', tenure: 'away', label: '3单元 301 樊家' });
    expect(fan?.people).toMatchObject([
      { name: '范大爷', ageBand: '80+', phoneOnly: false },
      { name: '范小妹' },
    ]);
    expect(fan?.trail.at(-1)?.what).toBe('户主姓氏由“范”改为“樊”；居住由“自住”改为“外出”');
    const yard = await stage.read<CourtyardDoc>('courtyards', NEXT_YARD);
    expect(yard.plates[fan?._id ?? 'hh_']).toMatchObject({ label: '3单元 301 樊家', away: true });
  });

  it('registers each door once when the same file is imported five times at once', async () => {
    const rows: readonly Cells[] = Array.from({ length: 60 }, (_, i) => [
      'C01',
      '8单元',
      i + 1,
      '冯',
      '自住',
      `冯${i}`,
      40,
    ]);
    const files = await Promise.all(Array.from({ length: 5 }, () => file(rows)));
    const replies = await Promise.all(files.map((fileId) => importing(fileId)));
    for (const reply of replies) expect(reply).toMatchObject({ ok: true });
    const made = await stage.database.find<HouseholdDoc>('households', { unit: '8单元' });
    expect(made).toHaveLength(60);
    expect(made.every(({ people }) => people.length === 1)).toBe(true);
    const yard = await stage.read<CourtyardDoc>('courtyards', YARD);
    expect(Object.keys(yard.plates)).toHaveLength(72);
  });
});

describe('the template', () => {
  it('is a file that, filled in, needs no change', async () => {
    const { fileName, base64 } = await stage.calls.done('directory', 'registerTemplate', admin, {});
    expect(fileName).toBe('院落名册模板.xlsx');
    const rows = await readSheet(Buffer.from(base64, 'base64'));
    const report = await checked([['C02', '5', '1', '李']], rows[0] as Cells);
    expect(report).toMatchObject({ newHouseholdCount: 1, findings: [] });
  });
});
