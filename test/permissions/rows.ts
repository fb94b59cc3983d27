/**
 * One row for each action: how it is called in a cell of the matrix. The type demands every action of every contract,
 * so an action without a row does not compile.
 */
import type { ErrorCode } from '../../miniprogram/contract/errors';
import type {
  HouseholdId,
  JoinId,
  MemberId,
  NoticeId,
  PersonId,
  QuestionId,
} from '../../miniprogram/contract/ids';
import type { ActionName, FunctionName } from '../../miniprogram/contract/policy';
import type { Role } from '../../miniprogram/contract/roles';
import type { By, Calls, InputFor } from '../support/community';
import { HELPED_NAME, type Things } from './things';
import type { Place, Relation } from './world';

/** What a cell is about. */
export interface Cell {
  readonly role: Role;
  readonly relation: Relation;
  readonly place: Place;
  readonly by: By;
  /** The home of the cell: the own one, the helped one, or a neighbour's. */
  readonly home: { readonly id: HouseholdId; readonly unit: string; readonly door: string };
  readonly self: MemberId;
}

/** Things that lie at a place from the beginning; refusals must leave them as they are. */
export interface Standing {
  readonly draft: NoticeId;
  readonly published: NoticeId;
  readonly question: QuestionId;
  readonly join: JoinId;
  readonly helper: MemberId;
  readonly person: PersonId;
  readonly second: HouseholdId;
}

export interface Row<I> {
  /**
   * `self`: about the caller. `community`: the courtyard plays no part. `courtyard`: about the courtyard of the call.
   * `thing`: about something named in the input.
   */
  readonly about: 'self' | 'community' | 'courtyard' | 'thing';
  /** An input that means a thing of the cell's place and changes it if it is let. */
  input(cell: Cell, standing: Standing, things: Things): I;
  /** Where the act would use the thing up: an input about a fresh one. */
  fresh?(cell: Cell, things: Things, calls: Calls): Promise<I>;
  /** Puts right what the act changed for the cells after it. */
  after?(cell: Cell, done: { things: Things; calls: Calls; value: unknown }): Promise<unknown>;
  /** What a permitted caller may hear instead of a yes: the business says no, not the permission. */
  readonly mayHear?: readonly ErrorCode[];
  /** Without a household acted for: the act names its household itself. */
  readonly noSubject?: true;
  /** A WeChat group the page is opened from. */
  readonly inGroup?: true;
}

export type Rows = {
  readonly [F in FunctionName]: { readonly [A in ActionName<F>]: Row<InputFor<F, A>> };
};

const nothing = (about: Row<unknown>['about'], more: Partial<Row<Record<string, never>>> = {}) => ({
  about,
  input: () => ({}),
  ...more,
});

/** Somebody the community does not know has nothing to see, change or take away. */
const UNKNOWN = ['NOT_MEMBER'] as const;

const joinInput = ({ home }: Cell) => ({
  householdId: home.id,
  name: '格子',
  ageBand: '18-59' as const,
  privacyVersion: '1',
});

const joinIdOf = ({ home, self }: Cell): JoinId => `${home.id}.${self}`;

const spareHome = ({ place, home }: Cell): HouseholdId => place.yard.homes[3]?.id ?? home.id;

export const ROWS: Rows = {
  courtyard: {
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
  },
  directory: {
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
  },
  member: {
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
    me: nothing('self', { mayHear: UNKNOWN }),
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
    addCredit: { about: 'self', input: () => ({ templates: ['tpl_notice'] }), mayHear: UNKNOWN },
    kept: nothing('self', { mayHear: UNKNOWN }),
    exportMine: nothing('self', { mayHear: UNKNOWN }),
    erase: { about: 'self', input: () => ({ word: '不' }), mayHear: ['ERASE_NOT_CONFIRMED'] },
  },
  notice: {
    list: { about: 'courtyard', input: () => ({ box: 'published' }) },
    view: { about: 'thing', input: (_, { published }) => ({ noticeId: published }) },
    // From a courtyard it always goes to that courtyard, whatever the audience says.
    saveDraft: { about: 'courtyard', input: ({ place }, _, things) => things.draftInput(place) },
    publish: {
      about: 'thing',
      input: (_, { draft }) => ({ noticeId: draft }),
      fresh: async ({ place }, things) => ({ noticeId: await things.draft(place) }),
    },
    revise: {
      about: 'thing',
      input: ({ place }, { published }, things) => ({
        noticeId: published,
        ...things.text(place),
        title: '改过的',
      }),
      fresh: async ({ place }, things) => ({
        noticeId: await things.published(place),
        ...things.text(place),
      }),
    },
    release: {
      about: 'thing',
      input: (_, { published }) => ({ noticeId: published }),
      mayHear: ['NOTICE_NOT_DRAFT'],
    },
    withdraw: {
      about: 'thing',
      input: (_, { published }) => ({ noticeId: published }),
      fresh: async ({ place }, things) => ({ noticeId: await things.published(place) }),
    },
    discardDraft: {
      about: 'thing',
      input: (_, { draft }) => ({ noticeId: draft }),
      fresh: async ({ place }, things) => ({ noticeId: await things.draft(place) }),
    },
    confirm: {
      about: 'thing',
      input: (_, { published }) => ({ noticeId: published, version: 1 }),
    },
    board: { about: 'thing', input: (_, { published }) => ({ noticeId: published }) },
    communityBoard: { about: 'thing', input: (_, { published }) => ({ noticeId: published }) },
    recordReach: {
      about: 'thing',
      input: ({ home }, { published }) => ({
        noticeId: published,
        householdId: home.id,
        version: 1,
        how: 'phone',
        reached: true,
      }),
    },
    phoneOf: { about: 'thing', input: ({ home }) => ({ householdId: home.id }) },
    ask: {
      about: 'thing',
      input: (_, { published }) => ({ noticeId: published, text: '可以晚一点吗？' }),
    },
    answer: {
      about: 'thing',
      input: (_, { question }) => ({ questionId: question, text: '可以。', toAll: true }),
    },
    hideQuestion: {
      about: 'thing',
      input: (_, { question }) => ({ questionId: question }),
      fresh: async ({ place }, things) => ({ questionId: await things.question(place) }),
    },
    reportQuestion: {
      about: 'thing',
      input: (_, { question }) => ({ questionId: question }),
      fresh: async ({ place }, things) => ({ questionId: await things.question(place) }),
    },
    addPicture: {
      about: 'community',
      input: () => ({ fileId: 'cloud://yuanba-local.0/none.png' }),
      mayHear: ['PICTURE_BAD'],
    },
  },
};
