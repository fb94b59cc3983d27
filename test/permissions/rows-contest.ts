/** Contests: keepers run them, households enter and vote, the panel gives points, workers bring prizes. */
import { contestForm } from './contest-things';
import { type Cell, nothing, type Rows, type Standing } from './row';

type Phase = keyof Standing['contests']['entry'];

const contestIn = (phase: keyof Standing['contests']['contest']) => ({
  about: 'thing' as const,
  input: (_: Cell, { contests }: Standing) => ({ contestId: contests.contest[phase] }),
});
const entryIn = (phase: Phase) => ({
  about: 'thing' as const,
  input: (_: Cell, { contests }: Standing) => ({ entryId: contests.entry[phase] }),
});
/** Whoever may be a judge is one only where a panel names them. */
const panelOnly = { mayHear: ['NOT_FOUND'] as const };

const WINNER = { title: 0, reason: '开得最好。' };

export const CONTEST: Rows['contest'] = {
  list: nothing('courtyard'),
  contest: contestIn('open'),
  pots: nothing('self'),
  wall: contestIn('voted'),
  entry: entryIn('voted'),
  saveContest: {
    about: 'thing',
    input: ({ place }, { contests }, things) => ({
      contestId: contests.contest.draft,
      form: contestForm(place, things.now()),
    }),
  },
  openContest: {
    ...contestIn('draft'),
    fresh: async ({ place }, things) => ({
      contestId: (await things.contests(place)).contest.draft,
    }),
  },
  cancelContest: {
    about: 'thing',
    input: (_, { contests }) => ({ contestId: contests.contest.open, reason: '下雨了。' }),
    fresh: async ({ place }, things) => ({
      contestId: (await things.contests(place)).contest.open,
      reason: '下雨了。',
    }),
  },
  addPicture: {
    about: 'self',
    input: () => ({
      fileId: 'cloud://yuanba-local.0/none.png',
      thumbId: 'cloud://yuanba-local.0/none.png',
    }),
    mayHear: ['PICTURE_BAD'],
  },
  addVideo: {
    about: 'self',
    input: () => ({ fileId: 'cloud://yuanba-local.0/none.mp4' }),
    mayHear: ['VIDEO_BAD'],
  },
  enter: {
    about: 'thing',
    input: (_, { contests }) => ({ contestId: contests.contest.open, form: contests.form }),
    fresh: async ({ place }, things) => {
      const { contest, form } = await things.contests(place);
      return { contestId: contest.open, form };
    },
  },
  changeEntry: {
    about: 'thing',
    input: (_, { contests }) => ({ entryId: contests.entry.open, form: contests.form }),
    async fresh({ place, by }, things, calls) {
      const { contest, form } = await things.contests(place);
      const input = { contestId: contest.open, form };
      const { entryId } = await calls.done('contest', 'enter', by, input);
      return { entryId, form: { ...form, words: '又开了两朵。' } };
    },
  },
  withdrawEntry: {
    ...entryIn('open'),
    async fresh({ place, by }, things, calls) {
      const { contest, form } = await things.contests(place);
      const input = { contestId: contest.open, form };
      return { entryId: (await calls.done('contest', 'enter', by, input)).entryId };
    },
  },
  agreeEntry: {
    ...entryIn('open'),
    async fresh({ place, by, home, self }, things, calls) {
      const { contest, form } = await things.contests(place);
      const input = { contestId: contest.open, form };
      const { entryId } = await calls.done('contest', 'enter', by, input);
      await things.asksGuardian(entryId, { householdId: home.id, memberId: self });
      return { entryId };
    },
  },
  waitingVideos: contestIn('show'),
  lookAtVideo: {
    about: 'thing',
    input: (_, { contests }) => ({ entryId: contests.entry.show, pass: true }),
  },
  askedToJudge: nothing('courtyard', { mayHear: [] }),
  judging: { ...contestIn('judged'), ...panelOnly },
  score: {
    about: 'thing',
    input: (_, { contests }) => ({ entryId: contests.entry.judged, points: [8] }),
    ...panelOnly,
  },
  vote: entryIn('voted'),
  tally: contestIn('said'),
  announce: {
    about: 'thing',
    input: (_, { contests }) => ({
      contestId: contests.contest.counted,
      winners: [{ ...WINNER, entryIds: [contests.entry.counted] }],
    }),
    async fresh({ place }, things) {
      const { contest, entry } = await things.contests(place);
      return {
        contestId: contest.counted,
        winners: [{ ...WINNER, entryIds: [entry.counted] }],
      };
    },
  },
  results: contestIn('said'),
  prizes: contestIn('said'),
  stepPrizes: {
    about: 'thing',
    input: (_, { contests }) => ({ contestId: contests.contest.said, to: 'made' }),
  },
  deliverPrize: {
    about: 'thing',
    input: (_, { contests }) => ({ prizeId: contests.prize, outcome: 'absent' }),
  },
  remakePrize: {
    about: 'thing',
    input: (_, { contests }) => ({
      prizeId: contests.prize,
      text: '不一样的花蕊',
      reason: '名字写错了一个字。',
    }),
  },
  howTos: nothing('community'),
  suggestTalent: {
    about: 'thing',
    input: (_, { contests }) => ({ entryId: contests.entry.voted, kind: 'photo' }),
  },
  myTalents: nothing('self', { noSubject: true }),
  answerTalent: {
    about: 'self',
    noSubject: true,
    input: (_, { contests }) => ({ talentId: contests.talent, yes: true }),
    fresh: async ({ place, self }, things) => ({
      talentId: await things.talent(place, self),
      yes: true,
    }),
  },
  talents: nothing('courtyard'),
  report: contestIn('said'),
};
