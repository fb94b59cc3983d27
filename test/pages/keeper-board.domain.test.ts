import { instant } from '../../miniprogram/contract/calendar';
import type { BoardView, CallRow } from '../../miniprogram/contract/notice';
import {
  boardPage,
  groupText,
  withMarks,
} from '../../miniprogram/packages/keeper/board/board-view';

const now = instant('2026-02-09', '18:20');

const row = (unit: string, door: string, family = '何'): CallRow => ({
  id: `hh_c01u${unit}d${door}`,
  unit,
  door,
  family,
});

const board = (callList: readonly CallRow[], householdCount = 64): BoardView => ({
  noticeId: 'nt_1',
  title: '明天上午全院消毒',
  version: 1,
  courtyardId: 'cy_c01',
  courtyardName: '桂枝巷9号院',
  householdCount,
  reachedCount: householdCount - callList.length,
  countByWay: { self: householdCount - callList.length, helper: 0, phone: 0, door: 0 },
  callList,
  reached: [],
  phone: '028-8300 0000',
  expired: false,
  now,
});

describe('a tap on the board', () => {
  const view = board([row('1', '301'), row('1', '602', '曾'), row('2', '101', '彭')]);

  it('moves a reached household from the call list to the reached, and every figure with it', () => {
    const after = withMarks(view, [
      { householdId: 'hh_c01u1d602', how: 'phone', reached: true, at: now },
    ]);
    expect(after.callList.map(({ door }) => door)).toEqual(['301', '101']);
    expect(after.reachedCount).toBe(62);
    expect(after.countByWay.phone).toBe(1);
    expect(after.reached[0]).toMatchObject({ label: '1单元 602 曾家', how: 'phone' });
  });

  it('keeps a household nobody opened for, with the try beside it', () => {
    const after = withMarks(view, [
      {
        householdId: 'hh_c01u1d301',
        how: 'door',
        reached: false,
        at: instant('2026-02-09', '15:10'),
      },
    ]);
    expect(after.reachedCount).toBe(61);
    expect(boardPage(after).units[0]?.rows[0]?.line).toBe('15:10 去过，没人应');
  });

  it('counts a household tapped twice once, and one already reached not at all', () => {
    const mark = { householdId: 'hh_c01u1d301', how: 'phone', reached: true, at: now } as const;
    const after = withMarks(view, [mark, mark, { ...mark, householdId: 'hh_gone' }]);
    expect(after.reachedCount).toBe(62);
    expect(after.callList).toHaveLength(2);
  });
});

describe('the board as pictures and words', () => {
  it('groups the call list by unit and writes 单元 and 家 as people say them', () => {
    const { units } = boardPage(board([row('1', '301'), row('2单元', '101', '彭家')]));
    expect(units.map(({ unit }) => unit)).toEqual(['1单元', '2单元']);
    expect(units[1]?.rows[0]).toMatchObject({ door: '101', family: '彭家' });
  });

  it('draws every way that reached somebody, and who is left at the end', () => {
    const view = board([row('1', '301')], 400);
    expect(boardPage(view).parts).toEqual([
      { label: '自己回', count: 399, tone: 'full' },
      { label: '还没', count: 1, tone: 'open' },
    ]);
    const after = withMarks(view, [
      { householdId: 'hh_c01u1d301', how: 'door', reached: true, at: now },
    ]);
    expect(boardPage(after).parts.map(({ label, count }) => `${label}${count}`)).toEqual([
      '自己回399',
      '上门1',
      '还没0',
    ]);
  });
});

describe('the text for the group', () => {
  it('names doors by unit but no families, and the phone', () => {
    const text = groupText(board([row('1', '301'), row('1', '602', '曾'), row('2', '101', '彭')]));
    expect(text).toContain('64 家里已有 61 家收到');
    expect(text).toContain('1单元：301、602');
    expect(text).toContain('028-8300 0000');
    expect(text).not.toMatch(/何|曾|彭/);
  });

  it.each([1, 7, 8, 30])('never has more than 12 lines, also with %i units', (count) => {
    const rows = Array.from({ length: count }, (_, i) => row(String(i + 1), '101'));
    const lines = groupText(board(rows)).split('\n');
    expect(lines.length).toBeLessThanOrEqual(12);
    expect(lines.join()).toContain(`还有 ${count} 家没回`);
  });

  it('thanks everybody when nobody is left', () => {
    expect(groupText(board([]))).toMatch(/全院都收到了。$/);
  });

  it('does not name doors that were not shown', () => {
    expect(groupText(board([row('1', '')]))).toContain('1单元：1 家');
  });
});
