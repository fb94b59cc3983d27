/** A gate in the demo: who comes next is asked of the roster, never guessed. */
import { addDays, dayOf, instant } from '../../miniprogram/contract/calendar';
import type { KeyId } from '../../miniprogram/contract/ids';
import type { RulesForm, TurnView } from '../../miniprogram/contract/roster-views';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { Neighbourhood } from './cast';
import { labelOf } from './plate';
import type { Home } from './population';
import { at, somebody } from './scenes';
import type { By, Stage } from './stage';
import type { Step } from './timeline';

/** A courtyard with its rules, and what the story has asked about it already. */
export interface Gate {
  readonly yard: Neighbourhood;
  readonly form: RulesForm;
  /** By the gate's name. */
  keys(): Promise<ReadonlyMap<string, KeyId>>;
  /** Who has the key of a gate when it closes; undefined for the committee. */
  readonly holders: Map<string, Home>;
  /** Whose turn at a gate begins at an instant or next after it. */
  next(gate: string, from: EpochMs): Promise<Home | undefined>;
  /** An act after which other people may come next. */
  replanning(act: () => Promise<unknown>): () => Promise<void>;
}

export function openGate(stage: Stage, yard: Neighbourhood, form: RulesForm): Gate {
  const by = at(yard.owner);
  const months = new Map<string, Promise<readonly TurnView[]>>();
  const month = (name: string) => {
    const asked = stage.play('roster', 'month', { by, input: { month: name } });
    const turns = asked.then((view) => view.turns);
    months.set(name, turns);
    return turns;
  };
  let keys: Promise<ReadonlyMap<string, KeyId>> | undefined;
  return {
    yard,
    form,
    holders: new Map(),
    keys() {
      keys ??= stage
        .play('roster', 'today', { by, input: {} })
        .then((view) => new Map(view.keys.map(({ name, keyId }) => [gateOf(name), keyId])));
      return keys;
    },
    async next(gate, from) {
      const days = [dayOf(from), addDays(dayOf(from), 1)].map((day) => day.slice(0, 7));
      for (const name of new Set(days)) {
        const turns = await (months.get(name) ?? month(name));
        const turn = turns.find((one) => one.gate === gate && startOf(one) >= from);
        if (turn) return homeAt(yard, turn.label);
      }
      return undefined;
    },
    replanning: (act) => async () => {
      await act();
      months.clear();
    },
  };
}

const gateOf = (keyName: string): string => keyName.replace(/钥匙$/, '');
const startOf = ({ day, hours }: TurnView): EpochMs => instant(day, hours.slice(0, 5));

/** Somebody who taps for a household: one who lives there, else who helps there. */
export function tapperOf({ residents, help }: Neighbourhood, home: Home): By | undefined {
  const own = residents.find((one) => one.home === home && one.person.ageBand !== '14-17');
  if (own) return at(own);
  const link = help.find((one) => one.home === home);
  return link && { ...at(link.helper), subject: home.id };
}

const homeAt = ({ homes }: Neighbourhood, label: string): Home =>
  somebody(homes.filter((home) => labelOf(home) === label));

/** Drafted and published four days before the first one, after supper. */
export const beginning = (stage: Stage, { yard, form }: Gate): Step => ({
  at: instant(addDays(form.startsOn, -4), '19:30'),
  run: async () => {
    const by = at(yard.owner);
    await stage.play('roster', 'saveRules', { by, input: { form } });
    await stage.play('roster', 'publish', { by, input: {} });
  },
});
