import { h, segmented } from '../dom';
import { createCalls } from './cloud-calls';
import { createDocuments } from './cloud-documents';
import type { Around, Panel } from './panel';

/** What the cloud did: the last calls with what they cost, and what it remembers. */
export function createCloudPanel(around: Around): Panel {
  const views = { calls: createCalls(), documents: createDocuments(around) };
  let shown: keyof typeof views = 'calls';
  const place = h('div', { class: 'cloud-view' }, views.calls.element);
  const choose = (view: keyof typeof views) => {
    shown = view;
    place.replaceChildren(views[view].element);
    views[view].refresh().catch(around.trouble);
  };
  return {
    id: 'cloud',
    title: '云端',
    element: h(
      'div',
      { class: 'panel-body' },
      segmented({
        name: 'cloud-view',
        label: '看什么',
        choices: [
          ['calls', '最近的调用'],
          ['documents', '数据'],
        ],
        chosen: shown,
        choose,
      }),
      place,
    ),
    refresh: () => views[shown].refresh(),
  };
}
