/** The cases that are meant for a real environment hold in the local one; and they can fail. */
import { CASES } from '../../scripts/contract/cases';
import { type Product, startProduct } from '../support/local';
import { typed } from '../support/typed';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ size: 'empty' });
}, 60_000);
afterAll(() => product?.close());

it('has at most thirty cases, each its own sentence', () => {
  expect(CASES.length).toBeLessThanOrEqual(30);
  expect(new Set(CASES.map(({ claim }) => claim)).size).toBe(CASES.length);
});

it('holds in the local cloud, and leaves nothing there', async () => {
  const { said, status } = await typed('contract-test', '--local', product.sdkUrl);
  expect(said.split('\n').filter((line) => line.startsWith('✗'))).toEqual([]);
  expect(said).toContain(`${CASES.length} of ${CASES.length} hold`);
  expect(status).toBe(0);
  const { collections } = await product.control<{
    collections: { name: string; count: number }[];
  }>('collections');
  expect(collections.filter(({ count }) => count > 0)).toEqual([]);
}, 60_000);

it('tells of a cloud that does something else', async () => {
  const fault = { kind: 'error', operation: 'database.modifyDocument', count: 2 } as const;
  await product.control('faults', { rules: [fault] });
  const { said, status } = await typed('contract-test', '--local', product.sdkUrl);
  expect(said).toMatch(/^✗ /m);
  expect(status).toBe(1);
}, 60_000);

it('needs to be told where', async () => {
  expect(await typed('contract-test')).toEqual({
    status: 2,
    said: expect.stringContaining('--env <environment id>'),
  });
});
