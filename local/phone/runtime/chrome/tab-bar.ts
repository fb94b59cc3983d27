import type { AppModule, TabItem } from '../app-module';
import { make } from '../dom';
import { themed } from '../looks';
import type { TabBar, Theme } from '../ports';

interface Tab {
  readonly button: HTMLButtonElement;
  readonly icon: HTMLImageElement;
  readonly label: HTMLElement;
  readonly badge: HTMLElement;
  item: TabItem;
}

interface Surroundings {
  readonly app: AppModule;
  theme(): Theme;
  assetUrl(path: string): string;
  /** Index of the tab on screen, -1 off the tabs. */
  current(): number;
  tapped(index: number): void;
}

/** The native tab bar of app.json. */
export class NativeTabBar implements TabBar {
  readonly element = make('nav', 'phone-tabs');
  private readonly tabs: Tab[];
  private style: Record<string, string> = {};
  private wanted = true;

  constructor(private readonly around: Surroundings) {
    this.element.setAttribute('aria-label', '标签栏');
    this.tabs = (around.app.json.tabBar?.list ?? []).map((item, index) =>
      this.makeTab(item, index),
    );
    this.element.append(...this.tabs.map((tab) => tab.button));
    this.draw();
  }

  get present(): boolean {
    return this.tabs.length > 0 && this.around.app.json.tabBar?.custom !== true;
  }

  get shown(): boolean {
    return !this.element.hidden;
  }

  draw(): void {
    const { app, theme, assetUrl, current } = this.around;
    const config = { ...app.json.tabBar, ...this.style };
    const look = (name: string, otherwise: string) =>
      themed(config[name], app, theme()) || otherwise;
    const index = current();
    this.element.hidden = !this.present || index < 0 || !this.wanted;
    this.element.style.background = look(
      'backgroundColor',
      theme() === 'dark' ? '#191919' : '#ffffff',
    );
    this.element.dataset.border = look('borderStyle', 'black');
    this.tabs.forEach(({ button, icon, label, item }, at) => {
      const on = at === index;
      button.style.color = on ? look('selectedColor', '#07c160') : look('color', '#7d7e80');
      if (on) button.setAttribute('aria-current', 'page');
      else button.removeAttribute('aria-current');
      label.textContent = item.text ?? '';
      const path = themed((on && item.selectedIconPath) || item.iconPath, app, theme());
      icon.hidden = !path;
      if (path) icon.src = assetUrl(`/${path.replace(/^\.?\//, '')}`);
    });
  }

  async setBadge(index: number, text: string): Promise<void> {
    const { badge } = this.tabAt(index);
    badge.hidden = false;
    badge.dataset.dot = 'false';
    badge.textContent = [...text].length > 4 ? '…' : text;
  }

  async removeBadge(index: number): Promise<void> {
    this.tabAt(index).badge.hidden = true;
  }

  async setDot(index: number, on: boolean): Promise<void> {
    const { badge } = this.tabAt(index);
    badge.hidden = !on;
    badge.dataset.dot = 'true';
    badge.textContent = '';
  }

  async setItem(index: number, item: Partial<TabItem>): Promise<void> {
    const tab = this.tabAt(index);
    tab.item = { ...tab.item, ...item };
    this.draw();
  }

  async setStyle(style: Partial<Record<string, string>>): Promise<void> {
    this.needTabPage();
    for (const [name, value] of Object.entries(style)) if (value) this.style[name] = value;
    this.draw();
  }

  async setShown(on: boolean): Promise<void> {
    this.needTabPage();
    this.wanted = on;
    this.draw();
  }

  private tabAt(index: number): Tab {
    const tab = this.tabs[index];
    if (!tab) throw new Error('fail tabbar item not found');
    return tab;
  }

  private needTabPage(): void {
    if (this.around.current() < 0) throw new Error('fail not TabBar page');
  }

  private makeTab(item: TabItem, index: number): Tab {
    const icon = make('img', 'phone-tab-icon');
    icon.alt = '';
    const label = make('span', 'phone-tab-label');
    const badge = make('span', 'phone-badge');
    badge.hidden = true;
    const button = make(
      'button',
      'phone-tab',
      make('span', 'phone-tab-picture', icon, badge),
      label,
    );
    button.type = 'button';
    button.addEventListener('click', () => this.around.tapped(index));
    return { button, icon, label, badge, item };
  }
}
