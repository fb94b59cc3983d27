/** The page around the phone: who holds it, in what weather, and what comes out of it. */
import type { PhoneMessage } from '../runtime/ports';
import { type ClockState, control, type Person } from './control';
import { byId, say } from './dom';
import { type CalendarEntry, createCalendarPanel } from './panels/calendar';
import { createCloudPanel } from './panels/cloud';
import { createFaultsPanel } from './panels/faults';
import { cardPost, createGroupPanel } from './panels/group';
import { createInboxPanel } from './panels/inbox';
import type { Around } from './panels/panel';
import { createPeople } from './people';
import { createSettings } from './settings';
import { createStage } from './stage';
import { createStore } from './state';
import { createTabs } from './tabs';
import { productNow } from './time';

const store = createStore();
let people: readonly Person[] = [];
let asking = 0;

const person = () => people.find(({ openid }) => openid === store.state().as);
const trouble = (error: unknown) => say(`没成：${error instanceof Error ? error.message : error}`);

const stage = createStage(store, () => group.card());
const around: Around = {
  store,
  stage,
  person,
  trouble,
  courtyardOf(opengid) {
    const { courtyard, courtyardName } = people.find((one) => one.opengid === opengid) ?? {};
    return courtyard === undefined
      ? undefined
      : { id: courtyard, name: courtyardName ?? courtyard };
  },
  badge: (panel, count) => tabs.badge(panel, count),
};
const group = createGroupPanel(around);
const inbox = createInboxPanel(around);
const calendar = createCalendarPanel(around);
const faults = createFaultsPanel(around, startOver);
const tabs = createTabs(store, [group, inbox, calendar, createCloudPanel(around), faults], trouble);
const list = createPeople(store, (chosen) => {
  // Whoever has not joined yet has nothing but the card in the group.
  const { openid, role, opengid = '' } = chosen;
  const opening = role === 'newcomer' ? group.entry(opengid) : { path: '', group: '' };
  store.set({ as: openid, ...opening });
});

byId('who').append(list.element);
byId('settings').append(createSettings(store, { trouble, turned }));
store.watch((_, changed) => {
  if (changed.has('as')) changeHands();
});
stage.link.hear(answer);
void begin();

async function begin(): Promise<void> {
  list.show(people);
  await readPeople().catch(trouble);
  await group.refresh?.().catch(trouble);
  // Somebody must hold the phone; the address or the last visit may say who.
  const first = people.find(({ role }) => role === 'resident') ?? people[0];
  if (store.state().as === '' && first) store.set({ as: first.openid });
  else if (store.state().as !== '') stage.link.load(store.state());
  changeHands();
  tabs.show(store.state().panel);
}

function changeHands(): void {
  stage.showHolder(person());
  group.follow();
  inbox.refresh?.().catch(trouble);
}

/** The phone's own clock follows. */
function turned({ now, running, real }: ClockState): void {
  stage.link.send({ kind: 'clock', now, running, real });
}

/** What the phone says to the world outside of it. */
function answer(message: PhoneMessage): void {
  if (message.kind === 'share') {
    group.post(cardPost(message.card, person()?.name ?? ''));
    say(`卡片“${message.card.title}”发到群里了`);
  }
  if (message.kind === 'call' && message.name === 'member') membersMayHaveChanged();
  if (message.kind === 'trouble') faults.heard(message.text);
  if (message.kind === 'wx') HEARD[message.name]?.(message.detail as never);
}

/** Somebody may have joined, left or been given a role: the list follows, once the calls are over. */
function membersMayHaveChanged(): void {
  clearTimeout(asking);
  asking = window.setTimeout(() => void readPeople().catch(trouble), 1500);
}

async function readPeople(): Promise<void> {
  const next = await control.people();
  if (JSON.stringify(next) === JSON.stringify(people)) return;
  people = next;
  list.show(people);
  stage.showHolder(person());
}

const sender = () => ({ by: person()?.name ?? '', at: productNow() });

const HEARD: Readonly<Record<string, (detail: never) => void>> = {
  addPhoneCalendar: (entry: CalendarEntry) => {
    calendar.add(entry);
    say(`“${entry.title}”加到日历了`);
  },
  setClipboardData: ({ data }: { data: string }) => group.copied(data),
  makePhoneCall: ({ phoneNumber }: { phoneNumber: string }) => say(`正在呼叫 ${phoneNumber}`),
  shareFileMessage: ({ name, url }: { name: string; url: string }) =>
    group.post({ kind: 'file', name, url, ...sender() }),
  showShareImageMenu: ({ url }: { url: string }) => group.post({ kind: 'image', url, ...sender() }),
  exitMiniProgram: () => stage.open('', ''),
  requestSubscribeMessage: () => void inbox.refresh?.().catch(trouble),
};

/** New data: what the phones and the groups remembered belongs to the old. */
function startOver(): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith('yuanba.phone:') || key.startsWith('yuanba.system:')) {
      localStorage.removeItem(key);
    }
  }
  group.forget();
  location.reload();
}
