/** The month that hangs at the gate, on paper and as a spreadsheet. */
import { readSheet } from 'read-excel-file/node';
import { OWNER, openStage, person, publish, type Stage, turn } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  await publish(stage.calls);
}, 120_000);
afterEach(() => stage?.product.close());

const sheet = (month: string, by = person(1)) => stage.calls.done('roster', 'sheet', by, { month });

it('a month hangs at the gate with rows by day and every household’s number', async () => {
  await stage.at('2020-02-05', '09:00');
  await stage.calls.done('roster', 'askSwap', person(9), { turnId: turn(1, 9) });
  const february = await sheet('2020-02');
  expect(february).toMatchObject({
    title: '3巷22号 2月值守表',
    month: '2020-02',
    previous: '2020-01',
    next: '2020-03',
  });
  expect(february.rows).toHaveLength(29);
  expect(february.rows[5]).toEqual({
    row: 6,
    day: '2020-02-06',
    dayText: '2月6日 周四',
    gate: '大门',
    hours: '08:00–20:00',
    label: '1单元 109 周家',
    no: 9,
    seeking: true,
    heavy: false,
  });
  expect(february.households).toHaveLength(28);
  expect(february.households[8]).toEqual({ no: 9, label: '1单元 109 周家' });
  expect(february.lines).toEqual([
    '值守时间：大门 08:00–20:00',
    '钥匙：大门钥匙 20:00 交给第二天值守的那家',
    '来不了：提前说一声就好，不用说原因，会有人顶上',
    '怎么填：来的那家写编号，没人来写 0',
    '社区电话：028-83000000',
  ]);
}, 60_000);

it('is a spreadsheet as well, with the same rows', async () => {
  await stage.at('2020-02-05', '09:00');
  const { name, base64 } = await stage.calls.done('roster', 'sheetFile', OWNER, {
    month: '2020-02',
  });
  expect(name).toBe('3巷22号2月值守表.xlsx');
  const cells = await readSheet(Buffer.from(base64, 'base64'));
  expect(cells[0]?.[0]).toBe('3巷22号 2月值守表');
  expect(cells[1]).toEqual(['行号', '日期', '时间', '值守人家', '编号', '来的']);
  expect(cells[2]).toEqual(['1', '2月1日 周六 ·', '08:00–20:00', '1单元 104 刘家', '4', null]);
  expect(cells.filter(([, day]) => /^2月\d/.test(String(day)))).toHaveLength(29);
  const numbers = await readSheet(Buffer.from(base64, 'base64'), 2);
  expect(numbers[28]).toEqual(['28', '2单元 114 朱家']);
}, 60_000);
