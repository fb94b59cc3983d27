/**
 * Draws the icons: `styles/icons.wxss` (masks that take the colour of the text) and the tab bar's pictures.
 * Run it after changing a path below: `node scripts/run.mjs scripts/draw-icons.ts`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const ICONS: Readonly<Record<string, string>> = {
  basket: 'M4 10h16l-1.8 10H5.8zM8 10l4-6 4 6M10 14v3M14 14v3',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 21h4',
  board: 'M4 20V10M10 20V4M16 20v-8M21 20H3',
  check: 'M4.5 12.5l5 5 10-11',
  clock: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7v5.5l3.5 2',
  close: 'M6 6l12 12M18 6L6 18',
  coin: 'M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17M8.5 7.5l3.5 4.5 3.5-4.5M12 12v5M9 12.5h6M9 15h6',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  door: 'M4 20h16M6 20V5h5M11 20V3l8 2.5V20M14.5 12v1.5',
  flower:
    'M12 7.2a2.3 2.3 0 1 0 0 4.6a2.3 2.3 0 1 0 0-4.6M12 7.2c-2.6-2.4-1.4-4.7 0-4.7s2.6 2.3 0 4.7M14.2 8.8c.5-3.5 3-3.7 3.8-2.4s-.4 3.4-3.8 2.4M13.4 11.4c3.2-.6 4 1.7 3 2.8s-3.1.4-3-2.8M10.6 11.4c-3.2-.6-4 1.7-3 2.8s3.1.4 3-2.8M9.8 8.8c-.5-3.5-3-3.7-3.8-2.4s.4 3.4 3.8 2.4M12 14.5v7M12 19.5c1.5-2 3.5-2.3 5-2',
  gate: 'M2.5 10L12 4l9.5 6M5 9v11M19 9v11M3 20h18M9 20v-7h6v7',
  grid: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM16.5 13v7M13 16.5h7',
  hand: 'M3 13l4-3 5 2.5h4a1.5 1.5 0 0 1 0 3h-4M7 17l5 2 8.5-4.5M16 8.5c-2-1.5-3-2.5-3-3.9a1.6 1.6 0 0 1 3-.6 1.6 1.6 0 0 1 3 .6c0 1.4-1 2.4-3 3.9z',
  house: 'M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6',
  key: 'M7.5 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8M11.5 12H21v4M17 12v3',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  lock: 'M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3',
  me: 'M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4 20.5c1-4.5 4-6 8-6s7 1.5 8 6',
  minus: 'M5 12h14',
  next: 'M9 5l7 7-7 7',
  offline: 'M4 4l16 16M7 9.5A4.5 4.5 0 0 0 7.5 18H17M11 6.2A5 5 0 0 1 17 10.5a3.8 3.8 0 0 1 3 6',
  pen: 'M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5l3.5 3.5',
  people:
    'M9 5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7M2.5 20c.7-3.8 3-5.5 6.5-5.5s5.8 1.7 6.5 5.5M16 5.5a3.3 3.3 0 0 1 0 6.3M18 14.8c2 .7 3.2 2.4 3.6 5.2',
  phone:
    'M5 4h4l1.5 5-2.2 1.6a12 12 0 0 0 5.1 5.1L15 13.5l5 1.5v4a1.5 1.5 0 0 1-1.6 1.5C10.5 20 4 13.5 3.5 5.6A1.5 1.5 0 0 1 5 4z',
  photo: 'M3.5 5h17v14h-17zM4 17l5-5 4 4 2.5-2.5L20 18M15.5 9h.01',
  plus: 'M12 5v14M5 12h14',
  poster: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5M20 14v6h-6',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M15.5 15.5L20.5 20.5',
  send: 'M4 12L20 4l-4 16-5-6zM11 14l9-10',
  share: 'M14 5l6 6-6 6M20 11h-8c-4 0-7 2.5-8 8',
  shield: 'M12 3l8 3v6c0 4.5-3.3 7.7-8 9-4.7-1.3-8-4.5-8-9V6zM8.5 12l2.5 2.5 4.5-5',
  speak: 'M4 9.5v5h3.5L12 19V5L7.5 9.5zM15.5 9a4.5 4.5 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  stop: 'M7 7h10v10H7z',
  text: 'M3 19L8.5 5 14 19M5 14.5h7M15 19l3-8 3 8M16 16.5h4',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5',
  undo: 'M8 5L4 9l4 4M4 9h10a5 5 0 0 1 0 10H9',
};

const TABS = { home: 'gate', errands: 'grid', me: 'me' } as const;
const TAB_COLOURS = { '': '#6b6253', '-on': '#24593f', '-dark': '#aaa08f', '-on-dark': '#93cfae' };
const TAB_SIZE = 81;

const svg = (path: string, stroke: string): string =>
  `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='${stroke}' stroke-width='2' stroke-linecap='round' stroke-linejoin='round'><path d='${path}'/></svg>`;

const dataUri = (text: string): string =>
  `data:image/svg+xml,${text.replace(/[<>#%]/g, (sign) => encodeURIComponent(sign))}`;

const HEAD = `/* Made by scripts/draw-icons.ts. An icon takes the colour of the text around it: <view class="i i-bell" />. */
.i {
  width: var(--icon);
  height: var(--icon);
  flex: none;
  background-color: currentColor;
  -webkit-mask-repeat: no-repeat;
  -webkit-mask-position: center;
  -webkit-mask-size: contain;
}
.i.small {
  width: calc(var(--icon) * 0.78);
  height: calc(var(--icon) * 0.78);
}
`;

function sheet(): string {
  const rules = Object.entries(ICONS).map(([name, path]) => {
    const uri = dataUri(svg(path, 'black'));
    return `.i-${name} {\n  -webkit-mask-image: url("${uri}");\n}\n`;
  });
  return HEAD + rules.join('');
}

async function drawTabs(folder: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage({ viewport: { width: TAB_SIZE, height: TAB_SIZE } });
  for (const [tab, icon] of Object.entries(TABS)) {
    for (const [suffix, colour] of Object.entries(TAB_COLOURS)) {
      await page.setContent(
        `<style>*{margin:0}svg{width:${TAB_SIZE}px;height:${TAB_SIZE}px;display:block}</style>${svg(ICONS[icon] ?? '', colour)}`,
      );
      await page.screenshot({ path: join(folder, `${tab}${suffix}.png`), omitBackground: true });
    }
  }
  await browser.close();
}

writeFileSync('miniprogram/styles/icons.wxss', sheet());
void drawTabs('miniprogram/assets/tabs');
