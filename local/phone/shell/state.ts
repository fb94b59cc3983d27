/** What the page remembers: in the address, so that it can be shared, and in this browser. */

export type Network = 'good' | 'slow' | 'offline';
export const TEXT_SIZES = ['1', '1.25', '1.5', '1.6'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

export interface ShellState {
  /** The openid of whoever holds the phone. */
  readonly as: string;
  /** The WeChat group from whose card the mini-program was opened; empty for none. */
  readonly group: string;
  /** The page it opens with; empty for the first. */
  readonly path: string;
  /** How WeChat opened it, when the path and the group do not say so; see Opening. */
  readonly scene: string;
  readonly text: TextSize;
  readonly dark: boolean;
  readonly network: Network;
  readonly panel: string;
  /** Only people of this courtyard are listed; empty for all. */
  readonly courtyard: string;
}

const EMPTY: ShellState = {
  as: '',
  group: '',
  path: '',
  scene: '',
  text: '1',
  dark: false,
  network: 'good',
  panel: 'group',
  courtyard: '',
};

const KEY = 'yuanba.shell';

/** One way into the mini-program: the plain start, a card, a message, a code. */
export type Opening = Pick<ShellState, 'path' | 'group' | 'scene'>;

export const PLAIN: Opening = { path: '', group: '', scene: '' };
export const MESSAGE_SCENE = '1014';
export const CODE_SCENE = '1047';

export type Watcher = (state: ShellState, changed: ReadonlySet<keyof ShellState>) => void;

export interface Store {
  readonly state: () => ShellState;
  set(change: Partial<ShellState>): void;
  /** Called after every change, with the names of what changed. */
  watch(watcher: Watcher): void;
}

export function createStore(): Store {
  let state = { ...EMPTY, ...remembered(), ...fromAddress() };
  const watchers: Watcher[] = [];
  keep(state);
  return {
    state: () => state,
    set(change) {
      const names = Object.keys(change) as (keyof ShellState)[];
      const changed = new Set(names.filter((name) => state[name] !== change[name]));
      if (changed.size === 0) return;
      state = { ...state, ...change };
      keep(state);
      for (const watcher of watchers) watcher(state, changed);
    },
    watch: (watcher) => void watchers.push(watcher),
  };
}

function keep(state: ShellState): void {
  const query = new URLSearchParams();
  for (const name of ['as', 'group', 'path', 'scene', 'text', 'network', 'panel'] as const) {
    if (state[name] !== EMPTY[name]) query.set(name, state[name]);
  }
  if (state.dark) query.set('dark', '1');
  const text = query.toString();
  history.replaceState(null, '', text === '' ? location.pathname : `?${text}`);
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...state, ...PLAIN }));
  } catch {
    // A full or forbidden storage only costs the memory of the last choice.
  }
}

function remembered(): Partial<ShellState> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<ShellState>;
  } catch {
    return {};
  }
}

/** An address that names a person means exactly what it says; nothing is mixed in from the last visit. */
function fromAddress(): Partial<ShellState> {
  const query = new URLSearchParams(location.search);
  const text = TEXT_SIZES.find((size) => size === query.get('text'));
  const network = (['good', 'slow', 'offline'] as const).find(
    (one) => one === query.get('network'),
  );
  return {
    ...textOf(query, 'as'),
    ...textOf(query, 'group'),
    ...textOf(query, 'path'),
    ...textOf(query, 'scene'),
    ...textOf(query, 'panel'),
    ...(text ? { text } : {}),
    ...(network ? { network } : {}),
    ...(query.has('dark') ? { dark: query.get('dark') === '1' } : {}),
  };
}

const textOf = (query: URLSearchParams, name: string): Partial<ShellState> =>
  query.has(name) ? { [name]: query.get(name) ?? '' } : {};
