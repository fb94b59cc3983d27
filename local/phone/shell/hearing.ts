/** What the phone says to the world outside of it. */
import type { PhoneMessage } from '../runtime/ports';
import type { Person } from './control';
import { say } from './dom';
import type { CalendarEntry, CalendarPanel } from './panels/calendar';
import type { FaultsPanel } from './panels/faults';
import type { GroupPanel } from './panels/group';
import { ownUrl } from './panels/own-url';
import type { Panel } from './panels/panel';
import type { Stage } from './stage';
import { PLAIN } from './state';
import { productNow } from './time';

export interface Hearing {
  readonly stage: Stage;
  readonly group: GroupPanel;
  readonly inbox: Panel;
  readonly calendar: CalendarPanel;
  readonly faults: FaultsPanel;
  person(): Person | undefined;
  membersMayHaveChanged(): void;
}

export async function hearPhone(message: PhoneMessage, hearing: Hearing): Promise<void> {
  switch (message.kind) {
    case 'share':
      return shared(message, hearing);
    case 'call':
      if (message.name === 'member') hearing.membersMayHaveChanged();
      return;
    case 'trouble':
      return hearing.faults.heard(message.text);
    case 'wx':
      return HEARD[message.name]?.(hearing, message.detail as never);
    case 'ready':
    case 'page':
      return;
  }
}

type Heard = (hearing: Hearing, detail: never) => Promise<void> | void;

const HEARD: Readonly<Record<string, Heard>> = {
  addPhoneCalendar({ calendar }, entry: CalendarEntry) {
    calendar.add(entry);
    say(`“${entry.title}”加到日历了`);
  },
  setClipboardData({ group }, { data }: { data: string }) {
    group.copied(data);
  },
  makePhoneCall(_, { phoneNumber }: { phoneNumber: string }) {
    say(`正在呼叫 ${phoneNumber}`);
  },
  async shareFileMessage({ group, person }, { name, url }: { name: string; url: string }) {
    group.post({ kind: 'file', name, url: await ownUrl(url), ...sent(person()) });
    say(`“${name}”发到群里了`);
  },
  async showShareImageMenu({ group, person }, { url }: { url: string }) {
    group.post({ kind: 'image', url: await ownUrl(url), ...sent(person()) });
    say('图片发到群里了');
  },
  exitMiniProgram({ stage }) {
    stage.open(PLAIN);
  },
  async requestSubscribeMessage({ inbox }) {
    await inbox.refresh?.();
  },
};

async function shared(
  { card }: Extract<PhoneMessage, { kind: 'share' }>,
  { group, person }: Hearing,
): Promise<void> {
  const { title, path, imageUrl } = card;
  const image = imageUrl === undefined ? {} : { image: await ownUrl(imageUrl) };
  group.post({ kind: 'card', title, path, ...image, ...sent(person()) });
  say(`卡片“${title}”发到群里了`);
}

const sent = (person: Person | undefined) => ({ by: person?.name ?? '', at: productNow() });
