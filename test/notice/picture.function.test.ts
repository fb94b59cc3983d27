import type { FileDoc } from '../../cloudfunctions/kernel/file-doc';
import type { NoticeDoc } from '../../cloudfunctions/notice/public';
import type { NoticeId } from '../../miniprogram/contract/ids';
import { type By, freshRequest } from '../support/community';
import {
  committee,
  draft,
  far,
  farStaff,
  HOUR,
  li,
  MORNING,
  openStage,
  owner,
  type Stage,
  UNTIL,
} from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());
beforeEach(() => stage.breathe());
afterEach(() => stage.product.control('content-safety', { outage: false }));

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
let count = 0;

async function upload(bytes: Buffer, folder = 'pictures'): Promise<string> {
  count += 1;
  const path = `${folder}/p${count}.jpg`;
  const url = `${stage.product.url}/phone/upload?openid=o_owner&path=${path}`;
  const response = await fetch(url, { method: 'POST', body: new Uint8Array(bytes) });
  return ((await response.json()) as { fileID: string }).fileID;
}
const picture = (words = '好看的花') => upload(Buffer.concat([JPEG, Buffer.from(words)]));
const add = (fileId: string, by: By = owner) =>
  stage.calls.reply('notice', 'addPicture', by, { fileId });
const fileDoc = async (cloudId: string) =>
  (await stage.database.find<FileDoc>('files', { cloudId }))[0];

/** The verdict is on its way for a moment; a stopped clock that is set again waits for it. */
async function judged(cloudId: string): Promise<FileDoc | undefined> {
  for (let look = 0; look < 40; look += 1) {
    const file = await fileDoc(cloudId);
    if (file && file.state !== 'waiting') return file;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return fileDoc(cloudId);
}
const view = (noticeId: NoticeId, by: By = li) =>
  stage.calls.done('notice', 'view', by, { noticeId });

describe('a picture', () => {
  it('is shown once the platform has said yes, and counted as waiting until then', async () => {
    const fileId = await picture();
    expect(await add(fileId)).toEqual({ ok: true, value: { state: 'waiting' } });
    const noticeId = await stage.published({ pictures: [fileId] });
    expect((await judged(fileId))?.state).toBe('passed');
    const seen = await view(noticeId);
    expect(seen).toMatchObject({ pictures: [fileId], picturesWaiting: 0 });
    expect(seen.pictureUrls).toHaveLength(1);
    const shown = await fetch(seen.pictureUrls[0] ?? '');
    expect(Buffer.from(await shown.arrayBuffer()).subarray(0, 4)).toEqual(JPEG);
    expect(await add(fileId)).toEqual({ ok: true, value: { state: 'passed' } });
  });

  it('is never shown while its check is unavailable, and is asked about again by the tick', async () => {
    await stage.product.control('content-safety', { outage: true });
    const fileId = await picture();
    expect(await add(fileId)).toEqual({ ok: true, value: { state: 'waiting' } });
    expect((await fileDoc(fileId))?.state).toBe('unasked');
    await stage.product.control('content-safety', { outage: false });
    const noticeId = await stage.published({ pictures: [fileId] });
    expect(await view(noticeId)).toMatchObject({
      pictureUrls: [],
      picturesWaiting: 1,
      pictures: [],
    });
    expect(await view(noticeId, owner)).toMatchObject({ pictureUrls: [], pictures: [fileId] });
    await stage.tick();
    expect((await judged(fileId))?.state).toBe('passed');
    expect((await view(noticeId)).pictureUrls).toHaveLength(1);
    const notice = await stage.database.get<NoticeDoc>('notices', noticeId);
    expect(Object.values(notice?.pictureStates ?? {})).toEqual(['passed']);
  });

  it('is asked about again when its verdict was lost on the way', async () => {
    const fileId = await picture();
    await add(fileId);
    const file = await judged(fileId);
    const lost = { state: 'waiting', traceId: 'lost', at: MORNING - HOUR };
    await stage.database.change('files', file?._id ?? '', lost);
    await stage.tick();
    expect((await judged(fileId))?.state).toBe('passed');
  });

  it('that the platform refuses is shown to nobody and keeps a notice from going out', async () => {
    const fileId = await picture('办假证');
    const noticeId = await stage.drafted().then(async () => {
      await add(fileId);
      return stage.drafted({ pictures: [fileId] });
    });
    expect((await judged(fileId))?.state).toBe('refused');
    const reply = await stage.calls.reply('notice', 'publish', owner, { noticeId });
    expect(reply).toMatchObject({ ok: false, code: 'PICTURE_BAD' });
    expect(await add(fileId)).toMatchObject({ ok: false, code: 'PICTURE_BAD' });
  });

  it('that is refused after the notice went out disappears from it', async () => {
    const [good, bad] = [await picture(), await picture('卖枪')];
    await stage.product.control('content-safety', { outage: true });
    await Promise.all([good, bad].map((fileId) => add(fileId)));
    await stage.product.control('content-safety', { outage: false });
    const noticeId = await stage.published({ pictures: [bad, good] });
    await stage.tick();
    await judged(bad);
    await judged(good);
    expect(await view(noticeId)).toMatchObject({ picturesWaiting: 0 });
    expect((await view(noticeId)).pictureUrls).toHaveLength(1);
  });

  it('of the words that wait for the check is not shown to the neighbours', async () => {
    const [old, next] = [await picture('旧'), await picture('新')];
    for (const fileId of [old, next]) await add(fileId);
    const noticeId = await stage.published({ pictures: [old] });
    for (const fileId of [old, next]) await judged(fileId);
    await stage.product.control('content-safety', { outage: true });
    const { audience: _, ...text } = draft({ pictures: [next] });
    await stage.calls.done('notice', 'revise', owner, { noticeId, ...text });
    expect(await view(noticeId)).toMatchObject({ pictures: [old], status: 'published' });
    expect(await view(noticeId, owner)).toMatchObject({ pictures: [next], status: 'checking' });
  });

  it('that no notice shows goes after a week; one that is shown stays', async () => {
    const [used, unused] = [await picture(), await picture()];
    for (const fileId of [used, unused]) await add(fileId);
    await stage.published({ pictures: [used], validUntil: MORNING + 30 * 24 * HOUR });
    await judged(used);
    await stage.product.setClock(MORNING + 8 * 24 * HOUR);
    expect(await fileDoc(unused)).toBeUndefined();
    expect(await add(unused)).toMatchObject({ ok: false, code: 'PICTURE_BAD' });
    expect((await fileDoc(used))?.state).toBe('passed');
    await stage.product.setClock(MORNING);
  });

  it.each<[string, () => Promise<string>]>([
    ['is a text', () => upload(Buffer.from('not a picture'))],
    ['is larger than a megabyte', () => upload(Buffer.concat([JPEG, Buffer.alloc(1_000_001)]))],
    ['lies in another folder', () => upload(JPEG, 'registers')],
    ['is not there', async () => 'cloud://yuanba-local.6c6f/pictures/nobody.jpg'],
    ['is an address of the web', async () => 'https://example.com/a.jpg'],
  ])('is not taken when it %s', async (_, make) => {
    expect(await add(await make())).toMatchObject({ ok: false, code: 'PICTURE_BAD' });
  });

  it('is one document however often it is handed in, and stays in its community', async () => {
    const fileId = await picture();
    const by = { ...owner, requestId: freshRequest() };
    const replies = await Promise.all(Array.from({ length: 10 }, () => add(fileId, by)));
    expect(replies.every(({ ok }) => ok)).toBe(true);
    expect(await stage.database.find('files', { cloudId: fileId })).toHaveLength(1);
    expect(await add(fileId, committee)).toMatchObject({ ok: true });
    expect(await add(fileId, li)).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
    expect(await add(fileId, far)).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
    expect(await add(fileId, farStaff)).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    const stolen = await stage.calls.reply('notice', 'saveDraft', farStaff, {
      title: '借图',
      body: '别家的图',
      category: 'everyday',
      mustConfirm: false,
      pinned: false,
      validUntil: UNTIL,
      pictures: [fileId],
      audience: ['cy_f1'],
    });
    expect(stolen).toMatchObject({ ok: false, code: 'PICTURE_BAD' });
  });
});
