import { instant } from '../../miniprogram/contract/calendar';
import {
  atEvening,
  draftInput,
  emptyForm,
  isReady,
  problemsOf,
  quickUntils,
  sameContent,
  untilOf,
} from '../../miniprogram/packages/keeper/notice-edit/form';

const now = instant('2026-02-09', '17:00');
const blank = emptyForm(now, ['cy_c01']);
const full = { ...blank, title: ' 明天停水 ', body: '九点到十一点' };

describe('a notice that is being written', () => {
  it('holds three days until 20:00 unless somebody says otherwise', () => {
    expect(untilOf(blank)).toBe(instant('2026-02-12', '20:00'));
  });

  it('says beside each field what is missing', () => {
    expect(Object.keys(problemsOf({ ...blank, audience: [] }, now))).toEqual([
      'title',
      'body',
      'audience',
    ]);
    expect(isReady(problemsOf(full, now))).toBe(true);
  });

  it('names the length it may have and the one it has', () => {
    expect(problemsOf({ ...full, title: '水'.repeat(31) }, now).title).toContain(
      '30 个字，现在 31 个',
    );
    expect(problemsOf({ ...full, body: '水'.repeat(2_001) }, now).body).toContain('2000');
  });

  it('is refused at its last instant, not one later', () => {
    const at = instant('2026-02-12', '20:00');
    expect(problemsOf(full, at).until).toBeDefined();
    expect(problemsOf(full, at - 1).until).toBeUndefined();
  });

  it('offers no end that has passed: after 20:00 there is no 今晚', () => {
    expect(quickUntils(blank, now).map(({ name }) => name)).toContain('今晚');
    expect(
      quickUntils(blank, instant('2026-02-09', '20:00')).map(({ name }) => name),
    ).not.toContain('今晚');
  });

  it('shows which usual end is chosen', () => {
    const week = atEvening(blank, '2026-02-16');
    expect(quickUntils(week, now).filter(({ chosen }) => chosen)).toMatchObject([{ name: '一周' }]);
  });

  it('sends trimmed words, and is the same notice when only spaces differ', () => {
    expect(draftInput(full)).toMatchObject({ title: '明天停水', audience: ['cy_c01'] });
    expect(sameContent(full, { ...full, title: '明天停水' })).toBe(true);
    expect(sameContent(full, { ...full, pinned: true })).toBe(false);
  });
});
