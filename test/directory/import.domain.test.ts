import fc from 'fast-check';
import type { HouseholdDoc } from '../../cloudfunctions/directory/documents';
import { ageBandOf, phoneOf, tenureOf, yesOf } from '../../cloudfunctions/directory/import/columns';
import { registered, updated } from '../../cloudfunctions/directory/import/plan';
import { unpackedSize } from '../../cloudfunctions/directory/import/sheet';
import { newHousehold } from '../../cloudfunctions/directory/register';
import { tidyDoor, tidyFamily, tidyUnit } from '../../cloudfunctions/directory/words';
import { TENURES } from '../../miniprogram/contract/directory';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import { AGE_BANDS } from '../../miniprogram/contract/member';

const ACT = { by: 'mb_staff', now: 1_000 } as const;
const FIELDS = { unit: '2单元', door: '101', family: '李', tenure: 'owner' } as const;
const home = (id: HouseholdId, more: Partial<HouseholdDoc> = {}): HouseholdDoc => ({
  ...newHousehold(FIELDS, { id, communityId: 'cm_1', courtyardId: 'cy_1' }, { ...ACT, what: '新' }),
  ...more,
});
const person = (id: string, name: string, memberId?: `mb_${string}`) => ({
  id: `pe_${id}` as const,
  name,
  ageBand: '18-59' as const,
  phoneOnly: false,
  ...(memberId ? { memberId } : {}),
});

describe('what people write', () => {
  it.each([
    ['2', '2单元'],
    ['02', '2单元'],
    ['２', '2单元'],
    [' 2 单元 ', '2单元'],
    ['', ''],
    ['A栋', 'A栋'],
  ])('unit %s is %s', (text, unit) => expect(tidyUnit(text)).toBe(unit));

  it.each([
    ['101室', '101'],
    ['６号', '6'],
    [' 1-2-3 ', '1-2-3'],
  ])('door %s is %s', (text, door) => expect(tidyDoor(text)).toBe(door));

  it.each([
    ['李家', '李'],
    ['家', '家'],
    ['欧阳', '欧阳'],
  ])('family %s is %s', (text, family) => expect(tidyFamily(text)).toBe(family));

  it.each([
    ['60–79 岁', '60-79'],
    ['60-79', '60-79'],
    ['60至79岁', '60-79'],
    ['未满14岁', 'u14'],
    ['80岁以上', '80+'],
    ['13', 'u14'],
    ['14', '14-17'],
    ['17岁', '14-17'],
    ['18', '18-59'],
    ['59', '18-59'],
    ['60', '60-79'],
    ['79', '60-79'],
    ['80', '80+'],
    ['120', '80+'],
    ['121', undefined],
    ['', undefined],
    ['老年', undefined],
  ])('age %s is %s', (text, band) => expect(ageBandOf(text)).toBe(band));

  it('yes, no, tenure and phone', () => {
    expect(['是', '√', ' 是 ', '1', 'Y'].map(yesOf)).toEqual([true, true, true, true, true]);
    expect(['否', '', '0', '×'].map(yesOf)).toEqual([false, false, false, false]);
    expect(yesOf('可能')).toBeUndefined();
    expect(['自住', '租住', '外出', ''].map(tenureOf)).toEqual([
      'owner',
      'tenant',
      'away',
      'owner',
    ]);
    expect(tenureOf('空置')).toBeUndefined();
    expect(phoneOf('028-8300 0101')).toBe('02883000101');
    expect(phoneOf('+86 138-0000-0302')).toBe('13800000302');
    expect(['12', '1380000030212345', '电话'].map(phoneOf)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('a register file', () => {
  const line = fc.record({
    row: fc.nat(),
    name: fc.constantFrom('甲', '乙', '丙', '丁'),
    ageBand: fc.constantFrom(...AGE_BANDS),
    phoneOnly: fc.boolean(),
    phone: fc.constantFrom('02883000001', '02883000002'),
  });
  const entry = fc.record({
    row: fc.constant(2),
    courtyardId: fc.constant('cy_1' as const),
    unit: fc.constantFrom('1单元', ''),
    door: fc.constantFrom('1', '2'),
    family: fc.constantFrom('李', '王', ''),
    tenure: fc.constantFrom(...TENURES),
    people: fc.uniqueArray(line, { selector: ({ name }) => name, maxLength: 4 }),
  });

  it('changes nothing when it comes a second time', () => {
    fc.assert(
      fc.property(entry, (one) => {
        const first = registered(one, 'cm_1', ACT);
        const again = updated(first.household, first.contacts, { entry: one, act: ACT });
        expect(again).toMatchObject({ isChanged: false, newPersonCount: 0 });
        expect(again.household).toBe(first.household);
      }),
    );
  });

  it('ends as the last one says, whatever stood before, and takes nobody off', () => {
    fc.assert(
      fc.property(entry, entry, (one, two) => {
        const next = { ...two, unit: one.unit, door: one.door };
        const first = registered(one, 'cm_1', ACT);
        const after = updated(first.household, first.contacts, { entry: next, act: ACT });
        expect(after.household).toMatchObject({ family: next.family, tenure: next.tenure });
        const names = new Set(after.household.people.map(({ name }) => name));
        for (const { name } of [...one.people, ...next.people]) expect(names).toContain(name);
        for (const { name, ageBand, phoneOnly } of next.people) {
          const person = after.household.people.find((p) => p.name === name);
          expect(person).toMatchObject({ ageBand, phoneOnly });
        }
        const settled = updated(after.household, after.contacts ?? first.contacts, {
          entry: next,
          act: ACT,
        });
        expect(settled.isChanged).toBe(false);
      }),
    );
  });

  it('does not make a member’s phone a text-only one', () => {
    const before = home('hh_1', { people: [person('1', '李一', 'mb_1')] });
    const told = { ...FIELDS, row: 2, courtyardId: 'cy_1' as const };
    const people = [{ row: 2, name: '李一', ageBand: '80+' as const, phoneOnly: true }];
    const after = updated(before, undefined, { entry: { ...told, people }, act: ACT });
    expect(after.household.people).toMatchObject([
      { ageBand: '80+', phoneOnly: false, memberId: 'mb_1' },
    ]);
  });

  it('that unpacks to more than it may is known before it is opened', () => {
    const entryHeader = Buffer.alloc(46);
    entryHeader.writeUInt32LE(0x02014b50, 0);
    entryHeader.writeUInt32LE(4_000_000_000, 24);
    const bytes = Buffer.concat([Buffer.from('PK\x03\x04rest'), entryHeader, entryHeader]);
    expect(unpackedSize(bytes)).toBe(8_000_000_000);
    expect(unpackedSize(Buffer.from('no archive at all'))).toBe(0);
  });
});
