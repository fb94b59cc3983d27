/**
 * Draws the pictures of goods that the demo community sells, so that nobody's photo is needed.
 * Run it after changing a drawing: `node scripts/run.mjs scripts/draw-goods.ts`.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const FOLDER = 'local/demo/goods';
const SIZE = 400;
const QUALITY = 78;

const leaf = (x: number, y: number, turn: number, size: number, colour: string): string =>
  `<g transform='translate(${x} ${y}) rotate(${turn}) scale(${size})'>
     <path d='M0 0C-26-14-30-58 0-84C30-58 26-14 0 0Z' fill='${colour}'/>
     <path d='M0-4V-70M0-30l-13-13M0-30l13-13M0-50l-9-9M0-50l9-9' stroke='#ffffff' stroke-opacity='.38' stroke-width='3' fill='none' stroke-linecap='round'/>
   </g>`;

const TABLE = `<rect width='400' height='400' fill='#f4ead6'/><ellipse cx='200' cy='330' rx='160' ry='34' fill='#e2d3b6'/>`;

const STEMS = [
  [-62, -30],
  [-30, -12],
  [0, 2],
  [30, 14],
  [62, 32],
] as const;

/** A bundle of pea shoots, tied with straw. */
const peas = `
  ${STEMS.map(([dx, turn]) => `<path d='M${200 + dx * 0.3} 330C${200 + dx * 0.4} 270 ${200 + dx} 220 ${200 + dx * 1.5} 130' stroke='#6f9f4d' stroke-width='11' fill='none' stroke-linecap='round'/>${leaf(200 + dx * 1.1, 232, turn - 52, 0.86, '#5c9a4b')}${leaf(200 + dx * 1.15, 222, turn + 52, 0.86, '#74b257')}${leaf(200 + dx * 1.45, 150, turn - 26, 0.8, '#86c064')}${leaf(200 + dx * 1.45, 148, turn + 30, 0.78, '#679f4c')}`).join('')}
  <path d='M288 120c26-10 40-34 22-46s-34 12-14 22M112 124c-26-8-42-32-26-46s34 8 16 22' stroke='#86b75f' stroke-width='6' fill='none' stroke-linecap='round'/>
  <path d='M160 286c26 12 54 12 80 0l4 26c-28 12-60 12-88 0z' fill='#d9b36a'/>
  <path d='M158 296c28 11 56 11 84 0' stroke='#b98f45' stroke-width='5' fill='none'/>`;

const radish = (x: number, y: number, turn: number): string => `
  <g transform='translate(${x} ${y}) rotate(${turn})'>
    ${leaf(-14, -58, -30, 1.1, '#5d9650')}${leaf(14, -58, 28, 1.1, '#6fa95a')}${leaf(0, -60, -2, 1.25, '#82b968')}
    <path d='M-62-20C-66 46-26 96 0 150C26 96 66 46 62-20C52-70-52-70-62-20Z' fill='#c8384f'/>
    <path d='M-46-10C-50 30-30 66-16 92C-24 50-34 20-30-26C-38-24-44-18-46-10Z' fill='#ffffff' fill-opacity='.26'/>
    <path d='M-8 132c4 14 6 26 8 40c2-14 4-26 8-40z' fill='#f0dfd8'/>
    <path d='M24 14c12 2 20 0 30-4M18 52c10 3 18 2 26-2' stroke='#9f2438' stroke-width='4' fill='none' stroke-linecap='round'/>
  </g>`;

const radishes = radish(136, 190, -16) + radish(266, 194, 14);

/** A flat-headed cabbage, leaf upon leaf. */
const cabbage = `
  <path d='M62 250C36 176 92 120 132 128C150 84 250 84 268 128C310 120 364 176 338 250C330 322 268 346 200 344C132 346 70 322 62 250Z' fill='#5f9a58'/>
  <path d='M86 240C70 182 116 148 148 156C166 118 238 118 252 156C286 148 330 182 314 240C306 306 258 328 200 326C142 328 94 306 86 240Z' fill='#86bb73'/>
  <path d='M112 236C102 192 138 166 164 176C180 150 224 150 236 176C264 166 298 192 288 236C280 290 244 308 200 306C156 308 120 290 112 236Z' fill='#abd294'/>
  <path d='M142 236C138 204 164 188 184 196C196 180 216 182 222 196C244 188 262 206 258 236C252 272 228 286 200 284C172 286 148 272 142 236Z' fill='#cfe6b9'/>
  <g stroke='#f3f9e8' stroke-width='6' fill='none' stroke-linecap='round' stroke-opacity='.85'>
    <path d='M200 340C196 280 204 240 200 190'/><path d='M200 300C170 280 128 262 100 214M200 300C230 280 272 262 300 214'/>
    <path d='M150 268c-6-14-22-24-34-28M250 268c6-14 22-24 34-28'/>
  </g>`;

/** An old hen, as she walks about the yard. */
const hen = `
  <path d='M182 322v36M226 322v36M182 358l-20 8M182 358l16 10M226 358l-20 8M226 358l18 10' stroke='#d99a3c' stroke-width='9' fill='none' stroke-linecap='round'/>
  <path d='M300 170C348 128 352 104 338 84C372 112 372 176 330 226Z' fill='#7a4a2c'/>
  <path d='M96 160C92 112 128 92 150 112C164 128 160 156 178 172C216 192 262 190 306 158C338 214 324 330 208 332C118 332 96 250 96 160Z' fill='#a9683c'/>
  <path d='M176 222C206 202 270 202 292 216C286 274 240 296 206 282C186 272 176 248 176 222Z' fill='#8a5230'/>
  <path d='M200 246c20-8 44-10 66-6M206 264c18-4 34-6 50-2' stroke='#c98f5f' stroke-width='6' fill='none' stroke-linecap='round'/>
  <path d='M104 108c-8-18 4-28 12-20c2-16 20-16 20 0c10-8 20 2 14 18z' fill='#cf3f46'/>
  <path d='M98 150l-30 12l30 10z' fill='#e0a53f'/>
  <path d='M104 174c-8 10-6 26 4 30c10-6 10-22 4-32z' fill='#cf3f46'/>
  <circle cx='124' cy='138' r='8' fill='#2a251d'/><circle cx='127' cy='135' r='2.6' fill='#ffffff'/>`;

const DRAWINGS: Readonly<Record<string, string>> = {
  'pea-shoots': peas,
  radish: radishes,
  cabbage,
  hen,
};

async function draw(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
  for (const [name, drawing] of Object.entries(DRAWINGS)) {
    const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 400 400'>${TABLE}${drawing}</svg>`;
    await page.setContent(`<style>*{margin:0}svg{width:${SIZE}px;display:block}</style>${svg}`);
    const path = join(FOLDER, `${name}.jpg`);
    await page.screenshot({ path, type: 'jpeg', quality: QUALITY });
  }
  await browser.close();
}

void draw();
