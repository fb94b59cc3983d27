/** The phone in the middle, and the keys below it. */
import type { Person } from './control';
import { button, byId, h, say } from './dom';
import { whereOf } from './people';
import { createPhoneLink, type PhoneLink } from './phone-link';
import { type Opening, PLAIN, type ShellState, type Store } from './state';

export interface Stage {
  readonly link: PhoneLink;
  /** Opens a card, a message or a code, as somebody's tap on it would. */
  open(opening: Opening): void;
  showHolder(person: Person | undefined): void;
}

/** These need a fresh start; theme and network are told to the running phone. */
const RELOAD_ON: readonly (keyof ShellState)[] = ['as', 'text', 'group', 'path', 'scene'];

export function createStage(store: Store, cardOf: () => Opening): Stage {
  const frame = h('iframe', {
    title: '手机',
    id: 'phone-frame',
    allow: 'clipboard-write; autoplay',
  });
  byId('phone').append(frame);
  const link = createPhoneLink(frame);

  const open = ({ path, group, scene }: Opening) => {
    const before = store.state();
    // A card opened twice is opened twice.
    const again = path === before.path && group === before.group && scene === before.scene;
    if (again) link.load(before);
    else store.set({ path, group, scene });
  };
  const fromCard = () => {
    const opening = cardOf();
    if (opening.group === '') return say('这个人不在任何院子的微信群里，先在右边“群聊”选一个群');
    open(opening);
  };
  byId('keys').append(
    button('返回', () => link.send({ kind: 'back' }), { class: 'key' }),
    button('重新打开', () => open(PLAIN), { class: 'key' }),
    button('从群卡片打开', fromCard, { class: 'key key-main' }),
  );
  store.watch((state, changed) => {
    if (RELOAD_ON.some((name) => changed.has(name))) return link.load(state);
    if (changed.has('dark')) link.send({ kind: 'theme', theme: state.dark ? 'dark' : 'light' });
    if (changed.has('network')) link.send({ kind: 'network', network: state.network });
    if (changed.has('dark') || changed.has('network')) link.keep(state);
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
