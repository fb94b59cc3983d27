import { createReadStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { staticVariables } from '../../local/functions/identity';
import { type Running, startFixtures } from './fixtures/assembled';

let local: Running;
beforeAll(async () => {
  local = await startFixtures();
});
afterAll(() => local.close());

describe('any SDK on this machine, redirected by environment variables alone', () => {
  type FileResult = { fileList: { status: number; tempFileURL?: string }[] };
  /** The SDK's own types say `void |` everywhere. */
  interface WxCloud {
    init(options: { env: string }): void;
    uploadFile(file: { cloudPath: string; fileContent: unknown }): Promise<{ fileID: string }>;
    downloadFile(file: { fileID: string }): Promise<{ fileContent: Buffer }>;
    deleteFile(files: { fileList: string[] }): Promise<FileResult>;
    getTempFileURL(files: { fileList: string[] }): Promise<FileResult>;
    callFunction(call: { name: string; data: object }): Promise<{ result: unknown }>;
    callOpenAPI(call: { api: string; data: object }): Promise<unknown>;
    openapi: { security: { msgSecCheck(args: object): Promise<unknown> } };
  }
  let wx: WxCloud;

  beforeAll(async () => {
    const { envId, sdkUrl } = local;
    Object.assign(process.env, staticVariables({ envId, appid: 'wxlocal0000000001', sdkUrl }));
    wx = (await import('wx-server-sdk')).default as unknown as WxCloud;
    wx.init({ env: envId });
  });

  it('uploads a buffer and a stream, downloads them again, and deletes them', async () => {
    const { fileID } = await wx.uploadFile({
      cloudPath: 'a b/照片.txt',
      fileContent: Buffer.from('你好'),
    });
    expect(fileID).toMatch(/^cloud:\/\/yuanba-local\..*\/a b\/照片\.txt$/);
    expect(String((await wx.downloadFile({ fileID })).fileContent)).toBe('你好');

    const source = join(local.folder, 'source.bin');
    writeFileSync(source, Buffer.alloc(300_000, 7));
    const streamed = await wx.uploadFile({
      cloudPath: 's.bin',
      fileContent: createReadStream(source),
    });
    expect((await wx.downloadFile({ fileID: streamed.fileID })).fileContent).toHaveLength(300_000);

    const { fileList } = await wx.deleteFile({ fileList: [fileID, streamed.fileID, fileID] });
    expect(fileList.map(({ status }) => status).sort()).toEqual([-503003, 0, 0]);
    await expect(wx.downloadFile({ fileID })).rejects.toMatchObject({
      errCode: -1,
      code: 'STORAGE_FILE_NONEXIST',
    });
  });

  it('lets a phone overwrite and delete only what it created, and a function everything', async () => {
    const upload = async (openid: string, path: string, body: string) => {
      const query = new URLSearchParams({ openid, path });
      const options = { method: 'POST', body };
      const response = await fetch(`${local.url}/phone/upload?${query}`, options);
      const answer = (await response.json()) as { fileID: string; code?: string };
      return { status: response.status, ...answer };
    };
    const remove = async (openid: string, fileID: string) => {
      const body = JSON.stringify({ openid, fileIDs: [fileID] });
      const options = { method: 'POST', body };
      const response = await fetch(`${local.url}/phone/files/delete`, options);
      const { fileList } = (await response.json()) as { fileList: { status: number }[] };
      return fileList[0]?.status;
    };
    const textOf = async (fileID: string) =>
      String((await wx.downloadFile({ fileID })).fileContent);
    const { fileID } = await upload('o_lin', 'mine.txt', '一');
    expect(await upload('o_wu', 'mine.txt', '坏')).toMatchObject({
      status: 403,
      code: 'STORAGE_EXCEED_AUTHORITY',
    });
    expect(await textOf(fileID)).toBe('一');
    await upload('o_lin', 'mine.txt', '二');
    expect(await textOf(fileID)).toBe('二');
    expect(await remove('o_wu', fileID)).toBe(-503002);
    // What a function writes has no person as its creator any more.
    await wx.uploadFile({ cloudPath: 'mine.txt', fileContent: Buffer.from('三') });
    expect(await upload('o_lin', 'mine.txt', '坏')).toMatchObject({ status: 403 });
    expect(await remove('o_lin', fileID)).toBe(-503002);
    expect(await textOf(fileID)).toBe('三');
    expect((await wx.deleteFile({ fileList: [fileID] })).fileList).toMatchObject([{ status: 0 }]);
    expect(await remove('o_lin', fileID)).toBe(-503003);
    expect(await upload('o_wu', 'mine.txt', '新')).toMatchObject({ status: 200 });
    expect(await remove('o_wu', fileID)).toBe(0);
  });

  it('gets temporary URLs that work until they end, and only as they were signed', async () => {
    const { fileID } = await wx.uploadFile({ cloudPath: 'p.txt', fileContent: Buffer.from('x') });
    const { fileList } = await wx.getTempFileURL({
      fileList: [fileID, 'cloud://yuanba-local.x/none'],
    });
    expect(fileList).toMatchObject([
      { status: 0, tempFileURL: expect.stringContaining('/files/p.txt?sign=') },
      { status: -503003, tempFileURL: '' },
    ]);
    const url = fileList[0]?.tempFileURL ?? '';
    expect(await (await fetch(url)).text()).toBe('x');
    expect((await fetch(url.replace('p.txt', 'q.txt'))).status).toBe(403);
    expect((await fetch(url.replace(/t=\d+/, 't=1000'))).status).toBe(403);
    expect((await fetch(`${local.url}/files/p.txt`)).status).toBe(403);
  });

  it.each(['/etc/passwd', 'a/../../b', 'a//b', 'a?b'])(
    'cannot store a file as %s',
    async (cloudPath) => {
      await expect(
        wx.uploadFile({ cloudPath, fileContent: Buffer.from('x') }),
      ).rejects.toMatchObject({
        code: 'INVALID_PARAM',
      });
    },
  );

  it('cannot write with somebody else’s upload token', async () => {
    const { url } = local.files.uploadTarget('mine.txt');
    const { authorization } = local.files.uploadTarget('theirs.txt');
    const response = await fetch(url, { method: 'PUT', headers: { authorization }, body: 'x' });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('<Code>SignatureDoesNotMatch</Code>');
  });

  it('uploads by form as SDK 2 and 3 do', async () => {
    const { url, authorization, fileId } = local.files.uploadTarget('old way.txt');
    const form = new FormData();
    form.set('key', 'old way.txt');
    form.set('signature', authorization);
    form.set('file', new Blob(['still works']), 'old way.txt');
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(201);
    expect(String(await local.files.read(fileId))).toBe('still works');
  });

  it('calls functions without being anybody', async () => {
    const { result } = await wx.callFunction({ name: 'who', data: { a: 1 } });
    const seen = result as { after: object; event: object };
    expect(seen.after).not.toHaveProperty('OPENID');
    expect(seen.event).toEqual({ a: 1 });
  });

  it('reaches openapi and the deprecated callOpenAPI', async () => {
    const args = { content: '赌博网站', version: 2, scene: 1, openid: 'o_lin' };
    expect(await wx.openapi.security.msgSecCheck(args)).toMatchObject({
      result: { suggest: 'risky' },
    });
    const reply = await wx.callOpenAPI({ api: 'security.msgSecCheck', data: { content: '你好' } });
    expect(reply).toMatchObject({ result: { errcode: 0 } });
  });

  it('works from @cloudbase/node-sdk as well', async () => {
    const { default: tcb } = await import('@cloudbase/node-sdk');
    const app = tcb.init({ env: local.envId });
    const reply = await app.callFunction({ name: 'clock', data: {} });
    expect(reply.result).toMatchObject({ text: 'string' });
    await expect(app.callFunction({ name: 'boom', data: {} })).rejects.toMatchObject({
      code: 'FUNCTIONS_EXECUTE_FAIL',
      message: expect.stringContaining('kaput'),
    });
    const { fileID } = await app.uploadFile({ cloudPath: 'n.txt', fileContent: Buffer.from('n') });
    expect(String((await app.downloadFile({ fileID })).fileContent)).toBe('n');
    const info = await app.getFileInfo({ fileList: [fileID] });
    expect(info.fileList).toMatchObject([{ code: 'SUCCESS', size: 1, mime: 'text/plain' }]);
  });
});
