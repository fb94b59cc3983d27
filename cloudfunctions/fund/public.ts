/**
 * What other domains may use of the fund. A domain that moves money posts it in the commit of its own act:
 *
 *   const { writes, seq } = await post(read, {
 *     communityId, at: now, kind: 'handIn',
 *     legs: [debit('cash', 8_700), debit('short', 300), credit('clearing_groupbuy', 9_000)],
 *     source: { kind: 'handin', id: handIn._id }, about: round._id, courtyardId,
 *     memo: '蔬菜团购交款', signers: [{ by: member._id, as: 'volunteer' }],
 *   });
 *   return { writes: [replace('handins', { ...handIn, seq }), ...writes], value };
 *
 * One journal for each commit. A settlement says `kind: 'settlement'`, `source: { kind: 'settlement', id: round._id }`.
 */
export { credit, debit, type JournalDraft } from './chain';
export { type FundDoc, fundIdOf, type JournalDoc, journalIdOf, type Signer } from './documents';
export { fundShows, fundWork } from './due';
export { hatOf, isTreasurer } from './fund';
export { exportFromFund, type OwnVoucher } from './kept';
export { fundInMonth } from './month-part';
export { type Posted, post } from './posting';
