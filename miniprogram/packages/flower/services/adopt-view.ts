/** One campaign as a household sees it: what may be adopted, what is picked out, and the one next step. Pure. */
import type { CampaignStatus } from '../../../contract/flower-forms';
import type { CampaignView, VarietyView, YardProgress } from '../../../contract/flower-views';
import { type CountByItem, DOOR_NAMES } from '../../../contract/groupbuy-forms';
import { isCorner, type PartyId } from '../../../contract/ids';
import { yuanText } from '../../../contract/money';
import type { Count, EpochMs } from '../../../contract/units';
import { stepsOf } from '../../../services/basket';
import { percent } from '../../../services/words';
import { bloomOf } from './blooms';
import { campaignTone } from './list-view';

/** So many are seen at once, so that the own courtyard's progress is not far below. */
const VARIETIES_SHOWN = 6;
const YARDS_SHOWN = 4;

const DOORS: readonly CampaignStatus[] = ['closed', 'delivering', 'done'];

interface VarietyModel {
  readonly itemId: string;
  readonly name: string;
  /** `还有 31 盆`, `认领完了`. */
  readonly left: string;
  readonly count: Count;
  readonly max: Count;
  /** A cloud file id; empty without one. */
  readonly picture: string;
  /** A drawing, where there is no picture. */
  readonly bloom: string;
  /** Nothing of it is left, though the household may have more. */
  readonly mayWait: boolean;
  /** Folded away until somebody asks for all. */
  readonly more: boolean;
}

interface YardModel {
  readonly courtyardId: string;
  readonly name: string;
  /** `21 / 30 盆`, `24 盆 满了`. */
  readonly figures: string;
  readonly percent: number;
  readonly mine: boolean;
  readonly more: boolean;
}

export interface AdoptModel {
  readonly title: string;
  readonly tag: string;
  readonly tone: string;
  readonly open: boolean;
  /** `每盆 ¥3.00，送到院里`. */
  readonly price: string;
  readonly lines: readonly string[];
  /** What may be added to what is picked out. */
  readonly room: Count;
  readonly varieties: readonly VarietyModel[];
  readonly moreVarieties: string;
  readonly yards: readonly YardModel[];
  readonly moreYards: string;
  readonly capLine: string;
  /** What the counts come to: `3 盆 · ¥9.00`; empty while nothing is picked out. */
  readonly sum: string;
  /** The deed in the dock; empty when there is nothing to do. */
  readonly step: string;
  /** Pots are brought to doors, or were. */
  readonly doors: boolean;
  /** In place of the deed. */
  readonly hint: string;
  readonly adopted: boolean;
  readonly mine: MineModel | undefined;
  readonly wait: WaitModel | undefined;
}

interface MineModel {
  readonly lines: readonly { readonly text: string; readonly reason: string }[];
  readonly money: string;
  readonly state: string;
}

interface WaitModel {
  readonly line: string;
  readonly deed: string;
  readonly waits: boolean;
  readonly most: Count;
}

export const adoptedBy = ({ varieties }: CampaignView): CountByItem =>
  Object.fromEntries(varieties.map(({ itemId, mine }) => [itemId, mine]));

/** The public corner's page: what is adopted and may be adopted are the corner's. */
export function forParty(view: CampaignView, party: PartyId | ''): CampaignView {
  const { corner, yards, left } = view;
  if (!party || !isCorner(party) || !corner) return view;
  const { mine: _mine, wait: _wait, ...rest } = view;
  const yard = yards.find(({ mine }) => mine);
  const room = yard ? yard.quota - yard.adopted : 0;
  return {
    ...rest,
    cap: corner.cap,
    mayAdopt: Math.max(0, Math.min(corner.cap - corner.adopted, room, left)),
    varieties: view.varieties.map((one) => ({ ...one, mine: corner.counts[one.itemId] ?? 0 })),
  };
}

/** As it was seen, so that nobody overwrites another member. */
export const revOf = ({ mine, corner }: CampaignView, party: PartyId | ''): Count =>
  party && isCorner(party) ? (corner?.rev ?? 0) : (mine?.rev ?? 0);

const sumOf = <T>(rows: readonly T[], of: (row: T) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0);

export const isOpen = ({ opensAt, closesAt, status }: CampaignView, now: EpochMs): boolean =>
  (status === 'open' || status === 'waiting') && opensAt <= now && now < closesAt;

const countIn =
  (counts: CountByItem) =>
  ({ itemId, mine }: VarietyView): Count =>
    counts[itemId] ?? mine;

/** What may still be added when the counts are adopted; giving some back makes room. */
const roomOf = (view: CampaignView, counts: CountByItem): Count =>
  Math.max(0, view.mayAdopt - sumOf(view.varieties, (one) => countIn(counts)(one) - one.mine));

export function adoptModel(view: CampaignView, counts: CountByItem, now: EpochMs): AdoptModel {
  const open = isOpen(view, now);
  const pots = sumOf(view.varieties, countIn(counts));
  const money = yuanText(pots * view.priceFen);
  const isChanged = stepsOf(view.varieties, counts).length > 0;
  const varieties = view.varieties.map((one, nth) => varietyModel(view, counts, { one, nth }));
  const yards = view.yards.map(yardModel);
  return {
    title: view.title,
    tag: view.statusText,
    tone: campaignTone(view.status),
    open,
    price: `每盆 ${yuanText(view.priceFen)}，${view.delivery.text || '送到院里'}`,
    lines: linesOf(view),
    room: roomOf(view, counts),
    varieties,
    moreVarieties: moreText(varieties, '个品种'),
    yards,
    moreYards: moreText(yards, '个院'),
    capLine: `每家最多 ${view.cap} 盆，全家加起来算`,
    sum: pots > 0 ? `${pots} 盆 · ${money}` : '',
    step: open && isChanged ? stepText(view, pots, money) : '',
    doors: DOORS.includes(view.status),
    ...hintOf(view, open, pots > 0 ? `${pots} 盆 · ${money}` : ''),
    mine: view.mine ? mineModel(view.mine) : undefined,
    wait: waitModel(view, open, counts),
  };
}

/** When it comes, how it is paid, and until when one may say so. */
function linesOf(view: CampaignView): readonly string[] {
  const { status, deliveryText, delivery, dropPoint, closesText } = view;
  if (status === 'cancelled') return [];
  const when = delivery.text ? deliveryText.replace(`，${delivery.text}`, '') : deliveryText;
  const place = dropPoint ? `，放${dropPoint}` : '';
  const closing = status === 'open' || status === 'waiting' ? [closesText] : [];
  return [`${when}到${place}`, '收花再给钱，这笔钱进社区微基金', ...closing];
}

function hintOf({ mine }: CampaignView, open: boolean, sum: string) {
  if (open && sum) return { hint: `已认领 ${sum}`, adopted: true };
  if (mine) return { hint: `共 ${yuanText(mine.dueFen)}`, adopted: true };
  return { hint: '不会选，打社区电话代领', adopted: false };
}

function stepText({ varieties }: CampaignView, pots: Count, money: string): string {
  const hadPots = sumOf(varieties, ({ mine }) => mine);
  if (pots === 0) return hadPots > 0 ? '都不要了' : '';
  return hadPots > 0 ? `改成 ${pots} 盆，到时给 ${money}` : `认领 ${pots} 盆，到时给 ${money}`;
}

function varietyModel(
  view: CampaignView,
  counts: CountByItem,
  { one, nth }: { readonly one: VarietyView; readonly nth: number },
): VarietyModel {
  const { itemId, name, left, mine, picture = '' } = one;
  const count = countIn(counts)(one);
  return {
    ...{ itemId, name, count, picture },
    left: left > 0 ? `还有 ${left} 盆` : '认领完了',
    max: Math.max(0, Math.min(mine + left, count + roomOf(view, counts))),
    bloom: picture ? '' : bloomOf(name),
    mayWait: left === 0 && isOpen(view, view.now) && roomOf(view, counts) > 0 && !view.wait,
    more: nth >= VARIETIES_SHOWN && count === 0,
  };
}

const moreText = (rows: readonly { readonly more: boolean }[], of: string): string => {
  const count = rows.filter(({ more }) => more).length;
  return count > 0 ? `还有 ${count} ${of}` : '';
};

const yardModel = (
  { courtyardId, name, adopted, quota, full, mine }: YardProgress,
  nth: number,
): YardModel => ({
  ...{ courtyardId, mine },
  name: mine ? '我们院' : name,
  figures: full ? `${adopted} 盆 满了` : `${adopted} / ${quota} 盆`,
  percent: percent(adopted, quota),
  more: nth >= YARDS_SHOWN,
});

function mineModel(mine: NonNullable<CampaignView['mine']>): MineModel {
  const { lines, state, dueFen, owedFen, paidFen, takenBy } = mine;
  const isVisited = state !== 'open' && state !== 'frozen';
  const who = state === 'neighbour' && takenBy ? `，${takenBy}代收` : '';
  const owed = owedFen > 0 && isVisited ? `，还欠 ${yuanText(owedFen)}` : '';
  return {
    lines: lines
      .filter(({ ordered }) => ordered > 0)
      .map(({ name, ordered, allotted, handed, reason = '' }) => {
        const got = handed ?? allotted;
        const asked = got === ordered ? '' : `（认领了 ${ordered} 盆）`;
        return { text: `${name} ${got} 盆${asked}`, reason };
      }),
    money: `共 ${yuanText(dueFen)}${owed || (paidFen > 0 ? '，钱付清了' : '')}`,
    state: isVisited ? `${DOOR_NAMES[state]}${who}` : '',
  };
}

/** One waits only for what cannot be had now, and for no more than the cap leaves. */
function waitModel(view: CampaignView, open: boolean, counts: CountByItem): WaitModel | undefined {
  const { wait, cap, varieties, mayAdopt, waiting } = view;
  if (!open) return undefined;
  if (wait) {
    const before = wait.ahead > 0 ? `前面还有 ${wait.ahead} 家` : '排在第一个';
    return {
      line: `在候补 ${wait.pots} 盆，${before}。截止后有空出来的，先给候补的`,
      ...{ deed: '不等了', waits: true, most: wait.pots },
    };
  }
  const most = cap - sumOf(varieties, countIn(counts));
  if (mayAdopt > 0 || most <= 0) return undefined;
  const others = waiting > 0 ? `，已有 ${waiting} 家在等` : '';
  return {
    line: `认领完了${others}。截止后有空出来的，按先后给`,
    ...{ deed: '候补', waits: false, most },
  };
}
