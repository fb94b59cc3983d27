import { Refusal } from '../api';
import { choose } from '../dialogs/action-sheet';
import { h } from '../dialogs/element';
import type { Kit } from '../kit';

export interface PickOptions {
  /** As `<input accept>` wants it. */
  readonly accept: string;
  readonly count: number;
  readonly ways: readonly ('camera' | 'album' | 'file')[];
}

const WAYS = { camera: '拍一张', album: '从相册选择', file: '从这台电脑选文件' } as const;

/**
 * Files of whoever sits at the browser. The sheet comes first because a browser opens its own chooser only
 * right after a tap. @throws Refusal `cancel`
 */
export async function pickFiles(kit: Kit, { accept, count, ways }: PickOptions): Promise<File[]> {
  const index = await choose(kit, { itemList: ways.map((way) => WAYS[way]) });
  const input = h('input', {
    type: 'file',
    accept,
    multiple: count > 1,
    hidden: true,
    capture: ways[index] === 'camera' ? 'environment' : undefined,
  });
  kit.dialogs.layer.append(input);
  const picked = new Promise<File[]>((resolve, reject) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])].slice(0, count)));
    input.addEventListener('cancel', () => reject(new Refusal('cancel')));
  });
  input.click();
  try {
    return await picked;
  } finally {
    input.remove();
  }
}
