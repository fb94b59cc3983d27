/**
 * Pots are written from the orders when adopting is over, so that their labels are there before they are. The ids say
 * what they are made of, so whatever is written twice is the same. @see docs/domain/pots.md §2
 */
import { USUAL_CARE } from '../../../miniprogram/contract/flower-pots';
import type { PotId } from '../../../miniprogram/contract/ids';
import type { EpochMs } from '../../../miniprogram/contract/units';
import { oneOf } from '../../kernel/conditions';
import { DuplicateError } from '../../kernel/database';
import { AppError } from '../../kernel/errors';
import { createOnce, type Store } from '../../kernel/store';
import type { CampaignDoc } from '../documents';
import { potCode } from './code';
import { type PotDoc, potId } from './documents';
import { type PotOrder, potsIn } from './state';

type Campaign = Pick<CampaignDoc, '_id' | 'communityId' | 'form'>;
type Draft = Omit<PotDoc, 'code'>;

/** Every pot an order stands for, the same however often. Pure. */
export function potsFrom(campaign: Campaign, order: PotOrder, now: EpochMs): readonly Draft[] {
  return campaign.form.varieties.flatMap(({ id: itemId, name, care }) =>
    Array.from({ length: potsIn(order, itemId) }, (_, i) => {
      const { householdId: adopter, courtyardId } = order;
      const which = { adopter, itemId, no: i + 1 };
      return {
        _id: potId(campaign._id, which),
        communityId: campaign.communityId,
        rev: 1,
        campaignId: campaign._id,
        ...which,
        variety: name,
        care: care.length > 0 ? care : USUAL_CARE,
        party: adopter,
        courtyardId,
        parties: [adopter],
        named: {},
        names: 0,
        diary: {},
        entries: 0,
        pictures: [],
        pictureStates: {},
        prizes: {},
        hands: [],
        writers: [],
        tell: [],
        at: now,
      };
    }),
  );
}

const AT_ONCE = 50;

/** Writes those that are missing. @returns false when it had to stop early; then it is called again */
export async function writePots(
  store: Store,
  drafts: readonly Draft[],
  late: () => boolean,
): Promise<boolean> {
  for (let i = 0; i < drafts.length; i += AT_ONCE) {
    if (late()) return false;
    await createMissing(store, drafts.slice(i, i + AT_ONCE));
  }
  return true;
}

async function createMissing(store: Store, drafts: readonly Draft[]): Promise<void> {
  const ids = drafts.map(({ _id }) => _id);
  const there = new Set((await store.getAll('pots', ids, ['rev'])).map(({ _id }) => _id));
  const missing = drafts.filter(({ _id }) => !there.has(_id));
  if (missing.length === 0) return;
  const coded = await withCodes(store, missing);
  try {
    await store.create('pots', coded);
  } catch (error) {
    if (!(error instanceof DuplicateError)) throw error;
    // Another run writes the same at this moment, or somebody took a code meanwhile.
    for (const draft of missing) await createOne(store, draft);
  }
}

/** First tries for all in one request; whose is taken goes on to the next. */
async function withCodes(store: Store, drafts: readonly Draft[]): Promise<readonly PotDoc[]> {
  const [first] = drafts;
  if (!first) return [];
  const wanted = drafts.map(({ _id }) => potCode(_id, 0));
  const taken = new Set(await takenOf(store, first.communityId, wanted));
  const coded: PotDoc[] = [];
  for (const draft of drafts) {
    const code = await freeCode(store, draft, taken);
    taken.add(code);
    coded.push({ ...draft, code });
  }
  return coded;
}

const TRIES = 30;

async function freeCode(store: Store, draft: Draft, taken: ReadonlySet<string>): Promise<string> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const code = potCode(draft._id, attempt);
    if (taken.has(code)) continue;
    if (attempt === 0 || (await takenOf(store, draft.communityId, [code])).length === 0)
      return code;
  }
  throw new AppError('BUSY');
}

async function takenOf(
  store: Pick<Store, 'find'>,
  communityId: PotDoc['communityId'],
  codes: readonly string[],
): Promise<readonly string[]> {
  const pots = await store.find<PotDoc>({
    collection: 'pots',
    where: { communityId, code: oneOf([...new Set(codes)]) },
    limit: codes.length,
    fields: ['code'],
  });
  return pots.map(({ code }) => code);
}

async function createOne(store: Store, draft: Draft): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const pot: PotDoc = { ...draft, code: potCode(draft._id, attempt) };
    if (await createOnce(store, 'pots', pot)) return;
    if (await isThere(store, draft._id)) return;
  }
  throw new AppError('BUSY');
}

const isThere = async (store: Pick<Store, 'get'>, id: PotId): Promise<boolean> =>
  (await store.get('pots', id, ['rev'])) !== undefined;
