/** The nightly count of every community's month. Bounded, and safe to repeat. @see docs/domain/report.md §6 */
import { type CommunityPlaceDigest, placeDigestId } from '../courtyard/public';
import { alone } from '../kernel/alone';
import { before, notAtLeast, put } from '../kernel/conditions';
import type { MonthSpan } from '../kernel/month';
import { createOnce } from '../kernel/store';
import type { Due, TickContext } from '../kernel/tick';
import { type CountedCommunity, type CountedSection, type MonthDoc, monthId } from './documents';
import {
  firstMonth,
  isClosed,
  isNothing,
  latestMonth,
  midnightOf,
  monthsFrom,
  nextNight,
  sectionOf,
  spanOf,
} from './months';
import { SECTIONS, type Section } from './sections';

const COMMUNITIES = 20;

/** @returns how many communities were counted */
async function countMonths(context: TickContext): Promise<number> {
  const { store, now, late } = context;
  const find = (dueAt: unknown) =>
    store.find<CountedCommunity>({
      collection: 'communities',
      where: { 'months.dueAt': dueAt },
      order: [['months.dueAt', 1]],
      limit: COMMUNITIES,
      fields: ['communityId', 'months'],
    });
  // Those that were never counted have no due instant.
  const due = [...(await find(null)), ...(await find(before(now + 1)))];
  let done = 0;
  for (const community of due) {
    if (late()) break;
    done += await alone('report.month', () => countOne(context, community));
  }
  return done;
}

type State = 'late' | 'open' | 'closed';

/** @returns 0 when the run is to end; what was counted by then is kept, and the rest is due at the next */
async function countOne(context: TickContext, community: CountedCommunity): Promise<0 | 1> {
  const { store, now } = context;
  const { _id: communityId, months: progress } = community;
  const place = await store.get<CommunityPlaceDigest>('digests', placeDigestId(communityId), [
    'courtyards',
  ]);
  const courtyards = place?.courtyards ?? [];
  const until = midnightOf(now);
  let from: string | undefined;
  for (const month of monthsFrom(progress?.from ?? firstMonth(now), now)) {
    const state = await countMonth(context, spanOf(communityId, month, { until, courtyards }));
    if (state === 'late') return 0;
    if (state === 'open') from ??= month;
  }
  const isKept = await store.claim({
    collection: 'communities',
    id: communityId,
    while: { 'months.dueAt': progress?.dueAt ?? null },
    changes: { months: put({ dueAt: nextNight(now), from: from ?? latestMonth(now) }) },
  });
  return isKept ? 1 : 0;
}

/** Section by section, so that a run that ends in the middle has counted something. */
async function countMonth(context: TickContext, span: MonthSpan): Promise<State> {
  const { store, late } = context;
  const known = await store.get<MonthDoc>('months', monthId(span.communityId, span.month));
  if (!known) return begin(context, span);
  const behind = SECTIONS.filter(({ key }) => isBehind(known.sections[key], span));
  for (const section of behind) {
    if (late()) return 'late';
    await keep(context, section, span);
  }
  return SECTIONS.every((section) => isClosed(section, span)) ? 'closed' : 'open';
}

/** A section that joined later is counted in months that are still open. */
const isBehind = (was: CountedSection | undefined, { until }: MonthSpan): boolean =>
  !was || (!was.closed && was.until < until);

/** Of two ticks at once, and of a late one after a newer, the newest count stays. */
async function keep({ store }: TickContext, section: Section, span: MonthSpan): Promise<void> {
  const part = sectionOf(section, await section.count(store, span), span);
  await store.claim({
    collection: 'months',
    id: monthId(span.communityId, span.month),
    while: { [`sections.${section.key}.until`]: notAtLeast(part.until + 1) },
    changes: {
      [`sections.${section.key}`]: put(part),
      courtyards: put(span.courtyards.map(({ id }) => id)),
    },
  });
}

/** The first count of a month. One that was over before anything happened in it has no page. */
async function begin({ store, now, late }: TickContext, span: MonthSpan): Promise<State> {
  const sections: Record<string, CountedSection> = {};
  for (const section of SECTIONS) {
    if (late()) return 'late';
    sections[section.key] = sectionOf(section, await section.count(store, span), span);
  }
  const isLatest = span.month === latestMonth(now);
  if (!isLatest && Object.values(sections).every(isNothing)) return 'closed';
  const doc: MonthDoc = {
    _id: monthId(span.communityId, span.month),
    communityId: span.communityId,
    rev: 1,
    month: span.month,
    courtyards: span.courtyards.map(({ id }) => id),
    sections,
  };
  await createOnce(store, 'months', doc);
  return SECTIONS.every((section) => isClosed(section, span)) ? 'closed' : 'open';
}

export const reportWork: readonly Due[] = [{ name: 'report.months', run: countMonths }];
