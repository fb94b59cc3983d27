/** What hangs at the gate, and what comes back from it. */
import * as v from 'valibot';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { roster } from '../../../miniprogram/contract/roster';
import type { SheetView } from '../../../miniprogram/contract/roster-records';
import { auditWrite } from '../../kernel/audit';
import { memberOf } from '../../kernel/caller';
import { count, schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import { replace, type Write } from '../../kernel/store';
import { put } from '../acting';
import { monthId, type RosterDoc, type RosterMonthDoc } from '../documents';
import { gateOf } from '../gate';
import { isArchived, isFar, lastDayOf, uncoveredIn } from '../month-view';
import { type Entered, entered, withWorth } from '../paper';
import { planUntil } from '../plan';
import { yardOf } from '../repository';
import { type Fact, factOf } from '../rules';
import { lookedAt, monthOf, type Running, runningOf } from '../running';
import { numbersOf, rowOf, sheetView } from '../sheet';
import { fileNameOf, sheetFile as spreadsheetOf } from '../sheet-file';
import { amend, type Standing } from './amending';
import { month } from './inputs';
import { turnsIn } from './looking';

type Actions = (typeof roster)['actions'];

const ROWS_MAX = 200;
const ROW_MAX = 999;

/** Three requests: who, the roster, the digests; a fourth for a month that stands in its own document. */
async function sheetOf(context: Context<{ readonly month: string }>): Promise<SheetView> {
  const { input, store, now } = context;
  const { doc, yard, phone } = await gateOf(context);
  const roster = lookedAt(runningOf(doc), now);
  const seen = { roster, yard, household: undefined, now };
  const turns = await turnsIn(store, seen, input.month);
  return sheetView(seen, input.month, { turns, phone, uncovered: uncoveredIn(seen, input.month) });
}

export const sheet: HandlerOf<Actions['sheet']> = {
  input: schemaOf<InputOf<Actions['sheet']>>()(v.strictObject({ month })),
  run: sheetOf,
};

export const sheetFile: HandlerOf<Actions['sheetFile']> = {
  input: schemaOf<InputOf<Actions['sheetFile']>>()(v.strictObject({ month })),

  async run(context) {
    const view = await sheetOf(context);
    const file = await spreadsheetOf(view);
    return { name: fileNameOf(view), base64: Buffer.from(file).toString('base64') };
  },
};

/** Who really came is the fact from then on; the days ahead stay as they are planned. */
export const enterPaper: HandlerOf<Actions['enterPaper']> = {
  input: schemaOf<InputOf<Actions['enterPaper']>>()(
    v.strictObject({
      month,
      rows: v.pipe(
        v.array(v.strictObject({ row: count(ROW_MAX), came: count(ROW_MAX) })),
        v.minLength(1),
        v.maxLength(ROWS_MAX),
      ),
    }),
  ),

  async run(context) {
    const { input, store, call, caller, cloud, now } = context;
    const { plates } = await yardOf(store, call, now);
    return amend(context, async (standing) => {
      const { roster, today } = standing;
      const over = await overIn(standing, input.month);
      const known = numbersOf(roster, plates);
      const done = entered(input.rows, {
        facts: over.facts,
        ahead: isFar(input.month, now) ? [] : aheadIn(roster, input.month),
        numbers: known.map((id) => (plates[id] ? id : undefined)),
        today,
      });
      const value = { changed: done.changed, unchanged: done.unchanged };
      if (done.changed === 0) return { writes: [], value };
      const after = { ...roster, numbers: known, corrections: withWorth(roster, done.worth) };
      const note = auditWrite(cloud, {
        communityId: call.communityId,
        courtyardId: call.courtyardId,
        actor: memberOf(caller)._id,
        what: 'roster.enterPaper',
        subject: monthId(roster, input.month),
        at: now,
      });
      return { writes: [...corrected(after, over, done), note], value };
    });
  },
};

interface Over {
  readonly facts: readonly Fact[];
  readonly doc?: RosterMonthDoc;
}

async function overIn({ roster, read }: Standing, wanted: string): Promise<Over> {
  if (!isArchived(roster, wanted)) {
    return { facts: roster.recent.filter(({ day }) => monthOf(day) === wanted) };
  }
  const doc = await read.get<RosterMonthDoc>('roster_months', monthId(roster, wanted));
  return doc ? { facts: doc.turns, doc } : { facts: [] };
}

/** Also of a month that is over, none. */
const aheadIn = ({ plan }: Running, wanted: string): readonly number[] =>
  planUntil(plan, lastDayOf(wanted))
    .turns.map((turn) => factOf(plan, turn))
    .filter(({ day }) => monthOf(day) === wanted)
    .map(rowOf);

function corrected(after: RosterDoc, { doc }: Over, { facts }: Entered): readonly Write[] {
  if (doc) return [put(after), replace('roster_months', { ...doc, turns: facts })];
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  return [put({ ...after, recent: after.recent.map((fact) => byId.get(fact.id) ?? fact) })];
}
