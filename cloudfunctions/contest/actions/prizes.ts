/** Prizes: printed, made, carried to the door, confirmed there. */
import * as v from 'valibot';
import type { contest } from '../../../miniprogram/contract/contest';
import {
  CONTEST_LIMITS,
  DELIVERY_OUTCOMES,
  type DeliveryOutcome,
} from '../../../miniprogram/contract/contest-forms';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { courtyardOf, memberOf } from '../../kernel/caller';
import { absent, append, put } from '../../kernel/conditions';
import { AppError, found, refuseIf } from '../../kernel/errors';
import { line, schemaOf, text } from '../../kernel/parse';
import { askedOf, once } from '../../kernel/requests';
import { passes } from '../../kernel/safety';
import type { Context, HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import type { ContestDoc, PrizeDoc } from '../documents';
import { remembers } from '../marks';
import { actOn, isStaff, yardsOf } from '../repository';
import { prizeRow } from '../result-views';
import { forContest, prizeId } from './inputs';

type Actions = (typeof contest)['actions'];

const byDoor = new Intl.Collator('zh', { numeric: true });

export const prizes: HandlerOf<Actions['prizes']> = {
  input: schemaOf<InputOf<Actions['prizes']>>()(v.strictObject(forContest)),

  async run({ input, call, caller, store, now }) {
    const { courtyardId } = call;
    // Those who go to doors see their courtyard's; staff all of them.
    found(call, courtyardId !== undefined || isStaff(caller));
    const contestId = input.contestId;
    const [contestDoc, rows] = await Promise.all([
      store.get<ContestDoc>('contests', contestId),
      store.find<PrizeDoc>({
        collection: 'prizes',
        where: courtyardId === undefined ? { contestId } : { contestId, courtyardId },
        limit: LIMITS.listMax,
      }),
    ]);
    const isHere =
      courtyardId === undefined || (contestDoc?.courtyards.includes(courtyardId) ?? false);
    const doc = found(
      contestDoc,
      contestDoc?.communityId === call.communityId && contestDoc.listed && isHere,
    );
    const yards = await yardsOf(
      store,
      rows.map((one) => one.courtyardId),
      { communityId: doc.communityId, now },
    );
    const shown = rows
      .map((prize) => prizeRow(doc, prize, yards))
      .sort(
        (a, b) =>
          byDoor.compare(a.courtyardName, b.courtyardName) ||
          byDoor.compare(a.unit, b.unit) ||
          byDoor.compare(a.door, b.door) ||
          (a.prizeId < b.prizeId ? -1 : 1),
      );
    const delivered = rows.filter(({ done }) => done).length;
    return { title: doc.form.title, rows: shown, delivered, now };
  },
};

export const stepPrizes: HandlerOf<Actions['stepPrizes']> = {
  input: schemaOf<InputOf<Actions['stepPrizes']>>()(
    v.strictObject({ ...forContest, to: v.picklist(['made', 'out']) }),
  ),

  run: (context) => {
    const { input, now } = context;
    return actOn(context, input.contestId, (doc) => {
      found(doc, doc.listed);
      const made = { ...doc, madeAt: now };
      const after = input.to === 'made' ? made : { ...made, outAt: now };
      return { after, value: { contestId: doc._id } };
    });
  },
};

const isFinal = (outcome: DeliveryOutcome): boolean =>
  outcome === 'handed' || outcome === 'neighbour';

export const deliverPrize: HandlerOf<Actions['deliverPrize']> = {
  input: schemaOf<InputOf<Actions['deliverPrize']>>()(
    v.strictObject({
      prizeId,
      outcome: v.picklist(DELIVERY_OUTCOMES),
      takenBy: v.exactOptional(line(CONTEST_LIMITS.hands)),
    }),
  ),
  answersReplays: true,

  async run(context) {
    const { input, call, caller, store, cloud, now } = context;
    const { prizeId: id, outcome, takenBy } = input;
    const asked = askedOf(call);
    const isNeighbour = outcome === 'neighbour' && takenBy !== undefined;
    if (isNeighbour && !(await passes(cloud, caller.openid, takenBy))) {
      throw new AppError('CHECK_AWAY');
    }
    const { _id: by } = memberOf(caller);
    const delivery = { outcome, by, at: now, ...(isNeighbour ? { takenBy } : {}) };
    const done = await store.claim({
      collection: 'prizes',
      id,
      while: {
        communityId: call.communityId,
        courtyardId: courtyardOf(call),
        done: false,
        [`asked.${asked.requestId}`]: absent(),
      },
      changes: {
        delivery: put(delivery),
        done: put(isFinal(outcome)),
        [`asked.${asked.requestId}`]: put(asked.print),
        ...(isNeighbour ? { writers: append(by) } : {}),
      },
    });
    if (!done) await whyNotDelivered(context, asked);
    return { prizeId: id, outcome };
  },
};

/** Returns when an earlier copy of the tap did it. @throws AppError `NOT_FOUND`, `PRIZE_DELIVERED` */
async function whyNotDelivered(
  { input, call, store }: Context<InputOf<Actions['deliverPrize']>>,
  asked: ReturnType<typeof askedOf>,
): Promise<void> {
  const known = await store.get<PrizeDoc>('prizes', input.prizeId);
  const isOurs = known?.communityId === call.communityId && known.courtyardId === call.courtyardId;
  const prize = found(known, isOurs);
  if (remembers(prize, asked)) return;
  refuseIf(prize.done, 'PRIZE_DELIVERED');
  throw new AppError('BUSY');
}

export const remakePrize: HandlerOf<Actions['remakePrize']> = {
  input: schemaOf<InputOf<Actions['remakePrize']>>()(
    v.strictObject({
      prizeId,
      text: line(LIMITS.titleLength),
      reason: text(LIMITS.reasonLength),
    }),
  ),

  async run(context) {
    const { input, call, caller, cloud, now } = context;
    const { prizeId: id, text: words, reason } = input;
    const isChecked = await passes(cloud, caller.openid, `${words}\n${reason}`);
    refuseIf(!isChecked, 'CHECK_AWAY');
    const { _id: by } = memberOf(caller);
    return once(context, async (read) => {
      const known = await read.get<PrizeDoc>('prizes', id);
      const isHere = known?.courtyardId === call.courtyardId || isStaff(caller);
      const prize = found(known, known?.communityId === call.communityId && isHere);
      const { delivery: _, ...rest } = prize;
      const after: PrizeDoc = {
        ...rest,
        text: words,
        textAt: now,
        done: false,
        writers: [...new Set([...prize.writers, by])],
        remakes: [...prize.remakes, { text: prize.text, reason, by, at: now }],
      };
      return { writes: [replace('prizes', after)], value: { prizeId: id } };
    });
  },
};
