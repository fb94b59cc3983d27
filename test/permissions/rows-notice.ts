/** Notices, their boards and their question boxes. */
import type { Rows } from './row';

export const NOTICE: Rows['notice'] = {
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
};
