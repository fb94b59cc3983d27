import type { FileDoc } from '../../cloudfunctions/kernel/file-doc';
import { fileId } from '../../cloudfunctions/kernel/picture';
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
  return send(`${folder}/p${count}.jpg`, bytes);
}

/** As a phone sends a file: its person is the creator, and may overwrite it. */
async function send(path: string, bytes: Buffer, openid = 'o_owner'): Promise<string> {
  const query = new URLSearchParams({ openid, path });
  const url = `${stage.product.url}/phone/upload?${query}`;
  const response = await fetch(url, { method: 'POST', body: new Uint8Array(bytes) });
  return ((await response.json()) as { fileID: string }).fileID;
}

async function addressesOf(...fileIDs: string[]): Promise<string[]> {
  const options = { method: 'POST', body: JSON.stringify({ fileIDs }) };
  const response = await fetch(`${stage.product.url}/phone/tempurls`, options);
  const { fileList } = (await response.json()) as { fileList: { tempFileURL: string }[] };
  return fileList.map(({ tempFileURL }) => tempFileURL);
}
const isThere = async (fileId: string) => (await addressesOf(fileId))[0] !== '';
const bytesAt = async (url = '') => Buffer.from(await (await fetch(url)).arrayBuffer());

const jpeg = (words: string) => Buffer.concat([JPEG, Buffer.from(words)]);
const picture = (words = '好看的花') => upload(jpeg(words));
const add = (fileId: string, by: By = owner) =>
  stage.calls.reply('notice', 'addPicture', by, { fileId });
/** Hands in what a phone has sent. @returns the cloud's own copy */
const taken = async (fileId: string) =>
  (await stage.calls.done('notice', 'addPicture', owner, { fileId })).fileId;
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
    const sent = await picture();
    const by = { ...owner, requestId: freshRequest() };
    const first = await add(sent, by);
    expect(first).toMatchObject({ ok: true, value: { state: 'waiting' } });
    const copy = first.ok ? first.value.fileId : '';
    const noticeId = await stage.published({ pictures: [copy] });
    expect((await judged(copy))?.state).toBe('passed');
    const seen = await view(noticeId);
    expect(seen).toMatchObject({ pictures: [copy], picturesWaiting: 0 });
    expect(seen.pictureUrls).toHaveLength(1);
    expect(await bytesAt(seen.pictureUrls[0])).toEqual(jpeg('好看的花'));
    // Also when the file it came from is gone.
    expect(await isThere(sent)).toBe(false);
    expect(await add(sent, by)).toEqual({ ok: true, value: { fileId: copy, state: 'passed' } });
  });

  it('stays what was checked, whatever whoever sent it puts in its place', async () => {
    const sent = await send('pictures/bait.jpg', jpeg('好看的花'));
    const copy = await taken(sent);
    expect((await judged(copy))?.state).toBe('passed');
    const noticeId = await stage.published({ pictures: [copy] });
    await send('pictures/bait.jpg', jpeg('卖枪'));
    const path = copy.replace(/^cloud:\/\/[^/]+\//, '');
    await send(path, jpeg('卖枪'));
    await fetch(`${stage.product.url}/phone/files/delete`, {
      method: 'POST',
      body: JSON.stringify({ openid: owner.openid, fileIDs: [copy] }),
    });
    const [address] = (await view(noticeId)).pictureUrls;
    expect(await bytesAt(address)).toEqual(jpeg('好看的花'));
    // The new file is no way in either: neither by itself, nor handed in once more.
    const reply = await stage.calls.reply(
      'notice',
      'saveDraft',
      owner,
      draft({ pictures: [sent] }),
    );
    expect(reply).toMatchObject({ ok: false, code: 'PICTURE_BAD' });
    expect(await taken(sent)).toBe(copy);
  });

  it('whose first run was broken off is finished by the next, unless it is another one by then', async () => {
    const [same, other] = [await picture('一'), await picture('二')];
    for (const sent of [same, other]) {
      const { _id } = (await fileDoc(await taken(sent))) ?? {};
      await stage.database.change('files', _id ?? '', { state: 'copying' });
    }
    const pathOf = (sent: string) => sent.replace(/^cloud:\/\/[^/]+\//, '');
    await send(pathOf(same), jpeg('一'));
    const copy = await taken(same);
    expect(await judged(copy)).toMatchObject({ state: 'passed' });
    await send(pathOf(other), jpeg('不一样'));
    expect(await add(other)).toMatchObject({ ok: false, code: 'PICTURE_BAD' });
  });

  it('is never shown while its check is unavailable, and is asked about again by the tick', async () => {
    await stage.product.control('content-safety', { outage: true });
    const reply = await add(await picture());
    expect(reply).toMatchObject({ ok: true, value: { state: 'waiting' } });
    const copy = reply.ok ? reply.value.fileId : '';
    expect((await fileDoc(copy))?.state).toBe('unasked');
    await stage.product.control('content-safety', { outage: false });
    const noticeId = await stage.published({ pictures: [copy] });
    expect(await view(noticeId)).toMatchObject({
      pictureUrls: [],
      picturesWaiting: 1,
      pictures: [],
    });
    expect(await view(noticeId, owner)).toMatchObject({ pictureUrls: [], pictures: [copy] });
    await stage.tick();
    expect((await judged(copy))?.state).toBe('passed');
    expect((await view(noticeId)).pictureUrls).toHaveLength(1);
    const notice = await stage.database.get<NoticeDoc>('notices', noticeId);
    expect(Object.values(notice?.pictureStates ?? {})).toEqual(['passed']);
  });

  it('is asked about again when its verdict was lost on the way', async () => {
    const copy = await taken(await picture());
    const file = await judged(copy);
    const lost = { state: 'waiting', traceId: 'lost', at: MORNING - HOUR };
    await stage.database.change('files', file?._id ?? '', lost);
    await stage.tick();
    expect((await judged(copy))?.state).toBe('passed');
  });

  it('that the platform refuses is shown to nobody and keeps a notice from going out', async () => {
    const sent = await picture('办假证');
    // The verdict shall not be faster than the draft.
    await stage.product.control('content-safety', { outage: true });
    const copy = await taken(sent);
    const noticeId = await stage.drafted({ pictures: [copy] });
    await stage.product.control('content-safety', { outage: false });
    await stage.tick();
    expect((await judged(copy))?.state).toBe('refused');
    const reply = await stage.calls.reply('notice', 'publish', owner, { noticeId });
    expect(reply).toMatchObject({ ok: false, code: 'PICTURE_BAD' });
    expect(await add(sent)).toMatchObject({ ok: false, code: 'PICTURE_BAD' });
  });

  it('that is refused after the notice went out disappears from it', async () => {
    const sent = [await picture(), await picture('卖枪')];
    await stage.product.control('content-safety', { outage: true });
    const [good = '', bad = ''] = await Promise.all(sent.map(taken));
    await stage.product.control('content-safety', { outage: false });
    const noticeId = await stage.published({ pictures: [bad, good] });
    await stage.tick();
    await judged(bad);
    await judged(good);
    expect(await view(noticeId)).toMatchObject({ picturesWaiting: 0 });
    expect((await view(noticeId)).pictureUrls).toHaveLength(1);
  });

  it('of the words that wait for the check is not shown to the neighbours', async () => {
    const [old, next] = [await taken(await picture('旧')), await taken(await picture('新'))];
    for (const copy of [old, next]) await judged(copy);
    const noticeId = await stage.published({ pictures: [old] });
    await stage.product.control('content-safety', { outage: true });
    const { audience: _, ...text } = draft({ pictures: [next] });
    await stage.calls.done('notice', 'revise', owner, { noticeId, ...text });
    expect(await view(noticeId)).toMatchObject({ pictures: [old], status: 'published' });
    expect(await view(noticeId, owner)).toMatchObject({ pictures: [next], status: 'checking' });
  });

  it('that no notice shows goes after a week; one that is shown stays', async () => {
    const sent = [await picture(), await picture(), await picture()];
    const [used = '', unused = '', broken = ''] = await Promise.all(sent.map(taken));
    const { _id = '', original = '' } = (await fileDoc(broken)) ?? {};
    await stage.database.change('files', _id, { state: 'copying' });
    const path = original.replace(/^cloud:\/\/[^/]+\//, '');
    // Its first run died before it came to deleting what the phone sent.
    await send(path, jpeg('半路'));
    await stage.published({ pictures: [used], validUntil: MORNING + 30 * 24 * HOUR });
    await judged(used);
    // A tick takes away ten at most.
    for (const minutes of [0, 5, 10]) {
      await stage.product.setClock(MORNING + 8 * 24 * HOUR + minutes * 60_000);
    }
    expect(await fileDoc(unused)).toBeUndefined();
    expect(await fileDoc(broken)).toBeUndefined();
    const gone = [unused, broken, original];
    expect(await addressesOf(...gone)).toEqual(gone.map(() => ''));
    expect(await add(sent[1] ?? '')).toMatchObject({ ok: false, code: 'PICTURE_BAD' });
    expect((await fileDoc(used))?.state).toBe('passed');
    expect(await isThere(used)).toBe(true);
    await stage.product.setClock(MORNING);
  });

  it.each<[string, () => Promise<string>, string]>([
    ['is a text', () => upload(Buffer.from('not a picture')), 'PICTURE_BAD'],
    [
      'is larger than a megabyte',
      () => upload(Buffer.concat([JPEG, Buffer.alloc(1_000_001)])),
      'PICTURE_TOO_BIG',
    ],
    ['lies in another folder', () => upload(JPEG, 'registers'), 'PICTURE_BAD'],
    ['is a copy already', async () => taken(await picture()), 'PICTURE_BAD'],
    [
      'is not there',
      async () => 'cloud://yuanba-local.6c6f-yuanba-local-1300000000/pictures/nobody.jpg',
      'PICTURE_BAD',
    ],
    [
      'says it lies in another cloud',
      async () => (await picture()).replace('1300000000', '1399999999'),
      'PICTURE_BAD',
    ],
    ['is an address of the web', async () => 'https://example.com/a.jpg', 'PICTURE_BAD'],
  ])('is not taken when it %s', async (_, make, code) => {
    expect(await add(await make())).toMatchObject({ ok: false, code });
  });

  it('is one document however often it is handed in, and stays in its community', async () => {
    const sent = await picture();
    const by = { ...owner, requestId: freshRequest() };
    const replies = await Promise.all(Array.from({ length: 10 }, () => add(sent, by)));
    const copies = new Set(replies.map((reply) => (reply.ok ? reply.value.fileId : reply.code)));
    expect(copies.size).toBe(1);
    const [copy = ''] = copies;
    expect(await stage.database.find('files', { source: fileId(sent) })).toHaveLength(1);
    expect(await add(sent, committee)).toMatchObject({ ok: true, value: { fileId: copy } });
    expect(await add(sent, li)).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
    expect(await add(sent, far)).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
    expect(await add(sent, farStaff)).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    const stolen = await stage.calls.reply('notice', 'saveDraft', farStaff, {
      title: '借图',
      body: '别家的图',
      category: 'everyday',
      mustConfirm: false,
      pinned: false,
      validUntil: UNTIL,
      pictures: [copy],
      audience: ['cy_f1'],
    });
    expect(stolen).toMatchObject({ ok: false, code: 'PICTURE_BAD' });
  });
});
