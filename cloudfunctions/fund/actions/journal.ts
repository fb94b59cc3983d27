import * as v from 'valibot';
import type { fund } from '../../../miniprogram/contract/fund';
import type { JournalView } from '../../../miniprogram/contract/fund-views';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { namesOf } from '../../courtyard/public';
import { found } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import type { JournalDoc, VoucherDoc } from '../documents';
import { isTreasurer } from '../fund';
import { codesOf, factsOf, journalRow, movesOf, refundOf, signersOf } from '../views';
import { seq } from './inputs';

type Journal = (typeof fund)['actions']['journal'];
type Asked = Context<InputOf<Journal>>;

/** One entry with what it came from. People in it are roles. */
export const journal: HandlerOf<Journal> = {
  input: schemaOf<InputOf<Journal>>()(v.strictObject({ seq })),

  async run(context) {
    const { input, call, caller, store, now } = context;
    const names = await namesOf(store, call.communityId, { now });
    const touching = await store.find<JournalDoc>({
      collection: 'journals',
      where: { communityId: call.communityId, touches: input.seq },
      limit: LIMITS.listMax,
    });
    const doc = found(touching.find((one) => one.seq === input.seq));
    const corrections = touching.filter((one) => one.corrects === input.seq);
    return {
      ...journalRow(doc, names),
      moves: movesOf(doc),
      signers: signersOf(doc),
      source: await sourceOf(doc, context),
      ...(doc.corrects === undefined ? {} : { corrects: doc.corrects }),
      correctedBy: corrections.map((one) => one.seq).sort((a, b) => a - b),
      ...codesOf(doc),
      may: mayOf(doc, corrections, isTreasurer(caller.roles)),
    };
  },
};

/** Of a hand-in or a settlement only a part is put right: what it stands for still holds. */
function mayOf(
  doc: JournalDoc,
  corrections: readonly JournalDoc[],
  isSigner: boolean,
): JournalView['may'] {
  const isReversed = corrections.some(({ kind }) => kind === 'reversal');
  const isEntered = doc.source.kind === 'voucher' && doc.kind !== 'reversal';
  const refund = isSigner && !isReversed ? refundOf(doc) : undefined;
  return {
    adjust: isSigner && !isReversed,
    reverse: isSigner && !isReversed && isEntered,
    ...(refund ? { refund } : {}),
  };
}

async function sourceOf(doc: JournalDoc, context: Asked): Promise<JournalView['source']> {
  const { source, about, courtyardId } = doc;
  const facts = source.kind === 'voucher' ? await voucherFacts(source.id, context) : undefined;
  return {
    kind: source.kind,
    // A hand-in is named after who handed in.
    id: source.kind === 'handin' ? '' : source.id,
    ...(about === undefined ? {} : { about }),
    ...(courtyardId === undefined ? {} : { courtyardId }),
    ...(facts === undefined ? {} : { voucher: facts }),
  };
}

async function voucherFacts(id: string, { store, cloud, caller, call }: Asked) {
  const voucher = await store.get<VoucherDoc>('vouchers', id);
  if (voucher?.communityId !== call.communityId) return undefined;
  return factsOf(voucher, { caller, store, cloud });
}
