import { control, type Groups } from '../control';
import { button, h, say } from '../dom';
import type { Opening } from '../state';
import { CODE_SCENE } from '../state';
import { productNow, shortText } from '../time';
import { createGroupLog, type Post } from './group-log';
import type { Around, Panel } from './panel';

export interface GroupPanel extends Panel {
  /** A card, a text, a picture or a file that the phone sent into the group. */
  post(post: Post): void;
  copied(text: string): void;
  /** What “从群卡片打开” opens: the newest card of the group, or the courtyard's own. */
  card(): Opening;
  /** The pinned card of a group: how newcomers come. */
  entry(opengid: string): Opening;
  /** The phone has changed hands. */
  follow(): void;
  forget(): void;
}

/** Who is in which group changes seldom, and a city has many. */
const ASK_AGAIN_MS = 10_000;

/** The courtyard's WeChat group: whatever was shared lies here as a card and opens from here. */
export function createGroupPanel(around: Around): GroupPanel {
  const log = createGroupLog();
  let groups: Groups = {};
  let chosen = '';
  let clipboard = '';
  let askedAt = 0;
  const select = h('select', { 'aria-label': '哪个微信群' });
  const members = h('p', { class: 'note' });
  const posts = h('ol', { class: 'chat', 'aria-label': '群聊', tabindex: '0' });
  const paste = button('把复制的文字发到群里', () => pasteText(), { class: 'key', disabled: true });

  select.addEventListener('change', () => {
    chosen = select.value;
    draw();
  });
  const draw = () => {
    const known = groups[chosen];
    const holder = around.person();
    const inside = known === undefined || known.openids.includes(holder?.openid ?? '');
    members.textContent = memberLine(known?.openids.length, inside, holder?.name);
    const list = chosen === '' ? [] : [entryPost(), ...log.of(chosen)];
    posts.replaceChildren(...list.map(bubble));
    paste.disabled = chosen === '' || clipboard === '';
  };
  /** Every group has the mini-program's card pinned: that is how newcomers come. */
  const entryPost = (): Post => ({
    kind: 'card',
    by: '群公告',
    at: 0,
    title: `${around.courtyardOf(chosen)?.name ?? '我们院子'}的院坝，点开看今天的事`,
    path: entryPath(chosen),
  });
  const bubble = (post: Post) =>
    h(
      'li',
      { class: `post post-${post.kind}` },
      h('p', { class: 'by' }, post.by, post.at > 0 && h('small', {}, shortText(post.at))),
      bodyOf(post, (path) => around.stage.open({ path, group: chosen, scene: '' })),
    );
  const send = (post: Post) => {
    if (chosen === '') return say('先选一个微信群');
    log.add(chosen, post);
    draw();
    posts.lastElementChild?.scrollIntoView({ block: 'nearest' });
    if (around.store.state().panel !== 'group') around.badge('group', 1);
  };
  /** The code on the gate's poster leads to the courtyard, and proves no group. */
  const scan = () => {
    const courtyard = around.courtyardOf(chosen)?.id;
    if (courtyard === undefined) return say('先选一个院子的群');
    const scene = `${communityOf(courtyard).slice(3)}.${courtyard.slice(3)}`;
    const path = `pages/home/home?scene=${encodeURIComponent(scene)}`;
    return around.stage.open({ path, group: '', scene: CODE_SCENE });
  };
  const pasteText = () => {
    send({ kind: 'text', by: around.person()?.name ?? '', at: productNow(), text: clipboard });
    clipboard = '';
    draw();
  };

  return {
    id: 'group',
    title: '群聊',
    element: h(
      'div',
      { class: 'panel-body' },
      h('div', { class: 'line' }, select, paste, button('扫门口海报', scan, { class: 'key' })),
      members,
      posts,
    ),
    async refresh() {
      if (Date.now() - askedAt < ASK_AGAIN_MS) return;
      askedAt = Date.now();
      const next = await control.groups();
      if (JSON.stringify(next) === JSON.stringify(groups)) return;
      groups = next;
      select.replaceChildren(...groupOptions(groups));
      if (!(chosen in groups)) chosen = around.person()?.opengid ?? Object.keys(groups)[0] ?? '';
      select.value = chosen;
      draw();
    },
    entry: (opengid) => ({ path: entryPath(opengid), group: opengid, scene: '' }),
    follow() {
      const own = around.person()?.opengid;
      if (own !== undefined) {
        chosen = own;
        select.value = own;
      }
      draw();
    },
    post: send,
    copied(text) {
      clipboard = text;
      draw();
      say('复制好了，可以在“群聊”里发到群里');
    },
    card() {
      const newest = [...log.of(chosen)].reverse().find(({ kind }) => kind === 'card');
      const path = newest?.kind === 'card' ? newest.path : entryPath(chosen);
      return { path, group: chosen, scene: '' };
    },
    forget() {
      log.clear();
      draw();
    },
  };

  /** The courtyard of a group, as the demo people tell it. */
  function entryPath(opengid: string): string {
    const courtyard = around.courtyardOf(opengid)?.id;
    if (courtyard === undefined) return '';
    return `pages/home/home?c=${communityOf(courtyard)}&y=${courtyard}`;
  }
}

function bodyOf(post: Post, open: (path: string) => void): HTMLElement {
  if (post.kind === 'text') return h('pre', { class: 'said-text' }, post.text);
  if (post.kind === 'image')
    return h('img', { class: 'said-image', src: post.url, alt: '群里的图片' });
  if (post.kind === 'file') {
    return h('a', { class: 'said-file', href: post.url, download: post.name }, post.name);
  }
  return h(
    'button',
    {
      type: 'button',
      class: 'card',
      onclick: () => open(post.path),
    },
    h('strong', {}, post.title),
    post.image !== undefined && h('img', { src: post.image, alt: '' }),
    h('small', {}, '院坝 · 小程序'),
  );
}

function memberLine(count: number | undefined, inside: boolean, name = '这个人'): string {
  if (count === undefined) return '这个群还没有成员名单，谁都能从卡片进来。';
  return inside ? `群里 ${count} 人，${name}也在。` : `群里 ${count} 人，${name}不在这个群。`;
}

const groupOptions = (groups: Groups): HTMLOptionElement[] =>
  Object.entries(groups).map(([id, { name }]) => h('option', { value: id }, name || id));

/** `cy_c01` lies in the demo community; `cy_d02c01` in `cm_d02`. */
function communityOf(courtyard: string): string {
  const city = /^cy_(d\d+)c/.exec(courtyard)?.[1];
  return city === undefined ? 'cm_donghuan' : `cm_${city}`;
}
