/** The page around the phone: who holds it, in what weather, and what comes out of it. */
import { type ClockState, control, type Person } from './control';
import { byId, say } from './dom';
import { hearPhone } from './hearing';
import { createCalendarPanel } from './panels/calendar';
import { createCloudPanel } from './panels/cloud';
import { createFaultsPanel } from './panels/faults';
import { createGroupPanel } from './panels/group';
import { createInboxPanel } from './panels/inbox';
import type { Around } from './panels/panel';
import { createPeople } from './people';
import { createSettings } from './settings';
import { createStage } from './stage';
import { createStore, PLAIN } from './state';
import { createTabs } from './tabs';

const INBOX_MS = 5000;

/** An address that names somebody means it, even somebody nobody knows. */
const named = new URLSearchParams(location.search).has('as');
const store = createStore();
let people: readonly Person[] = [];
let asking = 0;

const person = () => people.find(({ openid }) => openid === store.state().as);
const trouble = (error: unknown) => {
  // What fetch throws when nobody answers.
  const silent = error instanceof TypeError && /fetch/i.test(error.message);
  const words = error instanceof Error ? error.message : String(error);
  say(silent ? '本机的院坝没有回应，是不是停了？' : `没成：${words}`);
};

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
  const opening = role === 'newcomer' ? group.entry(opengid) : PLAIN;
  store.set({ as: openid, ...opening });
});

byId('who').append(list.element);
byId('settings').append(createSettings(store, { trouble, turned }));
store.watch((_, changed) => {
  if (changed.has('as')) changeHands();
});
const hearing = { stage, group, inbox, calendar, faults, person, membersMayHaveChanged };
stage.link.hear((message) => hearPhone(message, hearing).catch(trouble));
void begin();
// A message is heard whatever lies open.
setInterval(() => void (document.hidden || inbox.refresh?.().catch(trouble)), INBOX_MS);

async function begin(): Promise<void> {
  // The phone need not wait for the list of a whole community.
  if (store.state().as !== '') stage.link.load(store.state());
  await readPeople().catch(trouble);
  await group.refresh?.().catch(trouble);
  // Somebody must hold the phone; the last visit may say who, if its data are still there.
  const first = people.find(({ role }) => role === 'resident') ?? people[0];
  if (first && !named && person() === undefined) store.set({ as: first.openid });
  changeHands();
  tabs.show(store.state().panel);
}

function changeHands(): void {
  stage.showHolder(person());
  group.follow();
  inbox.refresh?.().catch(trouble);
}

/** The phone's own clock follows, and its page comes back to a new hour as after a while in a pocket. */
function turned({ now, running, real }: ClockState): void {
  stage.link.send({ kind: 'clock', now, running, real });
  stage.link.send({ kind: 'hide' });
  stage.link.send({ kind: 'show' });
}

/** Somebody may have joined, left or been given a role: the list follows, once the calls are over. */
function membersMayHaveChanged(): void {
  clearTimeout(asking);
  asking = window.setTimeout(() => void readPeople().catch(trouble), 1500);
}

async function readPeople(): Promise<void> {
  const next = await control.people();
  if (people.length > 0 && JSON.stringify(next) === JSON.stringify(people)) return;
  people = next;
  list.show(people);
  stage.showHolder(person());
}

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
