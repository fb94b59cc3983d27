/** Where an act is made for the first time, and what it needs to be there. */

import type { ActionName, FunctionName } from '../../miniprogram/contract/contracts';
import type { HouseholdId, MemberId } from '../../miniprogram/contract/ids';
import { upload, xlsx } from '../directory/sheets';
import type { Things } from '../permissions/things';
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

export const owner = ({ place }: Scene): By => at(place.yard.owner);
/** The first of the staff is the administrator. */
export const admin = ({ place }: Scene): By => ({ openid: item(place.town.staff).openid });
export const resident = ({ place, things }: Scene): By => at(things.neighbour(place));
export const homeOf = ({ place, things }: Scene): HouseholdId => things.neighbour(place).home.id;
/** A home of others that nobody has a part in. */
export const otherHome = ({ place }: Scene) => item(place.yard.homes, 9);

/** Somebody new who was let into a household. */
export async function newNeighbour(scene: Scene): Promise<{ by: By; householdId: HouseholdId }> {
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

export const joinInput = (householdId: HouseholdId) => ({
  householdId,
  name: '新来的',
  ageBand: '18-59' as const,
  privacyVersion: '1',
});

export async function joining(scene: Scene): Promise<{ by: By; householdId: HouseholdId }> {
  const { place, things } = scene;
  const by = {
    openid: `o_replay_${things.unique()}`,
    courtyard: place.yard.courtyard.id,
    opengid: place.yard.courtyard.opengid,
  };
  return { by, householdId: otherHome(scene).id };
}

export const volunteer = async (scene: Scene): Promise<MemberId> => {
  const { place, things, calls } = scene;
  const { memberId } = things.neighbour(place);
  const grant = { memberId, role: 'volunteer' } as const;
  await calls.done('courtyard', 'grantRole', things.keeper(place), grant);
  return memberId;
};

/** A notice that waits because the platform's check was out when it was published. */
export async function checking({ place, things, calls, product }: Scene) {
  const noticeId = await things.draft(place);
  await product.control('content-safety', { outage: true });
  await calls.done('notice', 'publish', things.keeper(place), { noticeId });
  await product.control('content-safety', { outage: false });
  return noticeId;
}

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);

export function picture(scene: Scene): Promise<string> {
  const path = `pictures/${scene.things.unique()}.jpg`;
  return sendFile(scene, path, Buffer.concat([JPEG, Buffer.from(path)]));
}

/** Puts a file where a phone puts it. */
export async function sendFile({ product }: Scene, path: string, bytes: Buffer): Promise<string> {
  const url = `${product.url}/phone/upload?openid=o_replay&path=${path}`;
  const response = await fetch(url, { method: 'POST', body: new Uint8Array(bytes) });
  return ((await response.json()) as { fileID: string }).fileID;
}

export async function register({ product, place, things }: Scene): Promise<string> {
  const { unit, door } = things.door();
  const { name } = place.yard.courtyard;
  const row = [name, unit, door, '册', '自住', '册中人', '60–79 岁', '是', '028-8300 0042'];
  return upload(product, await xlsx([row]));
}
