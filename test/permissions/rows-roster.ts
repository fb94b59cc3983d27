/** How the acts on a duty roster are called in a cell of the matrix. */
import type { KeyId, SwapAskId } from '../../miniprogram/contract/ids';
import type { TurnId } from '../../miniprogram/contract/roster-views';
import type { Calls } from '../support/community';
import { type Cell, nothing, type Rows } from './row';

/** A turn of the home of the cell, whether there is one or not. */
const someTurn = ({ home }: Cell): { readonly turnId: TurnId } => ({ turnId: `1-${home.id}` });

/** The household the cell is about, as keepers name it; everybody else may. */
const ofHome = ({ home }: Cell) => ({ householdId: home.id });

/** The next turn of that household. */
async function itsTurn(cell: Cell, calls: Calls) {
  const { coming } = await calls.done('roster', 'mine', cell.by, ofHome(cell));
  return { turnId: coming[0]?.turnId ?? someTurn(cell).turnId, ...ofHome(cell) };
}

const keyAt = ({ place }: Cell): { readonly keyId: KeyId } => ({
  keyId: `ky_${place.yard.courtyard.id.slice(3)}k1`,
});

/** Neither the holder's, nor whose turn it is: that is for the key to say, not for the table. */
const KEY_REFUSALS = ['KEY_NOT_YOURS', 'KEY_NOT_DUE', 'KEY_HELD_ALREADY'] as const;

export const ROSTER: Rows['roster'] = {
  rules: nothing('courtyard'),
  simulate: { about: 'courtyard', input: (_, __, things) => ({ form: things.rulesForm() }) },
  saveRules: { about: 'courtyard', input: (_, __, things) => ({ form: things.rulesForm() }) },
  publish: {
    about: 'courtyard',
    input: () => ({}),
    async fresh({ place }, things, calls) {
      const form = things.rulesForm();
      await calls.done('roster', 'saveRules', things.keeper(place), { form });
      return {};
    },
  },
  today: nothing('courtyard'),
  month: { about: 'courtyard', input: () => ({ month: '2020-06' }) },
  mine: { about: 'thing', input: ofHome },
  cannotCome: {
    about: 'thing',
    input: (cell) => ({ ...someTurn(cell), ...ofHome(cell), days: 1, reason: '' }),
    fresh: async (cell, _, calls) => ({ ...(await itsTurn(cell, calls)), days: 1, reason: '' }),
  },
  takeOver: {
    about: 'thing',
    input: (cell) => ({ ...someTurn(cell), householdId: cell.home.id }),
    async fresh(cell, things, calls) {
      const { tomorrow } = await calls.done('roster', 'today', things.keeper(cell.place), {});
      const { turnId } = tomorrow[0] ?? someTurn(cell);
      return { turnId, householdId: cell.home.id };
    },
    mayHear: ['TURN_YOURS'],
  },
  askSwap: {
    about: 'thing',
    input: (cell) => ({ ...someTurn(cell), ...ofHome(cell) }),
    fresh: (cell, _, calls) => itsTurn(cell, calls),
    after: (cell, { calls, value }) =>
      calls.done('roster', 'endSwap', cell.by, {
        ...(value as { askId: SwapAskId }),
        ...ofHome(cell),
      }),
  },
  answerSwap: {
    about: 'thing',
    input: (cell) => ({ ...someTurn(cell), ...ofHome(cell), askId: 'sw_none' }),
    mayHear: ['SWAP_CLOSED'],
  },
  endSwap: {
    about: 'thing',
    input: (cell) => ({ ...ofHome(cell), askId: 'sw_none' }),
    fresh: async (cell, _, calls) => ({
      ...(await calls.done('roster', 'askSwap', cell.by, await itsTurn(cell, calls))),
      ...ofHome(cell),
    }),
  },
  offerStandIn: { about: 'self', input: () => ({ offer: true }) },
  absence: {
    about: 'thing',
    input: ({ home }) => ({ householdId: home.id, from: '2030-01-01', until: '2030-01-02' }),
  },
  comeBack: {
    about: 'thing',
    input: ({ home }) => ({ householdId: home.id, on: '2030-01-01', quietDays: 14 }),
  },
  declineMakeUp: {
    about: 'thing',
    input: (cell) => ({ ...someTurn(cell), ...ofHome(cell) }),
    fresh: (cell, _, calls) => itsTurn(cell, calls),
    mayHear: ['NO_MAKE_UP'],
  },
  seen: nothing('self'),
  readBriefing: nothing('self'),
  endNote: { about: 'self', input: () => ({ text: '酒精快用完了。' }) },
  whoCame: {
    about: 'self',
    input: (cell) => ({ ...someTurn(cell), names: '' }),
    mayHear: ['TURN_OVER'],
  },
  openAtNight: { about: 'courtyard', input: () => ({ reason: '送医院' }), mayHear: ['GATE_OPEN'] },
  journal: nothing('courtyard'),
  sheet: { about: 'courtyard', input: () => ({ month: '2020-06' }) },
  sheetFile: { about: 'courtyard', input: () => ({ month: '2020-06' }) },
  enterPaper: {
    about: 'courtyard',
    input: () => ({ month: '2020-06', rows: [{ row: 1, came: 0 }] }),
    mayHear: ['PAPER_ROW_AHEAD', 'PAPER_ROW_OLD', 'PAPER_ROW_UNKNOWN'],
  },
  giveKey: {
    about: 'thing',
    input: (cell) => ({ ...keyAt(cell), at: 0 }),
    mayHear: KEY_REFUSALS,
  },
  takeKey: {
    about: 'thing',
    input: (cell) => ({ ...keyAt(cell), at: 0 }),
    mayHear: KEY_REFUSALS,
  },
  recordKey: {
    about: 'thing',
    input: (cell) => ({ ...keyAt(cell), to: cell.home.id, at: 0 }),
    mayHear: KEY_REFUSALS,
  },
  passOn: { about: 'thing', input: keyAt, mayHear: KEY_REFUSALS },
  loseKey: {
    about: 'thing',
    input: keyAt,
    after: (cell, { things, calls }) =>
      calls.done('roster', 'replaceKey', things.keeper(cell.place), {
        ...keyAt(cell),
        to: 'committee',
      }),
    mayHear: KEY_REFUSALS,
  },
  replaceKey: {
    about: 'thing',
    input: (cell) => ({ ...keyAt(cell), to: 'committee' }),
    async fresh(cell, things, calls) {
      await calls.done('roster', 'loseKey', things.keeper(cell.place), keyAt(cell));
      return { ...keyAt(cell), to: 'committee' };
    },
  },
  keyHistory: { about: 'thing', input: keyAt },
  addKey: {
    about: 'courtyard',
    input: () => ({ gate: '大门', name: '备用', to: 'committee' }),
    after: ({ place }, { things, calls, value }) =>
      calls.done('roster', 'retireKey', things.keeper(place), value as never),
  },
  retireKey: {
    about: 'thing',
    input: keyAt,
    fresh: async (cell, things, calls) =>
      calls.done('roster', 'addKey', things.keeper(cell.place), {
        gate: '大门',
        name: '备用',
        to: 'committee',
      }),
    mayHear: ['KEY_NOT_SPARE'],
  },
  careCards: nothing('courtyard'),
  answerCare: {
    about: 'thing',
    input: (_, { care }) => ({ cardId: care, outcome: 'fine' }),
    async fresh({ place, home }, things) {
      return { cardId: await things.careCard(place, home.id), outcome: 'fine' };
    },
  },
  pause: { about: 'courtyard', input: () => ({ from: '2031-01-01', until: '2031-01-02' }) },
  standDown: { about: 'courtyard', input: () => ({ on: '2032-01-01' }) },
  signUpCleanUp: {
    about: 'thing',
    input: (cell) => ({ ...ofHome(cell), join: true }),
    async fresh(cell, things, calls) {
      await calls.done('roster', 'standDown', things.keeper(cell.place), { on: '2032-01-01' });
      return { ...ofHome(cell), join: true };
    },
  },
};
