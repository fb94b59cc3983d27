import type { Reply } from '../../miniprogram/contract/protocol';
import { endOf, readOn } from '../../miniprogram/services/paging';

type Answer = Reply<{ readonly items: readonly number[]; readonly next?: string }>;

const listOf = (next: string) => {
  const data = { ...endOf(next), rows: ['1'] as readonly string[] };
  return { data, setData: (patch: object) => Object.assign(data, patch) };
};
const read = (list: ReturnType<typeof listOf>, answer: Promise<Answer>) =>
  readOn(
    list,
    (_: string) => answer,
    (items) => items.map(String),
  );

it('appends what comes, and ends when nothing comes after it', async () => {
  const list = listOf('a');
  await read(list, Promise.resolve({ ok: true, value: { items: [2, 3] } }));
  expect(list.data).toMatchObject({ rows: ['1', '2', '3'], more: false, _next: '' });
});

it('asks once while an answer is on its way', async () => {
  const list = listOf('a');
  let asked = 0;
  const ask = async (): Promise<Answer> => {
    asked += 1;
    return { ok: true, value: { items: [2], next: 'b' } };
  };
  const rowsOf = (items: readonly number[]) => items.map(String);
  await Promise.all([readOn(list, ask, rowsOf), readOn(list, ask, rowsOf)]);
  expect(asked).toBe(1);
  expect(list.data.rows).toEqual(['1', '2']);
});

it('says why nothing came, and can be tried again from the same place', async () => {
  const list = listOf('a');
  await read(list, Promise.resolve({ ok: false, code: 'OFFLINE' }));
  expect(list.data).toMatchObject({ _next: 'a', more: true, rows: ['1'] });
  expect(list.data.moreFailed).toContain('网络不好');
});

it('leaves a list alone that was read anew meanwhile', async () => {
  const list = listOf('a');
  const reading = read(list, Promise.resolve({ ok: true, value: { items: [2] } }));
  list.setData({ rows: ['9'], ...endOf('z') });
  await reading;
  expect(list.data).toMatchObject({ rows: ['9'], _next: 'z' });
});
