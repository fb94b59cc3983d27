/** The 院落 tab: the client and what the page shows of it. */
import { DAY_MS, dayOf, dayText, instant } from '../contract/calendar';
import { courtyard as contract } from '../contract/courtyard';
import type { BuyingCard, CourtyardCard, DutyCard, HomeView } from '../contract/home';
import { cashKnown } from './cash-in-hand';
import { createClient } from './client';
import { type NoticeRowModel, noticeRow } from './notice';
import { rolesOf } from './people';
import { session } from './session';
import { cloudTransport } from './transport';
import { type Kept, type WaitingModel, waitingModel } from './waiting';

export const courtyard = createClient(contract, cloudTransport);

interface GateModel {
  readonly now: string;
  readonly open: string;
  readonly close: string;
  /** How much of the open hours has passed, in percent. */
  readonly percent: number;
}

interface DutyModel extends DutyCard {
  /** Empty on other households' days. */
  readonly tag: string;
  /** Everything the card shows, in the order of the eye. */
  readonly spoken: string;
}

interface BuyingModel {
  readonly id: string;
  readonly title: string;
  readonly tag: string;
  readonly tone: string;
  /** `我家订了 3 样 ¥25.50`. */
  readonly mine: string;
  readonly when: string;
  readonly spoken: string;
}

export interface HomeModel {
  /**
   * `search`: no courtyard yet; `roam`: none chosen, by somebody of the community; `stranger`: a courtyard, not joined;
   * `waiting`: asked to join.
   */
  readonly place: 'search' | 'roam' | 'stranger' | 'waiting' | 'member';
  readonly courtyardName: string;
  readonly communityName: string;
  readonly dayLine: string;
  readonly levelText: string;
  readonly joinDoor: string;
  readonly householdLabel: string;
  readonly waiting: readonly WaitingModel[];
  readonly gate: GateModel | null;
  readonly duty: DutyModel | null;
  readonly buying: readonly BuyingModel[];
  readonly notices: readonly NoticeRowModel[];
  readonly others: HomeView['otherCourtyards'];
  readonly bindLine: string;
  /** Those who look after the whole community may open any courtyard. */
  readonly mayRoam: boolean;
}

const LEVELS = ['', '一级响应', '二级响应', '三级响应', '四级响应'] as const;

/** The gate as it stands at an instant: open hours do not cross midnight. */
export function gateModel(gate: CourtyardCard['gate'], now: number): GateModel | null {
  if (!gate) return null;
  const today = dayOf(now);
  const opens = instant(today, gate.opensAt);
  const closes = instant(today, gate.closesAt);
  const share = closes > opens ? (now - opens) / (closes - opens) : 0;
  return {
    now: gateNow(gate, now, opens, closes),
    open: `${hour(gate.opensAt)} 开门`,
    close: `${hour(gate.closesAt)} 关门`,
    percent: Math.round(Math.min(1, Math.max(0, share)) * 100),
  };
}

/** `08:00` as people write it. */
const hour = (time: string): string => time.replace(/^0/, '');

function gateNow(
  gate: NonNullable<CourtyardCard['gate']>,
  now: number,
  opens: number,
  closes: number,
): string {
  if (now >= opens && now < closes) return `开着，${hour(gate.closesAt)} 关`;
  if (now < opens) return `关着，${hour(gate.opensAt)} 开`;
  return opens + DAY_MS > now ? `关了，明天 ${hour(gate.opensAt)} 开` : '';
}

function dutyModel(card: DutyCard | undefined): DutyModel | null {
  if (!card) return null;
  const tag = card.mine ? '今天是您家的班' : '';
  const spoken = [card.headline, tag, card.keyLine, card.tomorrowLine, '看今天值守'];
  return { ...card, tag, spoken: spoken.filter(Boolean).join('，') };
}

const BUYING_TAGS: Readonly<Record<BuyingCard['status'], readonly [string, string]>> = {
  waiting: ['即将开团', 'plain'],
  open: ['正在接龙', ''],
  ordered: ['已截单', 'plain'],
};

function buyingModel({ roundId, title, status, when, mine = '' }: BuyingCard): BuyingModel {
  const [tag, tone] = BUYING_TAGS[status];
  const spoken = [title, tag, mine, when].filter(Boolean).join('，');
  return { id: roundId, title, tag, tone, mine, when, spoken };
}

function placeOf(view: HomeView): HomeModel['place'] {
  if (!view.courtyard) return view.standing.status === 'member' ? 'roam' : 'search';
  if (view.standing.status === 'member') return 'member';
  return view.standing.status === 'waiting' ? 'waiting' : 'stranger';
}

export function homeModel(view: HomeView, kept?: Kept): HomeModel {
  const { standing } = view;
  const today = dayOf(view.now);
  const roles = rolesOf(standing);
  const owner = roles.includes('owner');
  return {
    place: placeOf(view),
    courtyardName: view.courtyard?.name ?? view.communityName,
    communityName: view.communityName,
    dayLine: dayText(today, today),
    levelText: LEVELS[view.responseLevel] ?? '',
    joinDoor: standing.status === 'waiting' ? standing.door : '',
    householdLabel: standing.status === 'member' ? (standing.household?.label ?? '') : '',
    waiting: cashKnown(view.waiting).map((item) => waitingModel(item, today, kept)),
    gate: gateModel(view.courtyard?.gate, view.now),
    duty: dutyModel(view.duty),
    buying: (view.buying ?? []).map(buyingModel),
    notices: view.notices.map((line) => noticeRow(line, view.now)),
    others: view.otherCourtyards,
    bindLine: owner && view.courtyard && !view.courtyard.groupBound ? '院子还没有绑定微信群' : '',
    mayRoam: roles.includes('staff') || roles.includes('admin'),
  };
}

/** A view that lay in the phone: the gate goes on with the clock; 今天 of yesterday would be wrong, so it is left out. */
export function agedHome(said: HomeView, ageMs: number): HomeView {
  const now = said.now + ageMs;
  const buying = (said.buying ?? []).filter(({ until }) => now < until);
  if (dayOf(now) === dayOf(said.now)) return { ...said, buying, now };
  const { duty: _, buying: __, ...rest } = said;
  const waiting = said.waiting.filter(({ kind }) => !OF_THE_DAY.includes(kind));
  return { ...rest, waiting, now };
}

const OF_THE_DAY: readonly string[] = [
  ...['duty', 'key', 'keyAlarm', 'committeeKey', 'parcel', 'buying'],
];

/** What the phone keeps of a home view: the place, the phone number, and who the caller is there. */
export function learnFrom(view: HomeView): void {
  const closedDoor = closedDoorOf(view);
  session.learn({
    communityId: view.communityId,
    communityName: view.communityName,
    phone: view.phone,
    drill: view.drill,
    roles: rolesOf(view.standing),
    waitingDoor: view.standing.status === 'waiting' ? view.standing.door : '',
    closedDoor,
    courtyardName: view.courtyard?.name ?? '',
    ...(view.courtyard && { courtyardId: view.courtyard.id }),
  });
}

/** Who waited at a door of this courtyard and is a stranger again was not let in; the cloud keeps no record of it. */
function closedDoorOf({ standing, courtyard }: HomeView): string {
  const same = courtyard !== undefined && courtyard.id === session.courtyardId;
  return same && standing.status === 'stranger' ? session.waitingDoor || session.closedDoor : '';
}
