import type { Launch, Network, Theme } from '../ports';
import { parseUrl } from './urls';

const PLAIN_SCENE = 1001;
const GROUP_CARD_SCENE = 1044;
const CARD_SCENE = 1007;

/** Reads how the phone is to be opened from its address. */
export function readLaunch(search: string, firstPage: string): Launch {
  const asked = new URLSearchParams(search);
  const opengid = asked.get('group') || undefined;
  const path = asked.get('path') ?? '';
  const { route, query } = parseUrl(`/${path.replace(/^\//, '')}`, '');
  const scene = opengid ? GROUP_CARD_SCENE : path ? CARD_SCENE : PLAIN_SCENE;
  return {
    openid: asked.get('as') ?? '',
    ...(opengid ? { opengid } : {}),
    path: route || firstPage,
    query,
    scene: Number(asked.get('scene')) || scene,
    textScale: Math.min(2, Math.max(0.8, Number(asked.get('text')) || 1)),
  };
}

export const readTheme = (search: string): Theme =>
  new URLSearchParams(search).get('dark') === '1' ? 'dark' : 'light';

export function readNetwork(search: string): Network {
  const asked = new URLSearchParams(search).get('network');
  return asked === 'slow' || asked === 'offline' ? asked : 'good';
}
