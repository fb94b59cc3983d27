import { keepView, keptView } from '../../miniprogram/services/cache';
import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt, settle } from '../support/page';
import { phone, wxOfTests } from '../support/phone';

const open = pageAt('packages/self/kept/kept');

const files = new Map<string, string>();
const shared: string[] = [];
let mayShare = true;
Object.assign(wxOfTests, {
  env: { USER_DATA_PATH: 'wxfile://usr' },
  canIUse: (name: string) => name !== 'shareFileMessage' || mayShare,
  getFileSystemManager: () => ({
    writeFile: ({
      filePath,
      data,
      success,
    }: {
      filePath: string;
      data: string;
      success(): void;
    }) => {
      files.set(filePath, data);
      success();
    },
  }),
  shareFileMessage: ({ filePath }: { filePath: string }) => void shared.push(filePath),
});

beforeEach(() => {
  keeperPhone.reset();
  mayShare = true;
  shared.length = 0;
  phone.ok('member.kept', {
    kept: [
      { what: '您的称呼', why: '邻居知道怎么叫您', until: '您注销时删除', count: 1 },
      { what: '您的提问', why: '院委会好回答', until: '一年', count: 3 },
    ],
  });
  phone.ok('member.exportMine', { json: '{"称呼":"梁嬢嬢"}' });
});

it('says what is stored, why, until when, and how much', async () => {
  const text = (await open()).text();
  for (const words of ['您的称呼', '邻居知道怎么叫您', '您的提问（3条）', '一年']) {
    expect(text).toContain(words);
  }
});

it('makes my data ready as a file, sends it at the next tap, and copies it too', async () => {
  const page = await open();
  await page.press('全部带走一份');
  await settle();
  expect(shared).toEqual([]);
  await page.press('发到微信聊天里');
  expect(files.get(shared[0] ?? '')).toBe('{"称呼":"梁嬢嬢"}');
  await page.press('复制成文字');
  expect(phone.clipboard).toBe('{"称呼":"梁嬢嬢"}');
  expect(phone.callsOf('member.exportMine')).toHaveLength(1);
});

it('puts my data on the clipboard where files cannot be sent', async () => {
  mayShare = false;
  const page = await open();
  await page.press('全部带走一份');
  await settle();
  expect(phone.clipboard).toBe('{"称呼":"梁嬢嬢"}');
});

describe('erasing', () => {
  it('needs the typed word, and sends nothing without it', async () => {
    const page = await open();
    await page.run('startErasing');
    await page.run('writeWord', { detail: { value: '删' } });
    await page.run('erase');
    expect(page.text()).toContain('照样写下“删除”两个字');
    expect(phone.callsOf('member.erase')).toEqual([]);
  });

  it('takes what the phone itself remembers with it', async () => {
    phone.ok('member.erase', {});
    keepView('x', { secret: 1 }, Date.now());
    session.actFor({ id: 'hh_x', label: '别家', courtyardId: 'cy_c01', personName: '赖婆婆' });
    const page = await open();
    await page.run('startErasing');
    await page.run('writeWord', { detail: { value: ' 删除 ' } });
    await page.run('erase');
    expect(phone.callsOf('member.erase')[0]?.input).toEqual({ word: '删除' });
    expect(keptView('x')).toBeUndefined();
    expect(session.subject).toBeUndefined();
    expect(page.text()).toContain('都删掉了');
  });

  it('says why the last owner cannot go yet', async () => {
    phone.answer('member.erase', { ok: false, code: 'LAST_OWNER' });
    const page = await open();
    await page.run('startErasing');
    await page.run('writeWord', { detail: { value: '删除' } });
    await page.run('erase');
    expect(page.text()).toContain('先把群主交给别人');
  });
});
