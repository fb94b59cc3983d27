/** How each act is made for the first time: who does it, where, about what. A test compares the rows with the contracts. */
import type { HouseholdId, MemberId } from '../../miniprogram/contract/ids';
import type { ActionName, FunctionName } from '../../miniprogram/contract/policy';
import { upload, xlsx } from '../directory/sheets';
import { HELPED_NAME, type Things } from '../permissions/things';
import type { Place } from '../permissions/world';
import { at, type By, type Calls, type InputFor, item } from '../support/community';
import type { Product } from '../support/local';

export interface Scene {
  readonly place: Place;
  readonly things: Things;
  readonly calls: Calls;
  readonly product: Product;
}

export interface Made<I> {
  readonly by: By;
  readonly input: I;
}

export type Make<I> = (scene: Scene) => Promise<Made<I>>;

export type Rows = {
  readonly [F in FunctionName]: { readonly [A in ActionName<F>]?: Make<InputFor<F, A>> };
};

const owner = ({ place }: Scene): By => at(place.yard.owner);
const resident = ({ place, things }: Scene): By => at(things.neighbour(place));
const homeOf = ({ place, things }: Scene): HouseholdId => things.neighbour(place).home.id;
/** A home of others that nobody has a part in. */
const otherHome = ({ place }: Scene) => item(place.yard.homes, 9);

/** Somebody new who was let into a household. */
async function newNeighbour(scene: Scene): Promise<{ by: By; householdId: HouseholdId }> {
  const { place, things, calls } = scene;
  const by = {
    openid: `o_replay_${things.unique()}`,
    courtyard: place.yard.courtyard.id,
  };
  const householdId = (
    await calls.done('directory', 'addHousehold', things.keeper(place), {
      ...things.door(),
      family: '新',
      tenure: 'owner',
    })
  ).householdId;
  const { joinId } = await calls.done('member', 'join', by, joinInput(householdId));
  const answer = { joinId, accept: true };
  await calls.done('member', 'answerJoin', things.keeper(place), answer);
  return { by, householdId };
}

const joinInput = (householdId: HouseholdId) => ({
  householdId,
  name: '新来的',
  ageBand: '18-59' as const,
  privacyVersion: '1',
});

async function joining(scene: Scene): Promise<{ by: By; householdId: HouseholdId }> {
  const { place, things } = scene;
  const by = {
    openid: `o_replay_${things.unique()}`,
    courtyard: place.yard.courtyard.id,
    opengid: place.yard.courtyard.opengid,
  };
  return { by, householdId: otherHome(scene).id };
}

const volunteer = async (scene: Scene): Promise<MemberId> => {
  const { place, things, calls } = scene;
  const { memberId } = things.neighbour(place);
  const grant = { memberId, role: 'volunteer' } as const;
  await calls.done('courtyard', 'grantRole', things.keeper(place), grant);
  return memberId;
};

/** A notice that waits because the platform's check was out when it was published. */
async function checking({ place, things, calls, product }: Scene) {
  const noticeId = await things.draft(place);
  await product.control('content-safety', { outage: true });
  await calls.done('notice', 'publish', things.keeper(place), { noticeId });
  await product.control('content-safety', { outage: false });
  return noticeId;
}

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);

async function picture({ product, things }: Scene): Promise<string> {
  const path = `pictures/${things.unique()}.jpg`;
  const url = `${product.url}/phone/upload?openid=o_replay&path=${path}`;
  const body = new Uint8Array(Buffer.concat([JPEG, Buffer.from(path)]));
  const response = await fetch(url, { method: 'POST', body });
  return ((await response.json()) as { fileID: string }).fileID;
}

async function register({ product, place, things }: Scene): Promise<string> {
  const { unit, door } = things.door();
  const { name } = place.yard.courtyard;
  const row = [name, unit, door, '册', '自住', '册中人', '60–79 岁', '是', '028-8300 0042'];
  return upload(product, await xlsx([row]));
}

export const ROWS: Rows = {
  courtyard: {
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
  },
  directory: {
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
      by: { openid: item(scene.place.town.staff).openid },
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
  },
  member: {
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
    addCredit: async (scene) => ({ by: resident(scene), input: { templates: ['tpl_notice'] } }),
    async erase(scene) {
      const { by } = await newNeighbour(scene);
      return { by, input: { word: '删除' } };
    },
  },
  notice: {
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
  },
};
