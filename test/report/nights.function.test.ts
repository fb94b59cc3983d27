/** What a page and a night ask of the database, and nights in which something breaks. @see docs/domain/report.md §6 */
import type { Counters } from '../../local/cloud/wire';
import { DAY_MS, instant } from '../../miniprogram/contract/calendar';
import type { MonthView } from '../../miniprogram/contract/report';
import type { LocalTime } from '../../miniprogram/contract/units';
import { meterOf } from '../support/metered';
import { liveFebruary } from './february';
import { openStage, STAFF, type Stage } from './stage';

let stage: Stage;
let february: MonthView;
const OVER = instant('2020-03-02', '03:05');

beforeAll(async () => {
  stage = await openStage();
  await liveFebruary(stage);
  await stage.product.setClock(OVER);
  february = await stage.month('2020-02');
}, 180_000);
afterAll(() => stage?.product.close());

describe('what it asks of the database', () => {
  it('three requests to open a month or to make its workbook', async () => {
    const { costOf } = meterOf(stage.product);
    expect(await costOf('report', 'month', STAFF, {})).toBeLessThanOrEqual(3);
    expect(await costOf('report', 'month', STAFF, { month: '2020-02' })).toBe(2);
    expect(await costOf('report', 'monthFile', STAFF, { month: '2020-02' })).toBe(2);
  });

  it('some twenty for each open month of a night', async () => {
    const usual = await tickAt('02:55');
    const night = await tickAt('03:00');
    const { months } =
      (await stage.database.get<{ months: object }>('communities', 'cm_test')) ?? {};
    expect(months).toEqual({ dueAt: instant('2020-03-04', '03:00'), from: '2020-02' });
    expect(night - usual).toBeGreaterThan(10);
    expect(night - usual).toBeLessThanOrEqual(45);
  });
});

async function requests(): Promise<number> {
  const { actions } = await stage.product.control<{
    actions: { fn: string; counters: Counters }[];
  }>('metrics?limit=1');
  return actions
    .filter(({ fn }) => fn === 'tick')
    .reduce((sum, { counters }) => sum + counters.requests, 0);
}

/** The clock that moves past a fifth minute makes the tick itself. */
async function tickAt(time: LocalTime): Promise<number> {
  await stage.at('2020-03-03', time, -60_000);
  const before = await requests();
  await stage.at('2020-03-03', time, 60_000);
  return (await requests()) - before;
}

describe('a night in which something breaks', () => {
  afterEach(() => fetch(`${stage.product.url}/control/faults`, { method: 'DELETE' }));

  it.each([
    ['error', '04'],
    ['lost-reply', '05'],
    ['crash', '06'],
  ] as const)(
    '%s: the next run counts the same',
    async (kind, day) => {
      const rules = [{ operation: 'database.modifyDocument', kind, count: 3 }];
      await stage.product.control('faults', { rules });
      await stage.at(`2020-03-${day}`, '03:05').catch(() => undefined);
      const faults = await stage.product.control<{ rules: { struck: number }[] }>('faults');
      expect(faults.rules[0]?.struck).toBeGreaterThan(0);
      await fetch(`${stage.product.url}/control/faults`, { method: 'DELETE' });
      await Promise.all([1, 2, 3].map(() => stage.database.callFunction('tick')));
      const { sections } = await stage.month('2020-03');
      expect(new Set(sections.map(({ until }) => until))).toEqual(
        new Set([instant(`2020-03-${day}`)]),
      );
      const [community] = await stage.database.find<{ months: { dueAt: number } }>('communities');
      expect(community?.months.dueAt).toBe(instant(`2020-03-${day}`, '03:00') + DAY_MS);
      const again = await stage.month('2020-02');
      expect(again.sections.map(({ rows }) => rows)).toEqual(
        february.sections.map(({ rows }) => rows),
      );
    },
    60_000,
  );
});
