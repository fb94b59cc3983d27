/** Joining, the household, helping, and oneself. */
import type { HouseholdId, JoinId } from '../../miniprogram/contract/ids';
import { type Cell, nothing, type Rows } from './row';
import { HELPED_NAME } from './things';

const joinInput = ({ home }: Cell) => ({
  householdId: home.id,
  name: '格子',
  ageBand: '18-59' as const,
  privacyVersion: '1',
});

const joinIdOf = ({ home, self }: Cell): JoinId => `${home.id}.${self}`;

const spareHome = ({ place, home }: Cell): HouseholdId => place.yard.homes[3]?.id ?? home.id;

export const MEMBER: Rows['member'] = {
  doors: nothing('courtyard'),
  join: {
    about: 'thing',
    input: joinInput,
    after: ({ by }, { calls, value }) =>
      calls.done('member', 'withdrawJoin', by, { joinId: (value as { joinId: JoinId }).joinId }),
    mayHear: ['ALREADY_MEMBER'],
    noSubject: true,
  },
  withdrawJoin: {
    about: 'self',
    input: (cell) => ({ joinId: joinIdOf(cell) }),
    async fresh(cell, _, calls) {
      const input = { ...joinInput(cell), householdId: spareHome(cell) };
      return { joinId: (await calls.done('member', 'join', cell.by, input)).joinId };
    },
    noSubject: true,
  },
  joins: nothing('courtyard'),
  answerJoin: {
    about: 'thing',
    input: (_, { join }) => ({ joinId: join, accept: false }),
    fresh: async ({ place }, things) => ({ joinId: await things.waiting(place), accept: false }),
  },
  invite: nothing('self'),
  moveOut: {
    about: 'self',
    input: ({ home }) => ({ householdId: home.id }),
    async fresh(cell, things, calls) {
      const householdId = spareHome(cell);
      const input = { ...joinInput(cell), householdId };
      const asked = await calls.reply('member', 'join', cell.by, input);
      // Whoever owns the courtyard stayed from the cell before.
      if (!asked.ok) return { householdId };
      const accepted = { joinId: asked.value.joinId, accept: true };
      await calls.done('member', 'answerJoin', things.keeper(cell.place), accepted);
      return { householdId };
    },
    // Roles of a courtyard end with the last home there.
    after: ({ role, relation, place, self }, { things, calls }) =>
      (relation === 'own' || relation === 'courtyard') &&
      (role === 'deputy' || role === 'committee' || role === 'volunteer')
        ? calls.done('courtyard', 'grantRole', things.keeper(place), { memberId: self, role })
        : Promise.resolve(),
    mayHear: ['LAST_OWNER'],
    noSubject: true,
  },
  me: nothing('self', { unknownMayHear: 'NOT_MEMBER' }),
  rename: { about: 'self', input: () => ({ name: '格子新名' }) },
  setShown: {
    about: 'thing',
    input: ({ home }) => ({ householdId: home.id, door: true, name: false }),
  },
  setAway: { about: 'thing', input: ({ home }) => ({ householdId: home.id, away: [] }) },
  savePerson: {
    about: 'thing',
    input: ({ home }) => ({
      householdId: home.id,
      name: '过客',
      ageBand: '18-59',
      phoneOnly: false,
    }),
    mayHear: ['HOUSEHOLD_FULL'],
  },
  removePerson: {
    about: 'thing',
    input: ({ home }, { person }) => ({ householdId: home.id, personId: person }),
  },
  askToHelp: {
    about: 'thing',
    input: ({ home }) => ({ householdId: home.id, personName: HELPED_NAME }),
    after: ({ role, place, home, self }, { things, calls }) =>
      role === 'helper'
        ? Promise.resolve()
        : calls.done('member', 'endHelping', things.keeper(place), {
            householdId: home.id,
            memberId: self,
          }),
    mayHear: ['ALREADY_MEMBER'],
    noSubject: true,
  },
  answerHelper: {
    about: 'thing',
    input: ({ home }, { helper }) => ({ householdId: home.id, memberId: helper, accept: false }),
    fresh: async ({ place, home }, things) => ({
      householdId: home.id,
      memberId: await things.asking(place, home.id),
      accept: false,
    }),
  },
  endHelping: {
    about: 'thing',
    input: ({ home }, { helper }) => ({ householdId: home.id, memberId: helper }),
    async fresh(cell, things, calls) {
      const { role, by, place, home, self } = cell;
      if (role !== 'helper') {
        return { householdId: home.id, memberId: things.neighbour(place).memberId };
      }
      const householdId = spareHome(cell);
      await calls.done('member', 'askToHelp', by, { householdId, personName: HELPED_NAME });
      return { householdId, memberId: self };
    },
    noSubject: true,
  },
  helperRequests: nothing('courtyard'),
  agree: { about: 'self', input: () => ({ privacyVersion: '1' }), unknownMayHear: 'NOT_MEMBER' },
  addCredit: {
    about: 'self',
    input: () => ({ templates: ['tpl_notice'] }),
    unknownMayHear: 'NOT_MEMBER',
  },
  kept: nothing('self', { unknownMayHear: 'NOT_MEMBER' }),
  exportMine: nothing('self', { unknownMayHear: 'NOT_MEMBER' }),
  erase: { about: 'self', input: () => ({ word: '不' }), mayHear: ['ERASE_NOT_CONFIRMED'] },
};
