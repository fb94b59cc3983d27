/** The panels on the right, one at a time. */
import { byId, h } from './dom';
import type { Panel } from './panels/panel';
import type { Store } from './state';

export interface Tabs {
  show(id: string): void;
  badge(id: string, count: number): void;
}

export const REFRESH_MS = 2000;

export function createTabs(
  store: Store,
  panels: readonly Panel[],
  trouble: (error: unknown) => void,
): Tabs {
  const place = byId('panel');
  // It scrolls, so the keyboard must reach it.
  place.tabIndex = 0;
  const tabs = panels.map((panel) => {
    const count = h('span', { class: 'badge', hidden: true });
    const tab = h(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${panel.id}`,
        'aria-controls': 'panel',
        onclick: () => show(panel.id),
        onkeydown: (event) => move(event as KeyboardEvent, panel),
      },
      panel.title,
      count,
    );
    return { panel, tab, count };
  });
  byId('tabs').append(...tabs.map(({ tab }) => tab));

  const move = ({ key }: KeyboardEvent, panel: Panel) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (step === undefined) return;
    const index = (panels.indexOf(panel) + step + panels.length) % panels.length;
    show(panels[index]?.id ?? '');
    tabs[index]?.tab.focus();
  };
  const show = (id: string) => {
    const wanted = panels.find((panel) => panel.id === id) ?? panels[0];
    if (!wanted) return;
    for (const { panel, tab } of tabs) {
      tab.setAttribute('aria-selected', String(panel === wanted));
      tab.tabIndex = panel === wanted ? 0 : -1;
    }
    place.setAttribute('aria-labelledby', `tab-${wanted.id}`);
    place.replaceChildren(wanted.element);
    store.set({ panel: wanted.id });
    wanted.refresh?.().catch(trouble);
  };
  setInterval(() => {
    if (document.hidden) return;
    const current = panels.find(({ id }) => id === store.state().panel);
    current?.refresh?.().catch(trouble);
  }, REFRESH_MS);

  return {
    show,
    badge(id, count) {
      const found = tabs.find(({ panel }) => panel.id === id);
      if (!found) return;
      found.count.hidden = count === 0;
      found.count.textContent = String(count);
    },
  };
}
