/** Words on pots that wait because the platform's check was unavailable. */
import { before, type Changes, gone, put } from '../../kernel/conditions';
import { verdictOn } from '../../kernel/safety';
import type { TickContext } from '../../kernel/tick';
import type { PotDoc } from './documents';
import { RECHECK_MS } from './pot';

const AT_ONCE = 10;

/** @returns how many pots wait no longer */
export async function recheckPots(context: TickContext): Promise<number> {
  const { store, now, late } = context;
  const waiting = await store.find<PotDoc>({
    collection: 'pots',
    where: { recheckAt: before(now + 1) },
    order: [['recheckAt', 1]],
    limit: AT_ONCE,
  });
  let settled = 0;
  for (const pot of waiting) {
    if (late()) break;
    if (await recheckOne(context, pot)) settled += 1;
  }
  return settled;
}

interface Waiting {
  readonly author: PotDoc['writers'][number];
  readonly text: string;
  readonly passed: Changes;
  readonly refused: Changes;
}

/** A name that is risky is none; of a diary and a card the words go, and what they belong to stays. */
function waitingOn({ name, diary, offer, hands }: PotDoc): readonly Waiting[] {
  const named: readonly Waiting[] =
    name?.state === 'checking'
      ? [
          {
            author: name.by,
            text: name.text,
            passed: { 'name.state': put('shown') },
            refused: { name: gone() },
          },
        ]
      : [];
  const lines = Object.entries(diary)
    .filter(([, { state }]) => state === 'checking')
    .map(
      ([id, { by, words }]): Waiting => ({
        author: by,
        text: words,
        passed: { [`diary.${id}.state`]: put('shown') },
        refused: { [`diary.${id}.state`]: put('shown'), [`diary.${id}.words`]: put('') },
      }),
    );
  const cards = [
    ...(offer ? [['offer', offer] as const] : []),
    ...hands.map((hand, i) => [`hands.${i}`, hand] as const),
  ]
    .filter(([, { cardState }]) => cardState === 'checking')
    .map(
      ([path, { by, card }]): Waiting => ({
        author: by,
        text: card,
        passed: { [`${path}.cardState`]: put('shown') },
        refused: { [`${path}.cardState`]: put('shown'), [`${path}.card`]: put('') },
      }),
    );
  return [...named, ...lines, ...cards];
}

async function recheckOne(context: TickContext, pot: PotDoc): Promise<boolean> {
  const { store, now } = context;
  const changes: Record<string, Changes[string]> = {};
  let open = 0;
  for (const { author, text, passed, refused } of waitingOn(pot)) {
    // Nobody is asked about in the name of somebody who is gone: then the words go.
    const verdict = (await verdictOn(context, pot, { author, text })) ?? 'risky';
    if (verdict === 'unavailable') open += 1;
    else Object.assign(changes, verdict === 'pass' ? passed : refused);
  }
  const done = await store.claim({
    collection: 'pots',
    id: pot._id,
    while: { rev: pot.rev },
    changes: { ...changes, recheckAt: open > 0 ? put(now + RECHECK_MS) : gone() },
  });
  return done && open === 0;
}
