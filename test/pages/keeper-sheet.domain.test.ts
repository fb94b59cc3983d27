import fc from 'fast-check';
import { posterLayout } from '../../miniprogram/packages/keeper/poster/poster-layout';
import { sheetPages } from '../../miniprogram/packages/keeper/services/sheet-layout';
import { A4, balanced, wrap } from '../../miniprogram/services/paper';

/** Chinese signs are as wide as they are high, everything else half. */
const measure = (text: string, size: number): number =>
  [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x2e80 ? size : size / 2), 0);

const text = {
  courtyard: '桂枝巷9号院',
  title: '明天上午全院消毒，楼道里的东西请收回家',
  body: '时间：明天 9:00 到 11:00\n请把鞋架、纸箱收回家，关好门窗。',
  until: '2月12日 周四 20:00',
  by: '桂枝巷9号院 院委会',
  phone: '028-8300 0000',
};

describe('the A4 sheet', () => {
  it('puts a short notice on one page in the largest type', () => {
    const pages = sheetPages(text, measure);
    expect(pages).toHaveLength(1);
    expect(Math.max(...(pages[0]?.lines ?? []).filter((l) => !l.bold).map((l) => l.size))).toBe(84);
  });

  it('takes smaller type before it takes a second page, and numbers the pages when it must', () => {
    const longer = { ...text, body: '请大家注意安全。'.repeat(28) };
    expect(sheetPages(longer, measure)).toHaveLength(1);
    const pages = sheetPages({ ...text, body: '请大家注意安全。'.repeat(250) }, measure);
    expect(pages.length).toBeGreaterThan(1);
    pages.forEach((page, i) => {
      const words = page.lines.map((l) => l.text).join('\n');
      expect(words).toContain(`第 ${i + 1} 张，共 ${pages.length} 张`);
      expect(words).toContain('028-8300 0000');
      expect(words).toContain('桂枝巷9号院');
    });
  });

  it('never draws outside the margins and loses no word, whatever is written', () => {
    const word = fc.constantFrom(
      '停',
      '水',
      '，',
      '。',
      ' ',
      '\n',
      '9:00',
      'WiFi',
      '1',
      'abcdefghijklmnopqrst',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 900 }), (words) => {
        const body = words.join('');
        const pages = sheetPages({ ...text, body }, measure);
        const drawn = pages.flatMap((page) => page.lines);
        for (const line of drawn) {
          expect(line.x).toBeGreaterThanOrEqual(A4.margin);
          expect(line.y).toBeLessThanOrEqual(A4.height - A4.margin + 30);
        }
        const bodyWords = wrap(body, 1020, (t) => measure(t, 48))
          .join('')
          .replace(/\s/g, '');
        expect(bodyWords).toBe(body.replace(/\s/g, ''));
      }),
      { numRuns: 60 },
    );
  });
});

describe('breaking lines', () => {
  const widthOf = (t: string): number => measure(t, 10);

  it('lets no line begin with a closing mark', () => {
    const lines = wrap('一二三四五，六七八九十。', 50, widthOf);
    expect(lines).toEqual(['一二三四五，', '六七八九十。']);
  });

  it('keeps times and numbers in one piece', () => {
    expect(wrap('明天早上9:30开门', 50, widthOf)).toEqual(['明天早上', '9:30开门']);
  });

  it('leaves no single sign on the last line of a title', () => {
    expect(wrap('流感疫苗登记每家回一声', 100, widthOf)).toEqual(['流感疫苗登记每家回一', '声']);
    expect(balanced('流感疫苗登记每家回一声', 100, widthOf)).toEqual([
      '流感疫苗登记',
      '每家回一声',
    ]);
  });

  it('keeps paragraphs and empty lines', () => {
    expect(wrap('甲\n\n乙', 50, widthOf)).toEqual(['甲', '', '乙']);
  });
});

describe('the gate poster', () => {
  it('shrinks a long name until it stands on its plate', () => {
    const view = { communityName: '东环路社区', phone: '028-8300 0000', codeUrl: 'x' };
    const short = posterLayout({ ...view, courtyardName: '3巷5号院' }, measure);
    const long = posterLayout({ ...view, courtyardName: '东环路三巷二十二号附一号老院' }, measure);
    expect(short.sign.size).toBeGreaterThan(long.sign.size);
    for (const { sign, plate } of [short, long]) {
      expect(sign.x).toBeGreaterThanOrEqual(plate.x);
      expect(sign.x + measure(sign.text, sign.size)).toBeLessThanOrEqual(plate.x + plate.width);
    }
    expect(Math.max(...short.lines.map((l) => l.y))).toBeLessThan(A4.height - A4.margin);
  });
});
