/** Nobody answers the door: the key goes on to the next household, and a neighbour of the stair looks in. */
import { addDays, HOUR_MS, instant, MINUTE_MS } from '../../miniprogram/contract/calendar';
import type { CareOutcome } from '../../miniprogram/contract/roster-views';
import { type Gate, tapperOf } from './gate';
import type { Home } from './population';
import { at, somebody } from './scenes';
import type { Stage } from './stage';
import type { Step } from './timeline';

interface Closed {
  /** Of the roster, counted from 0: the evening the door stays closed. */
  readonly day: number;
  /** Without one the card is still open. */
  readonly outcome?: CareOutcome;
}

export function closedDoor(stage: Stage, gate: Gate, { day, outcome }: Closed): readonly Step[] {
  const { yard, form } = gate;
  const { gate: name, closesAt } = somebody(form.posts.slice(-1));
  const due = instant(addDays(form.startsOn, day), closesAt);
  let closed: Home | undefined;
  const passOn = gate.replanning(async () => {
    const keyId = somebody([...(await gate.keys()).values()]);
    const holder = gate.holders.get(name);
    closed = await gate.next(name, due);
    const by = (holder && tapperOf(yard, holder)) ?? at(somebody(yard.committee));
    await stage.play('roster', 'passOn', { by, input: { keyId } });
  });
  const knocked = { at: due + MINUTE_MS, run: passOn };
  if (outcome === undefined) return [knocked];
  const answer = async () => {
    for (const home of yard.homes) {
      const by = home.unit === closed?.unit ? tapperOf(yard, home) : undefined;
      if (!by || by.subject || home === closed) continue;
      const { items } = await stage.play('roster', 'careCards', { by, input: {} });
      const card = items.find(({ status }) => status === 'open');
      if (!card) continue;
      const input = { cardId: card.cardId, outcome };
      return stage.play('roster', 'answerCare', { by, input });
    }
    return undefined;
  };
  return [knocked, { at: due + 14 * HOUR_MS, run: answer }];
}
