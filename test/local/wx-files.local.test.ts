import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import type { Running } from './fixtures/assembled';
import { ask, openWx, startWxPhone, tapThen } from './fixtures/wx-phone';

let local: Running;
let browser: Browser;
let page: Page;

type AnyWx = Record<string, (...args: unknown[]) => unknown>;
type InPhone = { wx: AnyWx; getApp(): { tapped?: () => void }; heard: unknown[]; made: unknown };

beforeAll(async () => {
  [local, browser] = await Promise.all([startWxPhone(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await local.close();
});
afterEach(() => page.close());

const open = async (query?: string) => {
  page = await openWx(browser, local.url, query);
};

describe('pictures', () => {
  it('draws a canvas into a file that can be read, shown and saved', async () => {
    await open();
    const path = await page.evaluate(
      () =>
        new Promise<string>((done) => {
          const { wx } = globalThis as never as InPhone;
          const query = wx.createSelectorQuery?.() as {
            select(where: string): {
              fields(what: object): { exec(done: (found: unknown[]) => void): void };
            };
          };
          query
            .select('#canvas')
            .fields({ node: true, size: true })
            .exec((found) => {
              const { node } = found[0] as { node: HTMLCanvasElement };
              node.width = 200;
              node.height = 100;
              const brush = node.getContext('2d');
              if (brush) {
                brush.fillStyle = '#2c6a4e';
                brush.fillRect(0, 0, 200, 100);
              }
              wx.canvasToTempFilePath?.({
                canvas: node,
                destWidth: 400,
                destHeight: 200,
                fileType: 'jpg',
                success: (result: { tempFilePath: string }) => done(result.tempFilePath),
                fail: (failure: { errMsg: string }) => done(failure.errMsg),
              });
            });
        }),
    );
    expect(path).toMatch(/^blob:.*\.jpg$/);
    expect(await ask(page, 'getImageInfo', { src: path })).toMatchObject({
      width: 400,
      height: 200,
    });

    await ask(page, 'previewImage', { urls: [path, path], current: path });
    const viewer = page.getByRole('dialog', { name: '查看图片' });
    expect(await viewer.getByRole('status').textContent()).toBe('1 / 2');
    await page.keyboard.press('ArrowRight');
    expect(await viewer.getByRole('status').textContent()).toBe('2 / 2');
    await page.keyboard.press('Escape');
    expect(await viewer.count()).toBe(0);

    const saved = page.waitForEvent('download');
    const { outcome } = await tapThen(page, 'saveImageToPhotosAlbum', { filePath: path });
    await page.getByRole('button', { name: '同意', exact: true }).click();
    expect(await outcome()).toMatchObject({ ok: true });
    expect((await saved).suggestedFilename()).toBe('院坝.jpg');
  });

  it('lets a button choose a portrait', async () => {
    await open('as=o_portrait');
    await page.locator('#avatar').click();
    await page.getByRole('button', { name: '同意', exact: true }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: '从相册选择' }).click();
    await (await chooser).setFiles({
      name: '我.png',
      mimeType: 'image/png',
      buffer: Buffer.from('89504e47', 'hex'),
    });
    await page.locator('#avatar-path', { hasText: '.png' }).waitFor();
  });
});

describe('files', () => {
  it('reads a chosen table as bytes and as base64', async () => {
    await open('as=o_table');
    const { outcome } = await tapThen(page, 'chooseMessageFile', {
      type: 'file',
      extension: ['xlsx'],
    });
    await page.getByRole('button', { name: '同意', exact: true }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: '从这台电脑选文件' }).click();
    await (await chooser).setFiles({
      name: '住户名册.xlsx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from('PK34'),
    });
    const { tempFiles } = (await outcome()) as unknown as {
      tempFiles: { path: string; name: string; size: number }[];
    };
    expect(tempFiles).toEqual([expect.objectContaining({ name: '住户名册.xlsx', size: 4 })]);
    const read = await page.evaluate((path) => {
      const disk = (globalThis as never as InPhone).wx.getFileSystemManager?.() as {
        readFileSync(path: string, encoding?: string): string | ArrayBuffer;
      };
      return [
        disk.readFileSync(path, 'base64'),
        (disk.readFileSync(path) as ArrayBuffer).byteLength,
      ];
    }, tempFiles[0]?.path ?? '');
    expect(read).toEqual(['UEszNA==', 4]);
  });

  it('shows a written picture, by its path', async () => {
    await open();
    const loads = (picture: string) =>
      page.evaluate(async (base64) => {
        const { wx } = globalThis as never as InPhone;
        const disk = wx.getFileSystemManager?.() as {
          writeFileSync(path: string, data: string, encoding: string): void;
        };
        disk.writeFileSync('http://usr/code.png', base64, 'base64');
        return new Promise((done) => {
          wx.getImageInfo?.({ src: 'http://usr/code.png', complete: done });
        });
      }, picture);
    const twoByThree =
      'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAYAAAC56t6BAAAAEklEQVR4nGNgYGD4D8UQCkQDAB7pAvxRfCYpAAAAAElFTkSuQmCC';
    expect(await loads(twoByThree)).toMatchObject({ width: 2, height: 3 });
    expect(await loads('bm8=')).toMatchObject({
      errMsg: expect.stringContaining('getImageInfo:fail'),
    });
  });

  it('says which file is not there', async () => {
    await open();
    const message = await page.evaluate(() => {
      const disk = (globalThis as never as InPhone).wx.getFileSystemManager?.() as {
        readFileSync(path: string): void;
      };
      try {
        disk.readFileSync('http://usr/none.txt');
        return '';
      } catch (error) {
        return (error as { errMsg: string }).errMsg;
      }
    });
    expect(message).toBe("readFileSync:fail no such file or directory, open 'http://usr/none.txt'");
  });

  it('offers a written file for download when it is opened', async () => {
    await open();
    await page.evaluate(() => {
      const disk = (globalThis as never as InPhone).wx.getFileSystemManager?.() as {
        writeFileSync(path: string, data: string): void;
      };
      disk.writeFileSync('http://usr/电话名单.csv', '门牌,称呼');
    });
    await ask(page, 'openDocument', { filePath: 'http://usr/电话名单.csv' });
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载到这台电脑' }).click();
    expect((await saved).suggestedFilename()).toBe('电话名单.csv');
    expect(await ask(page, 'openDocument', { filePath: 'http://usr/none.csv' })).toMatchObject({
      ok: false,
    });
  });
});

describe('files in the cloud', () => {
  it('uploads what was written, hands out an address for it, and takes it away', async () => {
    await open();
    const filePath = 'http://usr/list.csv';
    await page.evaluate((path) => {
      const { wx } = globalThis as never as {
        wx: {
          getFileSystemManager(): {
            writeFileSync(path: string, data: string, encoding: string): void;
          };
        };
      };
      wx.getFileSystemManager().writeFileSync(path, '6Zeo', 'base64');
    }, filePath);
    const cloudPath = 'notices/nt_1/list.csv';
    const { fileID } = await ask(page, 'cloud.uploadFile', { cloudPath, filePath });
    const found = await ask(page, 'cloud.getTempFileURL', { fileList: [fileID] });
    const [{ tempFileURL }] = found.fileList as [{ tempFileURL: string }];
    expect(await (await fetch(tempFileURL)).text()).toBe('门');

    const back = await ask(page, 'cloud.downloadFile', { fileID });
    expect(back.tempFilePath).toMatch(/\.csv$/);
    expect(await ask(page, 'cloud.deleteFile', { fileList: [fileID] })).toMatchObject({
      fileList: [{ fileID, status: 0 }],
    });
    expect(await ask(page, 'cloud.downloadFile', { fileID })).toMatchObject({ ok: false });
  });
});
