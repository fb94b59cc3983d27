import type { Page } from 'playwright-core';
import { openPhone } from '../support/browser';
import { type Journey, startJourney } from '../support/journey';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
}, 180_000);
afterAll(() => journey.close());

const OWNER = 'o_c01_u2_401_b';
const LIST = { action: 'list', input: { box: 'published' }, communityId: 'cm_donghuan' };
interface Notices {
  readonly value: { readonly items: readonly { readonly id: string; readonly title: string }[] };
}

interface Paper {
  readonly width: number;
  readonly height: number;
  /** How much of each part of the sheet is dark, 0 to 1. */
  readonly darkOf: readonly number[];
}

/** In parts of the sheet. */
interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Reads the pictures on the page as a printer would get them. */
const papers = (page: Page, parts: readonly Part[]): Promise<readonly Paper[]> =>
  page.evaluate((wanted) => {
    const isSheet = ({ naturalWidth: w, naturalHeight: h }: HTMLImageElement) => w > 1_000 && h > w;
    const share = (data: Uint8ClampedArray) =>
      data.filter((value, at) => at % 4 === 0 && value < 128).length / (data.length / 4);
    const read = (image: HTMLImageElement) => {
      const { naturalWidth: width, naturalHeight: height } = image;
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
      pen.drawImage(image, 0, 0);
      const darkOf = wanted.map((part) => {
        const place = [part.left * width, part.top * height, part.width * width] as const;
        return share(pen.getImageData(...place, part.height * height).data);
      });
      return { width, height, darkOf };
    };
    return [...document.querySelectorAll('img')].filter(isSheet).map(read);
  }, parts);

const CODE: Part = { left: 0.3, top: 0.36, width: 0.4, height: 0.28 };
const PLATE: Part = { left: 0.1, top: 0.07, width: 0.8, height: 0.13 };
const MARGIN: Part = { left: 0, top: 0, width: 1, height: 0.05 };
const WORDS: Part = { left: 0.09, top: 0.2, width: 0.82, height: 0.3 };

it('makes a poster for the gate: the plate, a code one can scan, nothing in the margins', async () => {
  const owner = await journey.phone({ as: OWNER, path: 'packages/keeper/poster/poster?y=cy_c01' });
  await owner.see('存到相册');
  const [poster, ...more] = await papers(owner.page, [CODE, PLATE, MARGIN]);
  expect(more).toEqual([]);
  expect(poster).toMatchObject({ width: 1240, height: 1754 });
  const [code = 0, plate = 0, margin = 1] = poster?.darkOf ?? [];
  expect(code).toBeGreaterThan(0.2);
  expect(code).toBeLessThan(0.8);
  expect(plate).toBeGreaterThan(0.6);
  expect(margin).toBe(0);
  await owner.close();
}, 90_000);

it('makes the poster also when the phone is opened as localhost', async () => {
  const url = journey.product.url.replace('127.0.0.1', 'localhost');
  const path = 'packages/keeper/poster/poster?y=cy_c01';
  const page = await openPhone(journey.browser, url, { as: OWNER, path });
  await page.getByRole('button', { name: '存到相册' }).waitFor();
  expect(await papers(page, [CODE])).toHaveLength(1);
  await page.context().close();
}, 60_000);

it('makes A4 sheets of a notice in large type, as many as it needs', async () => {
  const owner = await journey.phone({
    as: OWNER,
    path: 'packages/keeper/notice-edit/notice-edit?y=cy_c01',
  });
  await owner.fill('标题', '防火要记牢');
  await owner.fill('内容', '楼道里不堆东西，不给电瓶车充电，出门关好煤气。'.repeat(50));
  await owner.tap('看看发出去的样子');
  await owner.tap('发出去');
  await owner.see('发出去了');
  await owner.tap('看这条通知');
  await owner.see('防火要记牢');
  const { value } = await journey.product.call<Notices>(
    'notice',
    { ...LIST, courtyardId: 'cy_c01' },
    { openid: OWNER },
  );
  const id = value.items.find(({ title }) => title === '防火要记牢')?.id;
  await owner.close();

  const again = await journey.phone({
    as: OWNER,
    path: `packages/keeper/sheet/sheet?id=${id}&y=cy_c01`,
  });
  await again.see('存到相册');
  const sheets = await papers(again.page, [MARGIN, WORDS]);
  expect(sheets.length).toBeGreaterThan(1);
  for (const { width, height, darkOf } of sheets) {
    expect([width, height]).toEqual([1240, 1754]);
    expect(darkOf[0]).toBe(0);
    expect(darkOf[1]).toBeGreaterThan(0.02);
  }
  await again.close();
}, 120_000);
