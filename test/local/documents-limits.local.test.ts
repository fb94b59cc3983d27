import { type Databases, failure, startDatabases } from './fixtures/database';

let local: Databases;
beforeAll(async () => {
  local = await startDatabases();
  for (const name of ['plain', 'many']) await local.wx.createCollection(name);
});
afterAll(() => local.close());

const wx = (name: string) => local.wx.collection(name);
const node = (name: string) => local.node.collection(name);

describe('limits', () => {
  beforeAll(async () => {
    const docs = Array.from({ length: 1105 }, (_, n) => ({
      _id: `m${String(n).padStart(4, '0')}`,
      n,
    }));
    await node('many').add(docs);
  });

  it.each([
    ['none named', undefined, 100],
    ['a small one', 7, 7],
    ['a thousand', 1000, 1000],
    ['more than a thousand', 1100, 1000],
  ])('%s', async (_, limit, length) => {
    for (const query of [wx('many'), node('many')]) {
      const { data } = await (limit === undefined ? query : query.limit(limit)).get();
      expect(data).toHaveLength(length);
    }
  });

  it('holds against a request that is not the SDK’s', async () => {
    const request = { action: 'database.getDocument', collectionName: 'many', queryType: 'WHERE' };
    const list = async (more: object) => {
      const reply = await local.store.handle({ ...request, ...more });
      return 'data' in reply ? (reply.data as { list: unknown[] }).list.length : 0;
    };
    expect(await list({})).toBe(100);
    expect(await list({ limit: 5000 })).toBe(1000);
  });

  it('pages through everything by skip', async () => {
    const page = await wx('many').orderBy('n', 'asc').skip(1100).limit(1000).get();
    expect(page.data.map(({ n }: { n: number }) => n)).toEqual([1100, 1101, 1102, 1103, 1104]);
  });

  it('a document has at most 16 MB and 100 levels', async () => {
    const large = { text: 'x'.repeat(17 * 1024 * 1024) };
    expect((await failure(node('plain').add(large))).message).toMatch(/is too large/);
    let deep: object = {};
    for (let level = 0; level < 101; level += 1) deep = { deep };
    expect((await failure(node('plain').add(deep))).message).toMatch(/nested object depth/);
  });
});

describe('what nobody can answer', () => {
  const raw = (query: object) => node('plain').options({ raw: true }).where(query).get();

  it.each([
    [
      'an unknown operator',
      { a: { $foo: 1 } },
      'DATABASE_INVALID_OPERRATOR',
      /unknown operator: \$foo/,
    ],
    [
      'an unknown operator at the top',
      { $foo: [] },
      'DATABASE_REQUEST_FAILED',
      /unknown top level operator: \$foo/,
    ],
    [
      '$jsonSchema',
      { $jsonSchema: {} },
      'DATABASE_INVALID_OPERRATOR',
      /does not implement \$jsonSchema/,
    ],
    [
      '$text',
      { $text: { $search: 'a' } },
      'DATABASE_INVALID_OPERRATOR',
      /does not implement \$text/,
    ],
    ['$where', { $where: 'true' }, 'DATABASE_INVALID_OPERRATOR', /does not implement \$where/],
    ['$in without a list', { a: { $in: 1 } }, 'DATABASE_REQUEST_FAILED', /\$in needs an array/],
    ['$or without parts', { $or: [] }, 'DATABASE_REQUEST_FAILED', /must be a nonempty array/],
    [
      'a broken pattern',
      { a: { $regex: '(' } },
      'DATABASE_REQUEST_FAILED',
      /Regular expression is invalid/,
    ],
  ])('%s is refused by its name', async (_, query, code, text) => {
    expect(await failure(raw(query))).toMatchObject({ code, message: expect.stringMatching(text) });
  });

  it('an unknown operator through wx: -502002', async () => {
    const where = { a: { $foo: 1 } };
    const error = await failure(local.wx.collection('plain').where(where).get());
    expect(error.errCode).toBe(-502002);
  });

  it('operators as names of fields are not stored', async () => {
    const error = await failure(node('plain').add({ a: { $b: 1 } }));
    expect(error.message).toMatch(/is not valid for storage/);
  });

  it('an update without operators, or a set with them, is refused', async () => {
    const modify = { action: 'database.modifyDocument', collectionName: 'plain', queryType: 'DOC' };
    const query = '{"_id":"taken"}';
    const of = (more: object) => local.store.handle({ ...modify, query, ...more });
    await expect(of({ merge: true, data: '{"a":1}' })).rejects.toThrow(
      /must contain atomic operators/,
    );
    await expect(of({ merge: false, data: '{"$set":{"a":1}}' })).rejects.toThrow(
      /must not contain/,
    );
    await expect(of({ merge: true, data: '{"$nope":{"a":1}}' })).rejects.toThrow(
      /Unknown modifier: \$nope/,
    );
  });

  it('an action the local cloud does not know is refused by its name', async () => {
    await expect(
      local.store.handle({ action: 'database.watchDocument', collectionName: 'plain' }),
    ).rejects.toThrow('the local cloud does not implement database.watchDocument');
  });

  it('watch is refused by its name, at what the SDK asks for first', async () => {
    const body = JSON.stringify({ action: 'auth.wsWebSign' });
    const response = await fetch(local.sdkUrl, { method: 'POST', body });
    expect(await response.json()).toMatchObject({
      code: 'INVALID_PARAM',
      message: expect.stringContaining('does not implement watch'),
    });
  });

  it('what is not EJSON is refused', async () => {
    const request = { action: 'database.getDocument', collectionName: 'plain', query: '{"a":' };
    await expect(local.store.handle(request)).rejects.toMatchObject({ code: 'INVALID_PARAM' });
  });
});
