/** What came out, for those who say it and for everybody after. Pure. @see docs/domain/contest.md §6 */
import {
  DELIVERY_NAMES,
  PRIZE_NAMES,
  PRIZE_STATE_NAMES,
  type PrizeState,
} from '../../miniprogram/contract/contest-forms';
import type {
  AwardView,
  PrizeRow,
  ResultView,
  TallyRow,
  WinnerView,
} from '../../miniprogram/contract/contest-views';
import type { CourtyardId, EntryId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import type { ContestDoc, CountedRow, EntryDoc, PrizeDoc, VerdictDoc } from './documents';
import { type Award, awardsOf, meanText } from './judging';
import { labelIn, type Yard } from './repository';

export interface Seeing {
  readonly yards: ReadonlyMap<CourtyardId, Yard>;
  readonly here: CourtyardId | undefined;
  urlOf(cloudId: string): string;
}

/** `8.67 分`, `12 票`. */
export const resultText = ({ form }: ContestDoc, row: CountedRow): string =>
  form.electorate === 'committee' ? `${meanText(row)} 分` : `${row.sum} 票`;

export const awardsIn = ({ form }: ContestDoc, { rows }: VerdictDoc): readonly Award[] =>
  awardsOf(rows, { titles: form.titles.length, ties: form.ties });

export const awardView = (doc: ContestDoc, { title, among, shared }: Award): AwardView => ({
  title,
  name: doc.form.titles[title]?.name ?? '',
  among,
  shared,
});

export function tallyRow(
  doc: ContestDoc,
  { row, entry }: { readonly row: CountedRow; readonly entry: EntryDoc | undefined },
  { yards, here, urlOf }: Seeing,
): TallyRow {
  const first = entry?.form.pictures[0];
  return {
    entryId: row.entryId,
    label: entry ? labelIn(yards, entry, here) : '已撤回',
    ...(entry?.form.name === undefined ? {} : { name: entry.form.name }),
    thumbUrl: first ? urlOf(first.thumbId) : '',
    rank: row.rank,
    resultText: resultText(doc, row),
    given: row.given,
  };
}

interface Result {
  readonly doc: ContestDoc;
  readonly verdict: VerdictDoc;
  readonly entries: readonly EntryDoc[];
  readonly placeName: string;
  readonly judgedBy: string | undefined;
}

export function resultView(result: Result, seeing: Seeing): ResultView {
  const { doc, verdict, placeName, judgedBy } = result;
  const winners = verdict.winners.flatMap(({ title, entryIds, reason }) =>
    entryIds.map((id) => winnerView(result, { id, title, reason }, seeing)),
  );
  const { title } = doc.form;
  return {
    title,
    placeName,
    announcedAt: verdict.announcedAt ?? verdict.at,
    ...(judgedBy === undefined ? {} : { judgedBy }),
    winners,
    share: {
      title: `${placeName}·${title}`.slice(0, LIMITS.shareTitleLength),
      pictureUrl: winners[0]?.pictureUrl ?? '',
      groupText: resultGroupText(title, placeName, winners),
    },
  };
}

/** The names of flowers and of doors, as the courtyard's own group knows them; at most twelve lines. */
function resultGroupText(title: string, placeName: string, winners: readonly WinnerView[]): string {
  const rows = winners.map(
    ({ title: what, label, name, resultText: text }) =>
      `${what}：${label}${name === undefined ? '' : `《${name}》`}（${text}）`,
  );
  const lines = [`【${title}】${placeName}结果`, ...rows];
  return lines.slice(0, LIMITS.groupTextLines).join('\n');
}

function winnerView(
  { doc, verdict, entries }: Result,
  { id, title, reason }: { readonly id: EntryId; readonly title: number; readonly reason: string },
  { yards, here, urlOf }: Seeing,
): WinnerView {
  const entry = entries.find(({ _id }) => _id === id);
  const row = verdict.rows.find(({ entryId }) => entryId === id);
  const first = entry?.form.pictures[0];
  return {
    entryId: id,
    title: doc.form.titles[title]?.name ?? '',
    label: entry ? labelIn(yards, entry, here) : '院里一户',
    ...(entry?.form.name === undefined ? {} : { name: entry.form.name }),
    pictureUrl: first ? urlOf(first.fileId) : '',
    resultText: row ? resultText(doc, row) : '',
    reason,
  };
}

/** What was made or sent before a text was settled anew is not this one. */
export function prizeState(
  { madeAt, outAt }: Pick<ContestDoc, 'madeAt' | 'outAt'>,
  { done, textAt }: Pick<PrizeDoc, 'done' | 'textAt'>,
): PrizeState {
  if (done) return 'delivered';
  if (outAt !== undefined && outAt >= textAt) return 'out';
  return madeAt !== undefined && madeAt >= textAt ? 'made' : 'won';
}

export function prizeRow(
  doc: ContestDoc,
  prize: PrizeDoc,
  yards: ReadonlyMap<CourtyardId, Yard>,
): PrizeRow {
  const yard = yards.get(prize.courtyardId);
  const plate = yard?.plates[prize.householdId];
  const state = prizeState(doc, prize);
  const { delivery } = prize;
  return {
    prizeId: prize._id,
    courtyardId: prize.courtyardId,
    courtyardName: yard?.name ?? '',
    unit: plate?.unit ?? '',
    door: plate?.door ?? '',
    label: plate?.label ?? '院里一户',
    title: prize.title,
    kind: prize.kind,
    kindText: PRIZE_NAMES[prize.kind],
    text: prize.text,
    state,
    stateText: PRIZE_STATE_NAMES[state],
    ...(delivery
      ? { outcome: delivery.outcome, outcomeText: DELIVERY_NAMES[delivery.outcome] }
      : {}),
    ...(delivery?.takenBy === undefined ? {} : { takenBy: delivery.takenBy }),
    ...(prize.done && delivery ? { deliveredAt: delivery.at } : {}),
    remade: prize.remakes.length,
  };
}
