import * as v from 'valibot';
import { addDays } from '../../../miniprogram/contract/calendar';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { roster } from '../../../miniprogram/contract/roster';
import { householdHere, memberOf } from '../../kernel/caller';
import { AppError, refuseIf } from '../../kernel/errors';
import { schemaOf, words } from '../../kernel/parse';
import { passes } from '../../kernel/safety';
import type { HandlerOf } from '../../kernel/serve';
import { put } from '../acting';
import { freshCame } from '../came';
import type { Came } from '../documents';
import { planUntil } from '../plan';
import { type Fact, factOf } from '../rules';
import { monthOf } from '../running';
import { isBy } from '../views';
import { amend, type Standing } from './amending';
import { forTurn } from './inputs';
import { turnsIn } from './looking';

type WhoCame = (typeof roster)['actions']['whoCame'];

const NAMES_LENGTH = 40;
/** A family says it today or soon after. */
const DAYS_BACK = 7;

/** Family members relieve each other; who it was may be written down, and taken back. */
export const whoCame: HandlerOf<WhoCame> = {
  input: schemaOf<InputOf<WhoCame>>()(v.strictObject({ ...forTurn, names: words(NAMES_LENGTH) })),

  async run(context) {
    const { input, call, caller, cloud } = context;
    const { turnId, names } = input;
    const { householdId } = householdHere(caller, call);
    if (names !== '') {
      refuseIf(!(await passes(cloud, caller.openid, names)), 'CHECK_AWAY');
    }
    return amend(context, async (standing) => {
      const turn = await turnLately(standing, turnId);
      refuseIf(!isBy(turn, householdId), 'TURN_NOT_YOURS');
      const { roster, today } = standing;
      const others = freshCame(roster.came, today).filter(({ turn: one }) => one !== turnId);
      const one: Came = { turn: turnId, day: turn.day, names, by: memberOf(caller)._id };
      const came = names === '' ? others : [...others, one];
      return { writes: [put({ ...roster, came })], value: {} };
    });
  },
};

/** @throws AppError `TURN_OVER` for one that is ahead, long over, or none */
async function turnLately({ roster, today, now, read }: Standing, id: Fact['id']): Promise<Fact> {
  const first = addDays(today, -DAYS_BACK);
  const { plan, recent } = roster;
  const near = [...recent, ...planUntil(plan, today).turns.map((turn) => factOf(plan, turn))];
  const known = near.find((one) => one.id === id);
  const turn =
    known ?? (await turnsIn(read, { roster, now }, monthOf(first))).find((one) => one.id === id);
  if (!turn || turn.day < first || turn.day > today) throw new AppError('TURN_OVER');
  return turn;
}
