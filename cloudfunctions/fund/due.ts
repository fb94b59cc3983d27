/** What the tick does for the fund. Bounded, and safe to repeat. @see docs/domain/fund.md §4 */
import { messageTime } from '../../miniprogram/contract/messages';
import { holdersAt } from '../courtyard/public';
import { rolesFor } from '../kernel/caller';
import { before, gone, oneOf, put } from '../kernel/conditions';
import { log } from '../kernel/log';
import { type OutboxDoc, queued } from '../kernel/outbox';
import { verdictOn } from '../kernel/safety';
import { createOnce } from '../kernel/store';
import type { Shows } from '../kernel/sweep';
import type { Due, TickContext } from '../kernel/tick';
import type { FundDoc, RecountDoc, VoucherDoc } from './documents';
import { isTreasurer, wordsOf } from './fund';
import { recounted } from './recount';
import { booksOf, walk } from './walking';

const CHAINS = 20;
/** Steps of a hundred journals for one chain in one run; the rest is due at the next. */
const STEPS = 10;

/** The nightly recount. @returns how many journals were looked at */
async function recountChains(context: TickContext): Promise<number> {
  const { store, now, late } = context;
  const due = await store.find<RecountDoc>({
    collection: 'funds',
    where: { dueAt: before(now + 1) },
    order: [['dueAt', 1]],
    limit: CHAINS,
  });
  let counted = 0;
  for (const doc of due) {
    if (late()) break;
    counted += await recountOne(context, doc);
  }
  return counted;
}

async function recountOne(context: TickContext, due: RecountDoc): Promise<number> {
  const { store, now, late } = context;
  const { fund } = await booksOf(store, due.communityId);
  if (!fund) return 0;
  let doc = due;
  let counted = 0;
  for (let i = 0; i < STEPS && doc.dueAt <= now && !late(); i += 1) {
    const step = await walk(store, { fund, recount: doc }, doc.from);
    const next = recounted(doc, step, now);
    counted += step.head.seq - doc.from.seq;
    // An alarm first: a recount that dies before it is stored is made again, and tells nobody twice.
    if (step.broken) await alarm(context, fund, next);
    if (!(await stored(context, doc, next))) break;
    doc = { ...next, rev: doc.rev + 1 };
  }
  return counted;
}

/** Of two ticks at once one goes on. */
const stored = ({ store }: TickContext, { _id, rev }: RecountDoc, next: RecountDoc) =>
  store.claim({
    collection: 'funds',
    id: _id,
    while: { rev },
    changes: {
      from: put(next.from),
      dueAt: put(next.dueAt),
      agreed: next.agreed ? put(next.agreed) : gone(),
      broken: next.broken ? put(next.broken) : gone(),
    },
  });

/** In the log for whoever runs it, and to everybody who keeps the community's money. */
async function alarm(
  { store, now }: TickContext,
  { communityId, _id }: FundDoc,
  { broken }: RecountDoc,
): Promise<void> {
  if (!broken) return;
  log({
    level: 'error',
    fn: 'tick',
    action: 'fund.recount',
    code: `BROKEN_${broken.flaw}`,
    ms: 0,
    count: broken.seq,
  });
  const holders = await holdersAt(store, communityId, communityId);
  const told = holders.filter((one) => isTreasurer(rolesFor(one, { communityId }, now)));
  for (const { _id: memberId } of told) {
    const topic = `${_id}.${broken.seq}.${broken.flaw}`;
    const job: OutboxDoc = queued({
      id: `${topic}.${memberId}`,
      communityId,
      kind: 'audit',
      topic,
      to: { memberId },
      page: `packages/fund/audit/audit?c=${communityId}`,
      values: {
        title: '微基金的账对不上',
        at: messageTime(now),
        hint: `从第 ${broken.seq} 笔起，请尽快核对`,
      },
      at: now,
      until: now + TOLD_WITHIN_MS,
    });
    await createOnce(store, 'outbox', job);
  }
}

const TOLD_WITHIN_MS = 3 * 24 * 3_600_000;

const WORDS = 10;
const AGAIN_MS = 5 * 60_000;

/** Asks the platform again about the words of vouchers that wait because its check was unavailable. */
async function recheckWords({ store, cloud, now, late }: TickContext): Promise<number> {
  const waiting = await store.find<VoucherDoc>({
    collection: 'vouchers',
    where: { recheckAt: before(now + 1) },
    order: [['recheckAt', 1]],
    limit: WORDS,
  });
  let answered = 0;
  for (const voucher of waiting) {
    if (late()) break;
    if (await recheckOne({ store, cloud, now }, voucher)) answered += 1;
  }
  return answered;
}

/** Words of somebody who is gone stay with those who sign. @returns whether they wait no longer */
async function recheckOne(
  { store, cloud, now }: Pick<TickContext, 'store' | 'cloud' | 'now'>,
  voucher: VoucherDoc,
): Promise<boolean> {
  const { _id, rev, form, proposedBy } = voucher;
  const asked = { author: proposedBy.by, text: wordsOf(form) };
  const verdict = (await verdictOn({ store, cloud }, voucher, asked)) ?? 'risky';
  const isAway = verdict === 'unavailable';
  const changes = isAway
    ? { recheckAt: put(now + AGAIN_MS) }
    : { recheckAt: gone(), wordsState: put(verdict === 'pass' ? 'passed' : 'refused') };
  const done = await store.claim({ collection: 'vouchers', id: _id, while: { rev }, changes });
  return done && !isAway;
}

/** Evidence of what is asked for and of what stands in the books; not of what came to nothing. */
export const fundShows: Shows = async (store, { cloudId }) => {
  const shown = await store.find({
    collection: 'vouchers',
    where: { 'form.pictures': cloudId, status: oneOf(['proposed', 'posted']) },
    limit: 1,
    fields: ['rev'],
  });
  return shown.length > 0;
};

export const fundWork: readonly Due[] = [
  { name: 'fund.recount', run: recountChains },
  { name: 'fund.words', run: recheckWords },
];
