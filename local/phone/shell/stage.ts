/** The phone in the middle, and the keys below it. */
import type { Person } from './control';
import { button, byId, h, say } from './dom';
import { whereOf } from './people';
import { createPhoneLink, type PhoneLink } from './phone-link';
import type { ShellState, Store } from './state';

export interface Stage {
  readonly link: PhoneLink;
  /** Opens a card or a message: a page, from a group or not. */
  open(path: string, group: string): void;
  showHolder(person: Person | undefined): void;
}

/** These need a fresh start; theme and network are told to the running phone. */
const RELOAD_ON: readonly (keyof ShellState)[] = ['as', 'text', 'group', 'path'];

export function createStage(store: Store, cardOf: () => { path: string; group: string }): Stage {
  const frame = h('iframe', {
    title: '手机',
    id: 'phone-frame',
    allow: 'clipboard-write; autoplay',
  });
  byId('phone').append(frame);
  const link = createPhoneLink(frame);

  const open = (path: string, group: string) => {
    const { path: before, group: beforeGroup } = store.state();
    // A card opened twice is opened twice.
    if (path === before && group === beforeGroup) link.load(store.state());
    else store.set({ path, group });
  };
  const fromCard = () => {
    const { path, group } = cardOf();
    if (group === '') return say('这个人不在任何院子的微信群里，先在右边“群聊”选一个群');
    open(path, group);
  };
  byId('keys').append(
    button('返回', () => link.send({ kind: 'back' }), { class: 'key' }),
    button('重新打开', () => open('', ''), { class: 'key' }),
    button('从群卡片打开', fromCard, { class: 'key key-main' }),
  );
  store.watch((state, changed) => {
    if (RELOAD_ON.some((name) => changed.has(name))) return link.load(state);
    if (changed.has('dark')) link.send({ kind: 'theme', theme: state.dark ? 'dark' : 'light' });
    if (changed.has('network')) link.send({ kind: 'network', network: state.network });
  });

  return {
    link,
    open,
    showHolder(person) {
      const { as } = store.state();
      const nobody = as === '' ? '左边选一个人' : `新微信号 ${as}`;
      byId('holder').replaceChildren(
        ...(person ? [h('strong', {}, person.name), ` ${whereOf(person)}`] : [nobody]),
      );
    },
  };
}
