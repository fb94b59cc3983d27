import { Element, type GeneralBackendContext } from 'glass-easel';
import type { AppModule } from '../app-module';
import type { PageInstance } from '../ports';
import type { Space } from '../tree/space';
import type { Page } from './page';

const PATH = 'custom-tab-bar/index';

/** A tab bar that the mini-program draws itself: each tab page has its own. */
export function addCustomTabBar(
  page: Page,
  { json }: AppModule,
  { space, backend }: { readonly space: Space; readonly backend: unknown },
): void {
  if (json.tabBar?.custom !== true) return;
  space.ensure(PATH);
  const root = space.code
    .getComponentSpace()
    .createComponentByUrl('custom-tab-bar', PATH, null, backend as GeneralBackendContext);
  const placeholder = document.createElement('div');
  page.body.append(placeholder);
  page.tabBar = root.getMethodCaller() as unknown as PageInstance;
  Element.replaceDocumentElement(root, page.body as never, placeholder as never);
}
