import type { Tile } from '../../services/typing';

/** Four digits to read aloud, or to fill in: what is missing is an empty tile. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: {
    items: { type: Array, value: [] as Tile[] },
    label: { type: String, value: '' },
  },
});
