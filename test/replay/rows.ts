/** How each act is made for the first time: who does it, where, about what. A test compares the rows with the contracts. */
import { HELPED_NAME } from '../permissions/things';
import { at, item } from '../support/community';
import { BUYING } from './buying';
import { CONTEST } from './contests';
import { DUTY } from './duty';
import { FLOWERS } from './flowers';
import { FUND } from './money';
import {
  admin,
  checking,
  homeOf,
  joinInput,
  joining,
  newNeighbour,
  otherHome,
  owner,
  picture,
  type Rows,
  register,
  resident,
  volunteer,
} from './scene';

const COURTYARD: Rows['courtyard'] = {
  async bindGroup(scene) {
    const former = `og_replay_${scene.things.unique()}`;
    await scene.calls.done('courtyard', 'bindGroup', { ...owner(scene), opengid: former }, {});
    const opengid = `og_replay_${scene.things.unique()}`;
    return { by: { ...owner(scene), opengid }, input: {} };
  },
  async unbindGroup(scene) {
    const opengid = `og_replay_${scene.things.unique()}`;
    await scene.calls.done('courtyard', 'bindGroup', { ...owner(scene), opengid }, {});
    return { by: owner(scene), input: {} };
  },
  async grantRole(scene) {
    const { place, things, calls } = scene;
    const input = { memberId: item(place.yard.committee).memberId, role: 'volunteer' } as const;
    await calls.done('courtyard', 'endRole', things.keeper(place), input);
    return { by: owner(scene), input };
  },
  endRole: async (scene) => ({
    by: owner(scene),
    input: { memberId: await volunteer(scene), role: 'volunteer' },
  }),
  async handOver(scene) {
    const { place, things, calls } = scene;
    const back = { memberId: place.ownerId, role: 'owner' } as const;
    await calls.done('courtyard', 'grantRole', things.keeper(place), back);
    return { by: owner(scene), input: { to: item(place.yard.committee).memberId } };
  },
  saveGate: async (scene) => ({
    by: owner(scene),
    input: { gate: { opensAt: '06:30', closesAt: '22:30' } },
  }),
  inviteStaff: async (scene) => ({ by: admin(scene), input: {} }),
  async cancelStaffInvite(scene) {
    const { code } = await scene.calls.done('courtyard', 'inviteStaff', admin(scene), {});
    return { by: admin(scene), input: { code } };
  },
  async acceptStaffInvite(scene) {
    const { code } = await scene.calls.done('courtyard', 'inviteStaff', admin(scene), {});
    const by = { openid: `o_replay_${scene.things.unique()}` };
    return { by, input: { code, name: '新社工', privacyVersion: '1' } };
  },
  saveCommunity: async (scene) => ({
    by: admin(scene),
    input: {
      name: `东环路社区${scene.things.unique()}`,
      phone: '028-8300 0000',
      responseLevel: 0,
      drill: false,
    },
  }),
};

const DIRECTORY: Rows['directory'] = {
  addHousehold: async (scene) => ({
    by: owner(scene),
    input: { ...scene.things.door(), family: '加', tenure: 'owner' },
  }),
  async correctHousehold(scene) {
    const householdId = await scene.things.household(scene.place);
    const input = {
      householdId,
      ...scene.things.door(),
      family: '正',
      tenure: 'tenant',
    } as const;
    return { by: owner(scene), input };
  },
  mergeHouseholds: async ({ place, things }) => ({
    by: things.keeper(place),
    input: { from: await things.household(place), into: await things.household(place) },
  }),
  async splitHousehold({ place, things }) {
    const householdId = await things.household(place);
    await things.person(place, householdId);
    const people = [await things.person(place, householdId)];
    const input = {
      householdId,
      ...things.door(),
      family: '分',
      tenure: 'owner',
      people,
    } as const;
    return { by: things.keeper(place), input };
  },
  archiveHousehold: async ({ place, things }) => ({
    by: things.keeper(place),
    input: { householdId: await things.household(place) },
  }),
  importRegister: async (scene) => ({
    by: admin(scene),
    input: { fileId: await register(scene) },
  }),
  saveCourtyard: async ({ place, things }) => ({
    by: things.keeper(place),
    input: {
      name: place.yard.courtyard.name,
      aliases: [`别名${things.unique()}`],
      guardCount: 2,
    },
  }),
};

const MEMBER: Rows['member'] = {
  async join(scene) {
    const { by, householdId } = await joining(scene);
    return { by, input: joinInput(householdId) };
  },
  async withdrawJoin(scene) {
    const { by, householdId } = await joining(scene);
    const { joinId } = await scene.calls.done('member', 'join', by, joinInput(householdId));
    return { by, input: { joinId } };
  },
  answerJoin: async (scene) => ({
    by: owner(scene),
    input: { joinId: await scene.things.waiting(scene.place), accept: true },
  }),
  invite: async (scene) => ({ by: resident(scene), input: {} }),
  async moveOut(scene) {
    const { by, householdId } = await newNeighbour(scene);
    return { by, input: { householdId } };
  },
  rename: async (scene) => ({
    by: resident(scene),
    input: { name: `新名${scene.things.unique()}` },
  }),
  async setShown(scene) {
    const householdId = homeOf(scene);
    const now = { householdId, door: true, name: true };
    await scene.calls.done('member', 'setShown', resident(scene), now);
    return { by: resident(scene), input: { ...now, name: false } };
  },
  setAway: async (scene) => ({
    by: resident(scene),
    input: { householdId: homeOf(scene), away: [{ from: '2030-05-01', until: '2030-05-07' }] },
  }),
  savePerson: async (scene) => ({
    by: resident(scene),
    input: { householdId: homeOf(scene), name: '奶奶', ageBand: '80+', phoneOnly: true },
  }),
  async removePerson(scene) {
    const personId = await scene.things.person(scene.place, homeOf(scene));
    return { by: resident(scene), input: { householdId: homeOf(scene), personId } };
  },
  async askToHelp(scene) {
    const { by } = await newNeighbour(scene);
    return { by, input: { householdId: otherHome(scene).id, personName: HELPED_NAME } };
  },
  async answerHelper(scene) {
    const { place, things } = scene;
    const householdId = await things.household(place);
    const memberId = await things.asking(place, householdId);
    return { by: owner(scene), input: { householdId, memberId, accept: true } };
  },
  async endHelping(scene) {
    const { place, things } = scene;
    const householdId = await things.household(place);
    const memberId = await things.asking(place, householdId);
    return { by: resident(scene), input: { householdId, memberId } };
  },
  async agree(scene) {
    const { by } = await newNeighbour(scene);
    return { by, input: { privacyVersion: '1' } };
  },
  addCredit: async (scene) => ({ by: resident(scene), input: { templates: ['tpl_notice'] } }),
  async erase(scene) {
    const { by } = await newNeighbour(scene);
    return { by, input: { word: '删除' } };
  },
};

const NOTICE: Rows['notice'] = {
  saveDraft: async (scene) => ({ by: owner(scene), input: scene.things.draftInput(scene.place) }),
  publish: async (scene) => ({
    by: owner(scene),
    input: { noticeId: await scene.things.draft(scene.place) },
  }),
  revise: async (scene) => ({
    by: owner(scene),
    input: {
      noticeId: await scene.things.published(scene.place),
      ...scene.things.text(scene.place),
      title: '改过的',
    },
  }),
  release: async (scene) => ({ by: owner(scene), input: { noticeId: await checking(scene) } }),
  withdraw: async (scene) => ({
    by: owner(scene),
    input: { noticeId: await scene.things.published(scene.place) },
  }),
  discardDraft: async (scene) => ({
    by: owner(scene),
    input: { noticeId: await scene.things.draft(scene.place) },
  }),
  confirm: async (scene) => ({
    by: resident(scene),
    input: { noticeId: await scene.things.published(scene.place), version: 1 },
  }),
  recordReach: async (scene) => ({
    by: at(item(scene.place.yard.volunteers)),
    input: {
      noticeId: await scene.things.published(scene.place),
      householdId: otherHome(scene).id,
      version: 1,
      how: 'door',
      reached: true,
    },
  }),
  ask: async (scene) => ({
    by: resident(scene),
    input: { noticeId: await scene.things.published(scene.place), text: '几点来？' },
  }),
  answer: async (scene) => ({
    by: owner(scene),
    input: { questionId: await scene.things.question(scene.place), text: '九点。', toAll: true },
  }),
  hideQuestion: async (scene) => ({
    by: owner(scene),
    input: { questionId: await scene.things.question(scene.place) },
  }),
  reportQuestion: async (scene) => ({
    by: at(item(scene.place.yard.committee)),
    input: { questionId: await scene.things.question(scene.place) },
  }),
  addPicture: async (scene) => ({ by: owner(scene), input: { fileId: await picture(scene) } }),
};

export const ROWS: Rows = {
  contest: CONTEST,
  courtyard: COURTYARD,
  directory: DIRECTORY,
  flower: FLOWERS,
  fund: FUND,
  groupbuy: BUYING,
  member: MEMBER,
  notice: NOTICE,
  report: {},
  roster: DUTY,
};
