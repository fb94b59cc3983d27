import { api } from '../api';
import type { Kit } from '../kit';

/** The menu that shares a card. */
export function shareApi({ context }: Kit): Record<string, unknown> {
  const { shareMenu } = context;
  return {
    showShareMenu: api('showShareMenu', () => shareMenu.setShown(true)),
    hideShareMenu: api('hideShareMenu', () => shareMenu.setShown(false)),
    updateShareMenu: api<Record<string, unknown>>('updateShareMenu', (options) => {
      shareMenu.options = { ...shareMenu.options, ...options };
    }),
  };
}
