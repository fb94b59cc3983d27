import type { Schema } from '../../local/cloud/schema';
import type { InvocationRecord } from '../../local/functions/invocations';
import { type Databases, type Sdk, startDatabases } from './fixtures/database';

const SCHEMA: Schema = {
  collections: [
    {
      name: 'notices',
      holds: 'a notice',
      rule: 'ADMINONLY',
      indexes: [
        {
          name: 'audience_at',
          keys: [
            { field: 'audience', direction: 1 },
            { field: 'at', direction: -1 },
            { field: '_id', direction: 1 },
          ],
          serves: ['what a courtyard is shown, newest first'],
        },
      ],
    },
  ],
};

let local: Databases;
let invocation: InvocationRecord;

beforeAll(async () => {
  local = await startDatabases({ schema: SCHEMA });
  await local.node.createCollection('free');
  const docs = Array.from({ length: 30 }, (_, i) => ({
    _id: `n${String(i).padStart(2, '0')}`,
    audience: i % 3 === 0 ? ['y1', 'y2'] : [`y${i % 3}`],
    at: i,
    state: 'open',
    rev: 1,
  }));
  await local.node.collection('notices').add(docs);
  await local.node.collection('free').add(docs);
});
afterAll(() => local.close());
beforeEach(() => {
  invocation = local.asFunction();
});

const notices = (): Sdk => local.wx.collection('notices');

describe('what an invocation cost', () => {
  it('is counted: requests, documents looked at, returned, written, and bytes', async () => {
    const page = notices().where({ audience: 'y2', state: 'open' }).orderBy('at', 'desc');
    await page.limit(3).get();
    await notices().doc('n05').get();
    await notices()
      .where({ _id: 'n05' })
      .update({ data: { note: 'x' } });
    await notices().add({ data: [{ audience: ['y9'] }, { audience: ['y9'] }] });
    await notices().where({ audience: 'y9' }).remove();
    expect(invocation.counters).toMatchObject({
      requests: 5,
      otherRequests: 0,
      docsExamined: 3 + 1 + 1 + 2,
      docsReturned: 3 + 1,
      docsWritten: 1 + 2 + 2,
    });
    expect(invocation.counters.bytesIn).toBeGreaterThan(500);
    expect(invocation.counters.bytesOut).toBeGreaterThan(500);
  });

  it('counts what was looked at in vain', async () => {
    await local.wx.collection('free').where({ at: 3 }).limit(1).get();
    expect(invocation.counters).toMatchObject({ docsExamined: 4, docsReturned: 1 });
  });

  it('counts a transaction request by request', async () => {
    await local.wx.runTransaction(async (tx: Sdk) => {
      await tx.collection('notices').doc('n07').get();
      await tx
        .collection('notices')
        .doc('n07')
        .update({ data: { rev: 5 } });
    });
    expect(invocation.counters).toMatchObject({ requests: 4, docsReturned: 1, docsWritten: 1 });
  });
});
