import { api, Refusal } from '../api';
import type { Kit } from '../kit';
import { button, h } from './element';

export interface SheetOptions {
  readonly itemList: readonly string[];
  readonly itemColor?: string;
  readonly alertText?: string;
  readonly title?: string;
}

/** WeChat draws at most six. */
const ITEM_LIMIT = 6;

export const actionSheetApi = (kit: Kit): Record<string, unknown> => ({
  showActionSheet: api<SheetOptions>('showActionSheet', async (options) => {
    const { itemList } = options;
    if (!Array.isArray(itemList) || itemList.length === 0) {
      throw new Refusal('parameter error: parameter.itemList should have at least 1 item');
    }
    if (itemList.length > ITEM_LIMIT)
      throw new Refusal('itemList length should not be more than 6');
    return { tapIndex: await choose(kit, options) };
  }),
});

/** @returns the index chosen. @throws Refusal `cancel` */
export function choose(
  { dialogs }: Pick<Kit, 'dialogs'>,
  { itemList, itemColor, alertText, title = alertText }: SheetOptions,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const cancel = () => {
      dialog.close();
      reject(new Refusal('cancel'));
    };
    const items = itemList.map((text, index) =>
      button(
        text,
        () => {
          dialog.close();
          resolve(index);
        },
        { kind: 'wxd-item', color: itemColor },
      ),
    );
    const dialog = dialogs.open({
      label: title ?? '请选择',
      shape: 'bottom',
      loose: true,
      cancel,
      content: [
        title === undefined ? undefined : h('p', { class: 'wxd-note' }, title),
        h('div', { class: 'wxd-items' }, ...items),
        button('取消', cancel, { kind: 'wxd-item wxd-cancel' }),
      ],
    });
  });
}
