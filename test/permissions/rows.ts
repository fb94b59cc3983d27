/**
 * One row for each action: how it is called in a cell of the matrix. The type demands every action of every contract,
 * so an action without a row does not compile.
 */
import { nothing, type Rows } from './row';
import { CONTEST } from './rows-contest';
import { FLOWER } from './rows-flower';
import { FUND } from './rows-fund';
import { GROUPBUY } from './rows-groupbuy';
import { MEMBER } from './rows-member';
import { NOTICE } from './rows-notice';
import { ROSTER } from './rows-roster';

const COURTYARD: Rows['courtyard'] = {
  home: nothing('courtyard', { mayHear: [] }),
  bindGroup: nothing('courtyard', { inGroup: true }),
  unbindGroup: nothing('courtyard'),
  roles: nothing('courtyard'),
  grantRole: {
    about: 'thing',
    input: ({ place }, _, things) => ({
      memberId: things.neighbour(place).memberId,
      role: 'volunteer',
    }),
  },
  endRole: {
    // Ending what somebody does not hold here changes nothing, whoever it is.
    about: 'courtyard',
    input: ({ place }, _, things) => ({
      memberId: things.neighbour(place).memberId,
      role: 'volunteer',
    }),
  },
  handOver: {
    about: 'thing',
    input: ({ place }, _, things) => ({ to: things.neighbour(place).memberId }),
    after: ({ place }, { things, calls }) =>
      calls.done('courtyard', 'grantRole', things.keeper(place), {
        memberId: place.ownerId,
        role: 'owner',
      }),
  },
  poster: nothing('courtyard'),
  saveGate: {
    about: 'courtyard',
    input: () => ({ gate: { opensAt: '06:00', closesAt: '22:30' } }),
  },
  staff: nothing('community'),
  inviteStaff: nothing('community'),
  cancelStaffInvite: { about: 'community', input: () => ({ code: 'AAAAAAAA' }) },
  acceptStaffInvite: {
    about: 'community',
    input: () => ({ code: 'AAAAAAAA', name: '没人请', privacyVersion: '1' }),
    mayHear: ['STAFF_INVITE_INVALID'],
  },
  saveCommunity: {
    about: 'community',
    input: ({ place }) => ({
      name: place.town.community.name,
      phone: place.town.community.phone,
      responseLevel: 0,
      drill: false,
    }),
  },
};

const DIRECTORY: Rows['directory'] = {
  overview: nothing('community'),
  search: { about: 'community', input: () => ({ text: '3巷' }) },
  households: nothing('courtyard'),
  household: { about: 'thing', input: ({ home }) => ({ householdId: home.id }) },
  addHousehold: {
    about: 'courtyard',
    input: (_, __, things) => ({ ...things.door(), family: '格', tenure: 'owner' }),
  },
  correctHousehold: {
    about: 'thing',
    input: ({ home }) => ({
      householdId: home.id,
      unit: home.unit,
      door: home.door,
      family: '改',
      tenure: 'owner',
    }),
  },
  mergeHouseholds: {
    about: 'thing',
    input: ({ home }, { second }) => ({ from: second, into: home.id }),
    fresh: async ({ place }, things) => ({
      from: await things.household(place),
      into: await things.household(place),
    }),
  },
  splitHousehold: {
    about: 'thing',
    input: ({ home }, { person }, things) => ({
      householdId: home.id,
      ...things.door(),
      family: '分',
      tenure: 'owner',
      people: [person],
    }),
    async fresh({ place }, things) {
      const householdId = await things.household(place);
      await things.person(place, householdId);
      const people = [await things.person(place, householdId)];
      return { householdId, ...things.door(), family: '分', tenure: 'owner', people };
    },
  },
  archiveHousehold: {
    about: 'thing',
    input: (_, { second }) => ({ householdId: second }),
    fresh: async ({ place }, things) => ({ householdId: await things.household(place) }),
  },
  registerTemplate: nothing('community'),
  checkRegister: {
    about: 'community',
    input: () => ({ fileId: 'cloud://yuanba-local.0/none.xlsx' }),
    mayHear: ['REGISTER_UNREADABLE'],
  },
  importRegister: {
    about: 'community',
    input: () => ({ fileId: 'cloud://yuanba-local.0/none.xlsx' }),
    mayHear: ['REGISTER_UNREADABLE'],
  },
  saveCourtyard: {
    about: 'courtyard',
    input: ({ place }) => ({
      name: place.yard.courtyard.name,
      aliases: ['格子院'],
      guardCount: 1,
    }),
  },
};

export const ROWS: Rows = {
  contest: CONTEST,
  courtyard: COURTYARD,
  directory: DIRECTORY,
  flower: FLOWER,
  fund: FUND,
  groupbuy: GROUPBUY,
  member: MEMBER,
  notice: NOTICE,
  report: {
    month: nothing('community'),
    monthFile: { about: 'community', input: () => ({ month: '2020-02' }) },
  },
  roster: ROSTER,
};
