/** Who holds the phone: the demo people by what they are in the courtyard. */
import type { Person } from './control';
import { button, h } from './dom';
import type { Store } from './state';

const GROUPS: readonly (readonly [title: string, roles: readonly string[]])[] = [
  ['住户', ['resident']],
  ['群主', ['owner', 'deputy']],
  ['院委会', ['committee']],
  ['志愿者', ['volunteer']],
  ['财务', ['treasurer']],
  ['社区工作人员', ['staff', 'admin', 'secretary']],
  ['从群卡片来的新人', ['newcomer', 'stranger']],
  ['帮老手机邻居的人', ['helper']],
];
/** Of one group until the reader asks for all: every kind of neighbour is in sight at once. */
const SHOWN = 4;
/** A list longer than this is searched, not read. */
const UNFOLDED = 200;

export interface People {
  readonly element: HTMLElement;
  show(people: readonly Person[]): void;
}

export function createPeople(store: Store, pick: (person: Person) => void): People {
  let people: readonly Person[] | undefined;
  const unfolded = new Set<string>();
  const search = h('input', {
    type: 'search',
    placeholder: '搜名字、门牌、院子',
    'aria-label': '搜人',
    oninput: () => draw(),
  });
  const courtyard = h('select', {
    'aria-label': '只看一个院子',
    onchange: () => {
      store.set({ courtyard: courtyard.value });
      draw();
    },
  });
  const list = h('div', { class: 'people', id: 'people' });

  const stranger = button('用一个新微信号', () => pick(newcomer()), {
    class: 'key',
    title: '不在名单上，也不在任何群里的人',
  });

  const draw = () => {
    const wanted = search.value.trim();
    const found = (people ?? []).filter(
      (person) => inCourtyard(person, courtyard.value) && matches(person, wanted),
    );
    const groups = grouped(found).map(([title, members]) => groupOf(title, members));
    list.replaceChildren(...(groups.length > 0 || !people ? groups : [empty(people.length)]));
  };
  const groupOf = (title: string, members: readonly Person[]) => {
    const current = store.state().as;
    const chosen = members.filter(({ openid }) => openid === current);
    const inOrder = [...chosen, ...members.filter(({ openid }) => openid !== current)];
    const first = inOrder.slice(0, unfolded.has(title) ? UNFOLDED : SHOWN);
    const rest = members.length - first.length;
    return h(
      'section',
      { class: 'people-group' },
      h('h2', {}, title, h('small', {}, `${members.length} 人`)),
      h('ul', {}, ...first.map((person) => h('li', {}, row(person)))),
      rest > 0 &&
        button(`还有 ${rest} 人${unfolded.has(title) ? '，搜一搜' : ''}`, () => unfold(title), {
          class: 'more',
        }),
    );
  };
  const unfold = (title: string) => {
    if (unfolded.has(title)) return search.focus();
    unfolded.add(title);
    draw();
    return undefined;
  };
  const row = (person: Person) =>
    h(
      'button',
      {
        type: 'button',
        class: 'person',
        'data-openid': person.openid,
        'aria-current': person.openid === store.state().as ? 'true' : undefined,
        onclick: () => pick(person),
      },
      h('strong', {}, person.name),
      h('span', {}, ...placeParts(person)),
    );

  store.watch((_, changed) => {
    if (changed.has('as')) draw();
  });
  return {
    element: h('div', { class: 'who-body' }, search, courtyard, list, stranger),
    show(next) {
      people = next;
      const wanted = store.state().courtyard;
      courtyard.replaceChildren(...courtyardOptions(people));
      courtyard.value = wanted;
      if (courtyard.value !== wanted) courtyard.value = '';
      draw();
    },
  };
}

/** Where somebody lives or works, for the line under the name. */
export const whereOf = (person: Person): string => whereParts(person).join(' ');

function whereParts({ courtyardName, label }: Person): string[] {
  const parts = [courtyardName, label].filter((part) => part !== undefined && part !== '');
  return parts.length > 0 ? (parts as string[]) : ['整个社区'];
}

/** Somebody nobody knows: not on the register, in no group. */
const newcomer = (): Person => ({
  openid: `o_guest_${crypto.randomUUID().slice(0, 8)}`,
  name: '新微信号',
  role: 'stranger',
});

/** A line breaks between courtyard and door, never inside a name. */
const placeParts = (person: Person) =>
  whereParts(person).flatMap((part) => [h('span', {}, part), ' ']);

/** In the order a courtyard thinks of them; a role we do not know keeps its own name. */
function grouped(people: readonly Person[]): [string, Person[]][] {
  const known = GROUPS.map(([title, roles]): [string, Person[]] => [
    title,
    people.filter(({ role }) => roles.includes(role) || role === title),
  ]);
  const placed = new Set(known.flatMap(([, members]) => members));
  const left = people.filter((one) => !placed.has(one));
  const others = [...new Set(left.map(({ role }) => role))].map((role): [string, Person[]] => [
    role,
    left.filter((one) => one.role === role),
  ]);
  return [...known, ...others].filter(([, members]) => members.length > 0);
}

const inCourtyard = (person: Person, courtyard: string): boolean =>
  courtyard === '' || person.courtyard === courtyard || person.courtyard === undefined;

const matches = (
  { name, label = '', courtyardName = '', openid }: Person,
  wanted: string,
): boolean =>
  wanted === '' ||
  wanted.split(/\s+/).every((word) => `${name} ${courtyardName} ${label} ${openid}`.includes(word));

function courtyardOptions(people: readonly Person[]): HTMLOptionElement[] {
  const names = new Map<string, string>();
  for (const { courtyard, courtyardName } of people) {
    if (courtyard !== undefined) names.set(courtyard, courtyardName ?? courtyard);
  }
  const sorted = [...names].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  return [
    h('option', { value: '' }, `全部院子（${sorted.length}）`),
    ...sorted.map(([id, name]) => h('option', { value: id }, name)),
  ];
}

const empty = (count: number) =>
  h(
    'p',
    { class: 'empty' },
    count === 0
      ? '还没有人。用 npm start -- --size demo 启动，就有一整个社区的邻居。'
      : '没有这样的人，换个字试试。',
  );
