/** What pots keep of a person: how it is read, and how it goes. @see docs/domain/pots.md §9 */
import type { MemberId, PotId } from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { Count, EpochMs } from '../../../miniprogram/contract/units';
import { after } from '../../kernel/conditions';
import { replace, type Store } from '../../kernel/store';
import type { DiaryEntry, FlowerWishDoc, PotDoc } from './documents';

interface Person {
  readonly communityId: string;
  readonly memberId: MemberId;
}

/** What a person wrote about flowers and switched on, with nothing of others in it. */
export interface OwnFlowers {
  readonly names: readonly { readonly code: string; readonly name: string; readonly at: EpochMs }[];
  readonly diary: readonly {
    readonly code: string;
    readonly words: string;
    readonly photos: Count;
    readonly at: EpochMs;
  }[];
  readonly cards: readonly { readonly card: string; readonly at: EpochMs }[];
  readonly wishes: readonly { readonly birthday?: string; readonly everyDays?: Count }[];
}

/** Two requests. */
export async function exportFromPots(
  store: Pick<Store, 'find'>,
  person: Person,
): Promise<OwnFlowers> {
  const [pots, wishes] = await Promise.all([
    potsWrittenBy(store, person),
    store.find<FlowerWishDoc>({ collection: 'flower_wishes', where: { ...person }, limit: PAGE }),
  ]);
  const isOwn = ({ by }: { readonly by: MemberId }) => by === person.memberId;
  return {
    names: pots.flatMap(({ code, name }) =>
      name && isOwn(name) ? [{ code, name: name.text, at: name.at }] : [],
    ),
    diary: pots.flatMap(({ code, diary }) =>
      Object.values(diary)
        .filter(isOwn)
        .map(({ words, picture, at }) => ({ code, words, photos: picture ? 1 : 0, at })),
    ),
    cards: pots.flatMap(({ offer, hands }) =>
      [...hands, ...(offer ? [offer] : [])].filter(isOwn).map(({ card, at }) => ({ card, at })),
    ),
    wishes: wishes.map(({ birthday, everyDays }) => ({
      ...(birthday ? { birthday: `${birthday.month}月${birthday.day}日生日，可以收花` } : {}),
      ...(everyDays === undefined ? {} : { everyDays }),
    })),
  };
}

const PAGE = LIMITS.listMax;
const ROUNDS = 20;

const potsWrittenBy = (
  store: Pick<Store, 'find'>,
  { communityId, memberId }: Person,
  last = '',
): Promise<readonly PotDoc[]> =>
  store.find<PotDoc>({
    collection: 'pots',
    where: { communityId, writers: memberId, _id: after(last) },
    order: [['_id', 1]],
    limit: PAGE,
  });

/**
 * Takes away what the person wrote, showed and switched on. That somebody watered stays, and so does a pot's name: it
 * is the pot's, on plates and among prizes; both name opaque ids. Safe to repeat.
 */
export async function eraseFromPots(store: Store, person: Person): Promise<void> {
  let last = '';
  for (let round = 0; round < ROUNDS; round += 1) {
    const pots = await potsWrittenBy(store, person, last);
    for (const { _id } of pots) await eraseWords(store, _id, person);
    if (pots.length < PAGE) break;
    last = pots.at(-1)?._id ?? last;
  }
  const wishes = await store.find<FlowerWishDoc>({
    collection: 'flower_wishes',
    where: { ...person },
    limit: PAGE,
  });
  for (const { _id } of wishes) await store.forget('flower_wishes', _id);
}

const eraseWords = (store: Store, id: PotId, { memberId }: Person): Promise<void> =>
  store.transact(async (read) => {
    const pot = await read.get<PotDoc>('pots', id);
    const writes = pot ? [replace('pots', withoutWords(pot, memberId))] : [];
    return { writes, value: undefined };
  });

/** Pure. */
export function withoutWords(pot: PotDoc, memberId: MemberId): PotDoc {
  const diary = Object.fromEntries(
    Object.entries(pot.diary).flatMap(([id, entry]) => {
      const left = entry.by === memberId ? markOnly(entry) : entry;
      return left ? [[id, left] as const] : [];
    }),
  );
  const shown = new Set(Object.values(diary).flatMap(({ picture }) => picture ?? []));
  const silent = <T extends { readonly by: MemberId; readonly card: string }>(one: T): T =>
    one.by === memberId ? { ...one, card: '' } : one;
  return {
    ...pot,
    diary,
    entries: Object.keys(diary).length,
    pictures: pot.pictures.filter((picture) => shown.has(picture)),
    ...(pot.offer ? { offer: silent(pot.offer) } : {}),
    hands: pot.hands.map(silent),
    writers: pot.writers.filter((one) => one !== memberId),
  };
}

/** Nothing, where there was no mark of care beside the words. */
function markOnly({ picture: _, ...entry }: DiaryEntry): DiaryEntry | undefined {
  return entry.did.length > 0 ? { ...entry, words: '' } : undefined;
}
