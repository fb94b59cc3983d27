import { type Collection, control } from '../control';
import { button, h } from '../dom';
import type { Around } from './panel';

/** Collections with their counts, and the documents in them. */
export function createDocuments(around: Around): {
  readonly element: HTMLElement;
  refresh(): Promise<void>;
} {
  let drawn = '';
  let chosen = '';
  const names = h('ul', { class: 'collections', 'aria-label': '集合' });
  const title = h('h3', {});
  const docs = h('div', { class: 'documents' });
  const more = button('后面的', () => undefined, { class: 'key', hidden: true });

  const show = async (name: string, after?: number): Promise<void> => {
    chosen = name;
    const page = await control.documents(name, after);
    const shown = page.docs.map((doc) =>
      h('details', {}, h('summary', {}, idOf(doc)), h('pre', {}, JSON.stringify(doc, null, 2))),
    );
    if (after === undefined) docs.replaceChildren(...shown);
    else docs.append(...shown);
    title.textContent = name;
    more.hidden = page.next === undefined || page.docs.length === 0;
    more.onclick = () => void show(name, page.next).catch(around.trouble);
    if (docs.childElementCount === 0) docs.append(h('p', { class: 'empty' }, '里面还没有东西。'));
  };
  const row = ({ name, count, declared }: Collection) =>
    h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          class: 'collection',
          'aria-current': name === chosen ? 'true' : undefined,
          onclick: () => {
            for (const one of names.querySelectorAll('[aria-current]'))
              one.removeAttribute('aria-current');
            drawn = '';
            void show(name).then(refresh).catch(around.trouble);
          },
        },
        h('span', {}, name, !declared && h('small', {}, ' 未登记')),
        h('strong', {}, String(count)),
      ),
    );
  const refresh = async () => {
    const { collections } = await control.collections();
    const text = JSON.stringify([collections, chosen]);
    if (text === drawn) return;
    drawn = text;
    names.replaceChildren(...collections.map(row));
  };
  return {
    element: h(
      'div',
      { class: 'data' },
      names,
      h('section', { 'aria-label': '文档' }, title, docs, more),
    ),
    refresh,
  };
}

const idOf = (doc: unknown): string => String((doc as { _id?: unknown } | null)?._id ?? '?');
