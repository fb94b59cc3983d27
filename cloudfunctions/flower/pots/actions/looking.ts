/** What a household has, a pot's passport, and the labels to print. */
import * as v from 'valibot';
import {
  type LabelRow,
  type potActions,
  potCodeText,
  potSceneOf,
  readPotCode,
} from '../../../../miniprogram/contract/flower-pots';
import { LIMITS } from '../../../../miniprogram/contract/limits';
import type { InputOf } from '../../../../miniprogram/contract/protocol';
import { courtyardOf, householdOf } from '../../../kernel/caller';
import { after } from '../../../kernel/conditions';
import { AppError, found } from '../../../kernel/errors';
import { idOf, nothing, schemaOf } from '../../../kernel/parse';
import type { Context, HandlerOf } from '../../../kernel/serve';
import { standingOf } from '../../../kernel/shown-pictures';
import { isPotCode } from '../code';
import { shownName } from '../contest';
import type { PotDoc } from '../documents';
import { closeTo, homesOf, isStaff, labelFar, labelIn, yardOf } from '../parties';
import { type PotOrder, potOrderId, stateOf } from '../state';
import { urlsOf } from '../urls';
import { coverOf, myFlowersView, passportView } from '../views';
import { forPot } from './writing';

type Actions = typeof potActions;
type Passport = Actions['passport'];
type Labels = Actions['labels'];

/** Without diaries: a list needs none. */
const LISTED = [
  ...['communityId', 'campaignId', 'itemId', 'no', 'adopter', 'code', 'variety', 'party'],
  ...['courtyardId', 'name', 'names', 'wateredAt', 'pictures', 'pictureStates', 'prizes'],
  ...['offer', 'hands'],
];

type Asked = Pick<Context<unknown>, 'store'>;

async function ordersOf(
  { store }: Asked,
  pots: readonly PotDoc[],
): Promise<ReadonlyMap<string, PotOrder>> {
  const ids = [...new Set(pots.map(potOrderId))];
  const orders = await store.getAll<PotOrder>('orders', ids, [
    ...['communityId', 'lines', 'door', 'extra', 'freedAt'],
  ]);
  return new Map(orders.map((order) => [order._id, order]));
}

/** Three requests: who, the pots, their orders. */
export const myFlowers: HandlerOf<Actions['myFlowers']> = {
  input: schemaOf<InputOf<Actions['myFlowers']>>()(nothing),

  async run(context) {
    const { call, caller, store, now } = context;
    const { householdId: household } = householdOf(caller, call);
    const pots = await store.find<PotDoc>({
      collection: 'pots',
      where: { parties: household },
      order: [['_id', 1]],
      limit: LIMITS.listMax,
      fields: LISTED,
    });
    const ours = pots.filter(({ communityId }) => communityId === call.communityId);
    const orders = await ordersOf(context, ours);
    const urls = await urlsOf(
      context.cloud,
      ours.flatMap((pot) => coverOf(pot) ?? []),
    );
    return myFlowersView(ours, { household, orders, urls, now });
  },
};

const CODE_LENGTH = 20;
/** The latest photos of a pot; older ones stay in its diary without. */
const PHOTOS = 50;

/**
 * Three requests: who, the pot, its order; one more for the courtyard's doors where the instance does not know them,
 * and one while a picture waits.
 */
export const passport: HandlerOf<Passport> = {
  input: schemaOf<InputOf<Passport>>()(
    v.union([
      v.strictObject(forPot),
      v.strictObject({ code: v.pipe(v.string(), v.maxLength(CODE_LENGTH)) }),
    ]),
  ),

  async run(context) {
    const { call, caller, store, now } = context;
    const pot = await potOf(context);
    const close = closeTo(caller, call);
    // A code is no secret: neighbours, and those it was offered to or who had it, see it, and nobody else.
    const isNear = pot.courtyardId === call.courtyardId || isStaff(caller);
    const homes = homesOf(caller);
    found(pot, isNear || pot.parties.some((party) => close.includes(party)));
    const yard = await yardOf(store, pot.courtyardId, { communityId: call.communityId, now });
    const order = await store.get<PotOrder>('orders', potOrderId(pot));
    const { passed } = await standingOf(store, pot.pictures, pot.pictureStates);
    const urls = await urlsOf(context.cloud, passed.slice(-PHOTOS));
    const isHere = isNear || close.includes(pot.party);
    const label = isHere ? labelIn(yard, pot.party) : labelFar(yard);
    const looking = { close, homes, order, courtyardName: yard.name, label, urls, now };
    return passportView(pot, looking);
  },
};

/** @throws AppError `NOT_FOUND`, `POT_CODE_WRONG` for a number that no label has */
async function potOf({ input, call, store }: Context<InputOf<Passport>>): Promise<PotDoc> {
  if ('potId' in input) {
    const pot = await store.get<PotDoc>('pots', input.potId);
    return found(pot, pot?.communityId === call.communityId);
  }
  const code = readPotCode(input.code);
  if (code === undefined || !isPotCode(code)) throw new AppError('POT_CODE_WRONG');
  const where = { communityId: call.communityId, code };
  const [pot] = await store.find<PotDoc>({ collection: 'pots', where, limit: 1 });
  return found(pot);
}

/** Three requests and the courtyard's doors: rows for labels, and for nameplates where there is a name. */
export const labels: HandlerOf<Labels> = {
  input: schemaOf<InputOf<Labels>>()(
    v.strictObject({ campaignId: idOf('fl'), after: v.exactOptional(idOf('pt')) }),
  ),

  async run(context) {
    const { input, call, store, now } = context;
    const courtyardId = courtyardOf(call);
    const yard = await yardOf(store, courtyardId, { communityId: call.communityId, now });
    const pots = await store.find<PotDoc>({
      collection: 'pots',
      where: {
        campaignId: input.campaignId,
        courtyardId,
        ...(input.after === undefined ? {} : { _id: after(input.after) }),
      },
      order: [['_id', 1]],
      limit: LIMITS.listMax,
      fields: LISTED,
    });
    const orders = await ordersOf(context, pots);
    const last = pots.length === LIMITS.listMax ? pots.at(-1)?._id : undefined;
    const items = pots
      .filter(({ communityId }) => communityId === call.communityId)
      .filter((pot) => isPrinted(pot, orders))
      .map((pot): LabelRow => rowOf(pot, labelIn(yard, pot.party)));
    return { items: items.sort(byDoor), ...(last === undefined ? {} : { next: last }) };
  },
};

const isPrinted = (pot: PotDoc, orders: ReadonlyMap<string, PotOrder>): boolean =>
  ['coming', 'handed'].includes(stateOf(pot, orders.get(potOrderId(pot))));

const rowOf = (pot: PotDoc, label: string): LabelRow => ({
  potId: pot._id,
  code: pot.code,
  codeText: potCodeText(pot.code),
  variety: pot.variety,
  label,
  name: shownName(pot),
});

const byDoor = (a: LabelRow, b: LabelRow): number =>
  a.label.localeCompare(b.label, 'zh-CN', { numeric: true }) ||
  a.variety.localeCompare(b.variety, 'zh-CN') ||
  (a.code < b.code ? -1 : 1);

const PASSPORT_PAGE = 'packages/flower/pot/pot';

/** The same pot always has the same picture. */
export const potCode: HandlerOf<Actions['potCode']> = {
  input: schemaOf<InputOf<Actions['potCode']>>()(v.strictObject(forPot)),

  async run({ input, call, store, cloud }) {
    const fields = ['communityId', 'courtyardId', 'code'];
    const pot = await store.get<PotDoc>('pots', input.potId, fields);
    const isHere = pot?.communityId === call.communityId && pot.courtyardId === courtyardOf(call);
    const { code } = found(pot, isHere);
    const picture = await cloud.miniCode(potSceneOf(call.communityId, code), PASSPORT_PAGE);
    const file = await cloud.upload(`codes/${call.communityId}/pots/${code}.png`, picture);
    const [codeUrl] = await cloud.tempUrls([file]);
    return { codeUrl: found(codeUrl) };
  },
};
