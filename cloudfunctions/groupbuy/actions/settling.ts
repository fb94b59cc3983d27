/** The week's profit, prepared by one and signed by another. */
import * as v from 'valibot';
import type { groupbuy } from '../../../miniprogram/contract/groupbuy';
import type { SettlementView } from '../../../miniprogram/contract/groupbuy-desk';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { post } from '../../fund/public';
import { memberOf } from '../../kernel/caller';
import { AppError, refuseIf } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import { passes } from '../../kernel/safety';
import type { Context, HandlerOf } from '../../kernel/serve';
import { type Reading, replace, type Store } from '../../kernel/store';
import { handInsOf, type OrderDoc, ordersOf } from '../../sale/public';
import type { RoundDoc, Settlement } from '../documents';
import { maySettle, statusOf } from '../groupbuy';
import { spreading } from '../in-step';
import { actOn, isTreasurer, roundToSettle, signsAs } from '../repository';
import { resultOf, type Sheet, type Spent, settlementLegs, sheetOf } from '../settlement';
import { costs, fen, forRound } from './inputs';

type Actions = (typeof groupbuy)['actions'];
type Sign = Actions['signSettlement'];

/**
 * Orders are read before anything is locked, a hundred a request: what is put right at a door meanwhile stands in the
 * next hand-in, as it does after the settlement. Hand-ins are read where it is decided, so that none is left out.
 */
const sheetIn = async (
  read: Reading | Store,
  round: RoundDoc,
  { orders, spent }: { readonly orders: readonly OrderDoc[]; readonly spent: Spent },
): Promise<Sheet> => sheetOf(round, { orders, handIns: await handInsOf(read, round._id) }, spent);

const spentOf = ({ settlement }: RoundDoc): Spent => settlement ?? { costs: [] };

export const settlement: HandlerOf<Actions['settlement']> = {
  input: schemaOf<InputOf<Actions['settlement']>>()(
    v.strictObject({
      ...forRound,
      costs: v.exactOptional(costs),
      purchaseFen: v.exactOptional(fen),
    }),
  ),

  async run(context) {
    const { input, store } = context;
    const round = await roundToSettle(store, input.roundId, context);
    const asked = input.costs || input.purchaseFen !== undefined;
    const spent = asked
      ? { costs: input.costs ?? [], purchaseFen: input.purchaseFen }
      : spentOf(round);
    const orders = await ordersOf(store, round._id);
    return viewOf(context, round, await sheetIn(store, round, { orders, spent }));
  },
};

function viewOf({ caller, now }: Context<unknown>, round: RoundDoc, sheet: Sheet): SettlementView {
  const { settlement: stands } = round;
  const me = memberOf(caller)._id;
  const byMe = stands?.preparedBy === me;
  const { posted } = stands ?? {};
  return {
    roundId: round._id,
    title: round.form.title,
    status: statusOf(round, now),
    items: sheet.rows,
    takingsFen: sheet.takingsFen,
    handedInFen: sheet.handedInFen,
    owedFen: sheet.owedFen,
    overFen: sheet.overFen,
    withVolunteersFen: sheet.notHandedInFen,
    purchaseFen: sheet.purchaseFen,
    costs: sheet.costs,
    costsFen: sheet.costsFen,
    profitFen: sheet.profitFen,
    lossRule: round.form.lossRule,
    contradictions: posted ? [] : sheet.contradictions,
    ...(stands ? { prepared: { at: stands.preparedAt, byMe } } : {}),
    ...(posted && stands
      ? { posted: { at: posted.at, journalId: posted.journalId, profitFen: stands.profitFen } }
      : {}),
    may: {
      prepare: !posted && maySettle(round),
      sign: !posted && stands !== undefined && !byMe && isTreasurer(caller),
      correct: posted !== undefined && posted.journalId !== '' && isTreasurer(caller),
    },
    now,
  };
}

/** @throws AppError `ROUND_SETTLED`, `ROUND_NOT_OPEN`, `SETTLEMENT_NOT_READY` with how many things stand in the way */
function refuseUnready(round: RoundDoc, { contradictions }: Sheet): void {
  refuseIf(round.status === 'settled', 'ROUND_SETTLED');
  refuseIf(!maySettle(round), 'ROUND_NOT_OPEN');
  refuseIf(contradictions.length > 0, 'SETTLEMENT_NOT_READY', { count: contradictions.length });
}

export const prepareSettlement: HandlerOf<Actions['prepareSettlement']> = {
  input: schemaOf<InputOf<Actions['prepareSettlement']>>()(
    v.strictObject({ ...forRound, costs, purchaseFen: v.exactOptional(fen) }),
  ),

  async run(context) {
    const { input, caller, cloud, store, now } = context;
    const names = input.costs.map(({ what }) => what).join('\n');
    if (names !== '' && !(await passes(cloud, caller.openid, names))) {
      throw new AppError('CHECK_AWAY');
    }
    const orders = await ordersOf(store, input.roundId);
    return actOn(
      context,
      (read) => roundToSettle(read, input.roundId, context),
      async (round, read) => {
        const sheet = await sheetIn(read, round, { orders, spent: input });
        refuseUnready(round, sheet);
        const prepared: Settlement = {
          costs: input.costs,
          purchaseFen: sheet.purchaseFen,
          profitFen: sheet.profitFen,
          preparedBy: memberOf(caller)._id,
          preparedAs: signsAs(caller),
          preparedAt: now,
        };
        const value = { roundId: round._id, profitFen: sheet.profitFen };
        return { after: { ...round, settlement: prepared, editedAt: now }, value };
      },
    );
  },
};

/** The round itself remembers the signature, so a tap that comes again finds it there. */
export const signSettlement: HandlerOf<Sign> = {
  input: schemaOf<InputOf<Sign>>()(
    v.strictObject({
      ...forRound,
      profitFen: v.pipe(v.number(), v.safeInteger()),
    }),
  ),
  answersReplays: true,

  async run(context) {
    const { input, call, caller, store, now } = context;
    const me = memberOf(caller)._id;
    const orders = await ordersOf(store, input.roundId);
    return store.transact(async (read) => {
      const round = await roundToSettle(read, input.roundId, context);
      const stands = round.settlement;
      if (!stands) throw new AppError('SETTLEMENT_NOT_READY', { count: 1 });
      const { posted } = stands;
      if (posted?.requestId === call.requestId && posted?.by === me) {
        return { writes: [], value: answer(round._id, stands, posted.journalId) };
      }
      refuseIf(posted !== undefined, 'ROUND_SETTLED');
      refuseIf(stands.preparedBy === me, 'SETTLEMENT_SAME_PERSON');
      const sheet = await sheetIn(read, round, { orders, spent: stands });
      refuseUnready(round, sheet);
      const isSame = sheet.profitFen === stands.profitFen && sheet.profitFen === input.profitFen;
      refuseIf(!isSame, 'SETTLEMENT_CHANGED');
      const { writes, journalId } = await posting(context, { read, round, sheet, stands });
      const signed = { by: me, at: now, journalId, requestId: call.requestId ?? '' };
      const settled: RoundDoc = {
        ...round,
        status: 'settled',
        settlement: { ...stands, posted: { ...signed, yards: sheet.yards, since: sheet.since } },
        editedAt: now,
      };
      return {
        // The digest follows with the tick: the ledger has the requests of this commit.
        writes: [replace('rounds', spreading(round, settled)), ...writes],
        value: answer(round._id, stands, journalId),
      };
    });
  },
};

const answer = (roundId: RoundDoc['_id'], { profitFen }: Settlement, journalId: string) => ({
  roundId,
  profitFen,
  journalId,
});

interface Posting {
  readonly read: Reading;
  readonly round: RoundDoc;
  readonly sheet: Sheet;
  readonly stands: Settlement;
}

/** A week in which nothing came in and nothing was spent leaves no trace in the ledger. */
async function posting({ caller, now }: Context<unknown>, { read, round, sheet, stands }: Posting) {
  const legs = settlementLegs(sheet, round);
  if (legs.length === 0) return { writes: [], journalId: '' };
  return post(read, {
    communityId: round.communityId,
    at: now,
    kind: 'settlement',
    legs,
    source: { kind: 'settlement', id: round._id },
    about: round._id,
    memo: resultOf(sheet, round) < 0 ? '团购结算，本期亏损' : '团购结算',
    signers: [
      { by: stands.preparedBy, as: stands.preparedAs },
      { by: memberOf(caller)._id, as: signsAs(caller) },
    ],
  });
}
