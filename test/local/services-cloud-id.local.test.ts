import { inFunction, post, type Running, startFixtures, tap } from './fixtures/assembled';

let local: Running;
beforeAll(async () => {
  local = await startFixtures();
});
afterAll(() => local.close());

describe('a CloudID', () => {
  const enter = async (openid: string, opengid: string) =>
    post(`${local.url}/phone/cloudid`, { openid, kind: 'group', opengid });
  const idOf = async (openid: string, opengid: string) =>
    ((await enter(openid, opengid)).body as { cloudID: string }).cloudID;

  it('opens at the top level of the caller’s own call and nowhere deeper', async () => {
    const cloudID = await idOf('o_lin', 'g_yard');
    const event = { group: { $cloudID: cloudID }, deep: { group: { $cloudID: cloudID } } };
    const { body } = await tap(local.url, 'who', { openid: 'o_lin', event });
    expect((body as { event: object }).event).toMatchObject({
      group: {
        cloudID,
        data: { opengid: 'g_yard', chat_type: 3, group_openid: expect.stringMatching(/^go_/) },
      },
      deep: { group: { $cloudID: cloudID } },
    });
  });

  it('does not open for somebody else', async () => {
    const cloudID = await idOf('o_lin', 'g_yard');
    const { body } = await tap(local.url, 'who', {
      openid: 'o_wu',
      event: { group: { $cloudID: cloudID } },
    });
    const { group } = (body as { event: { group: object } }).event;
    expect(group).toEqual({ cloudID, errCode: -601007, errMsg: expect.any(String) });
  });

  it('that nobody minted says so', async () => {
    const { body } = await tap(local.url, 'who', { event: { group: { $cloudID: 'made-up' } } });
    expect(body).toMatchObject({ event: { group: { errCode: -601005 } } });
  });

  it('opens on the server through getOpenData, for its owner only', async () => {
    const cloudID = await idOf('o_lin', 'g_yard');
    const mine = await inFunction(local.url, 'getOpenData', [{ list: [cloudID] }], 'o_lin');
    expect(mine.value).toMatchObject({ list: [{ cloudID, data: { opengid: 'g_yard' } }] });
    const theirs = await inFunction(local.url, 'getOpenData', [{ list: [cloudID] }], 'o_wu');
    expect(theirs.value).toMatchObject({ list: [{ cloudID, errCode: -601007 }] });
  });

  it('names a person the same in one group and differently in another', async () => {
    const seen = async (openid: string, opengid: string) => {
      const { body } = await tap(local.url, 'who', { openid, opengid });
      return (body as { event: { group: { data: { group_openid: string } } } }).event.group.data
        .group_openid;
    };
    const first = await seen('o_lin', 'g_yard');
    expect(await seen('o_lin', 'g_yard')).toBe(first);
    expect(await seen('o_lin', 'g_other')).not.toBe(first);
    expect(await seen('o_wu', 'g_yard')).not.toBe(first);
  });

  it('is refused with 65206 to somebody who left the group', async () => {
    await post(`${local.url}/control/groups`, {
      opengid: 'g_closed',
      openids: ['o_lin'],
      name: '七号院',
    });
    expect((await enter('o_lin', 'g_closed')).status).toBe(200);
    expect(await enter('o_wu', 'g_closed')).toMatchObject({ status: 403, body: { code: '65206' } });
    expect((await tap(local.url, 'who', { openid: 'o_wu', opengid: 'g_closed' })).status).toBe(403);
  });
});
