/** What the goods of the demo look like, drawn by `scripts/draw-goods.ts`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type By, type Stage, together } from './stage';

const FOLDER = join(process.env.YUANBA_ROOT ?? process.cwd(), 'local', 'demo', 'goods');

const DRAWN: Readonly<Record<string, string>> = {
  豌豆尖: 'pea-shoots.jpg',
  萝卜: 'radish.jpg',
  莲花白: 'cabbage.jpg',
  老母鸡: 'hen.jpg',
};

/** Cloud file ids by the name of the goods. */
export type Pictures = Readonly<Record<string, string>>;

export async function pictureGoods(stage: Stage, by: By): Promise<Pictures> {
  const pictures: Record<string, string> = {};
  await together(
    Object.entries(DRAWN).map(([name, file]) => async () => {
      const bytes = readFileSync(join(FOLDER, file));
      pictures[name] = await stage.picture(by, `pictures/demo-${file}`, bytes);
    }),
  );
  return pictures;
}
