/** The acts of contests, each on contests of its own, so that two runs meet the same. */
import { contestForm } from '../permissions/contest-things';
import { at, type By, item } from '../support/community';
import { homeOf, picture, type Rows, resident, type Scene, sendFile } from './scene';

const worker = ({ place }: Scene): By => at(item(place.yard.committee));
/** A neighbour with another household than the one whose entries are there. */
const voter = ({ place }: Scene): By => {
  const isOther = (one: (typeof place.yard.residents)[number]) =>
    one.home !== item(place.yard.homes) && !place.yard.committee.includes(one);
  return at(item(place.yard.residents.filter(isOther), 3));
};

async function own(scene: Scene) {
  const { contest, form } = await scene.things.contests(scene.place);
  const input = { contestId: contest.open, form };
  const { entryId } = await scene.calls.done('contest', 'enter', voter(scene), input);
  return { entryId, form };
}

const WINNER = { title: 0, reason: '开得最好。' };

export const CONTEST: Rows['contest'] = {
  saveContest: async (scene) => ({
    by: worker(scene),
    input: { form: contestForm(scene.place, scene.things.now()) },
  }),
  async openContest(scene) {
    const { contest } = await scene.things.contests(scene.place);
    return { by: worker(scene), input: { contestId: contest.draft } };
  },
  async cancelContest(scene) {
    const { contest } = await scene.things.contests(scene.place);
    return { by: worker(scene), input: { contestId: contest.open, reason: '下雨了。' } };
  },
  addPicture: async (scene) => ({
    by: resident(scene),
    input: { fileId: await picture(scene), thumbId: await picture(scene) },
  }),
  addVideo: async (scene) => ({ by: resident(scene), input: { fileId: await film(scene) } }),
  async enter(scene) {
    const { contest, form } = await scene.things.contests(scene.place);
    return { by: voter(scene), input: { contestId: contest.open, form } };
  },
  async changeEntry(scene) {
    const { entryId, form } = await own(scene);
    return { by: voter(scene), input: { entryId, form: { ...form, words: '又开了两朵。' } } };
  },
  async withdrawEntry(scene) {
    const { entryId } = await own(scene);
    return { by: voter(scene), input: { entryId } };
  },
  async agreeEntry(scene) {
    const { things, place } = scene;
    const { entry } = await things.contests(place);
    const { memberId } = things.neighbour(place);
    await things.asksGuardian(entry.open, { householdId: homeOf(scene), memberId });
    return { by: resident(scene), input: { entryId: entry.open } };
  },
  async lookAtVideo(scene) {
    const { entry } = await scene.things.contests(scene.place);
    return { by: worker(scene), input: { entryId: entry.show, pass: true } };
  },
  async score(scene) {
    const { entry } = await scene.things.contests(scene.place);
    return { by: worker(scene), input: { entryId: entry.judged, points: [8] } };
  },
  async vote(scene) {
    const { entry } = await scene.things.contests(scene.place);
    return { by: voter(scene), input: { entryId: entry.voted } };
  },
  async announce(scene) {
    const { contest, entry } = await scene.things.contests(scene.place);
    const winners = [{ ...WINNER, entryIds: [entry.counted] }];
    return { by: worker(scene), input: { contestId: contest.counted, winners } };
  },
  async stepPrizes(scene) {
    const { contest } = await scene.things.contests(scene.place);
    return { by: worker(scene), input: { contestId: contest.said, to: 'made' } };
  },
  async deliverPrize(scene) {
    const { prize } = await scene.things.contests(scene.place);
    return { by: worker(scene), input: { prizeId: prize, outcome: 'handed' } };
  },
  async remakePrize(scene) {
    const { prize } = await scene.things.contests(scene.place);
    const input = { prizeId: prize, text: '不一样的花蕊', reason: '写错了一个字。' };
    return { by: worker(scene), input };
  },
  async suggestTalent(scene) {
    const { calls, things, place } = scene;
    const { entry, talent } = await things.contests(place);
    await things.forgetTalent(talent);
    const householdId = homeOf(scene);
    const { memberId } = things.neighbour(place);
    await things.asksGuardian(entry.open, { householdId, memberId });
    await calls.done('contest', 'agreeEntry', resident(scene), { entryId: entry.open });
    return { by: worker(scene), input: { entryId: entry.voted, kind: 'photo' } };
  },
  async answerTalent(scene) {
    const { things, place } = scene;
    const talentId = await things.talent(place, things.neighbour(place).memberId);
    return { by: resident(scene), input: { talentId, yes: false } };
  },
};

const FTYP = [0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70];

const film = (scene: Scene): Promise<string> => {
  const path = `videos/${scene.things.unique()}.mp4`;
  return sendFile(scene, path, Buffer.concat([Buffer.from(FTYP), Buffer.from(path)]));
};
