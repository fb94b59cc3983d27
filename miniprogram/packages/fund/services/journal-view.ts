/** One entry of the books in plain words. */
import { dayOf, dayText, timeOf } from '../../../contract/calendar';
import { ASSETS, SPENDINGS } from '../../../contract/fund-accounts';
import type { AccountRow, JournalView } from '../../../contract/fund-views';
import { signedText, yuanText } from '../../../contract/money';
import type { EpochMs } from '../../../contract/units';
import { noteOf } from './fund';

/** What became of an account, as one would say it: money in a box grows, a purpose was spent on. */
function moveLine({ account, fen }: AccountRow): string {
  if (ASSETS.includes(account)) return fen > 0 ? '多了' : '少了';
  if (SPENDINGS.includes(account)) return fen > 0 ? '花了' : '退回来';
  return fen > 0 ? '记入' : '减少';
}

const effectOf = ({ changeFen }: JournalView): string => {
  if (changeFen === 0) return '钱换了个地方，微基金没有变多也没有变少';
  return changeFen > 0 ? '微基金变多了' : '微基金变少了';
};

/** Two of the same role are two people. */
const signersLine = (signers: readonly string[]): string =>
  signers.length === 2 && signers[0] === signers[1] ? `${signers[0]}（两位）` : signers.join('、');

const SOURCES: Readonly<Record<JournalView['source']['kind'], string>> = {
  voucher: '单子',
  handin: '志愿者交款',
  settlement: '团购结算',
};

/** Of a page that is opened by an entry's number, or by its id `fd_x.000042`. */
export const seqFrom = ({ seq, id }: { seq?: string; id?: string }): number =>
  Number(seq ?? id?.split('.')[1] ?? 0);

export function journalModel(view: JournalView, now: EpochMs) {
  const { voucher } = view.source;
  const day = dayOf(view.at);
  return {
    seq: view.seq,
    title: view.title,
    money: view.changeFen === 0 ? yuanText(view.amountFen) : signedText(view.changeFen),
    tone: view.changeFen > 0 ? 'in' : '',
    effect: effectOf(view),
    when: `${dayText(day, dayOf(now))} ${timeOf(view.at)}`,
    place: view.place,
    fundFen: view.fundFen,
    moves: view.moves.map((move) => ({
      account: move.account,
      name: move.name,
      note: noteOf(move.account),
      how: moveLine(move),
      fen: Math.abs(move.fen),
    })),
    signers: signersLine(view.signers),
    sourceName: SOURCES[view.source.kind],
    words: voucher?.words ?? '',
    pictures: voucher?.pictureUrls ?? [],
    picturesLine:
      voucher && voucher.picturesWaiting > 0
        ? `还有 ${voucher.picturesWaiting} 张照片正在检查`
        : '',
    /** The round whose money it is; its page belongs to buying together. */
    round: view.source.about?.startsWith('gb_') ? view.source.about : '',
    courtyardId: view.source.courtyardId ?? '',
    corrects: view.corrects ?? 0,
    correctedBy: view.correctedBy,
    code: view.code,
    previousCode: view.previousCode,
    /** Where the form of a refund is; empty where nothing can be given back. */
    refundUrl: refundUrl(view),
    mayCorrect: view.may.adjust || view.may.reverse,
  };
}
function refundUrl({ may: { refund }, title, changeFen }: JournalView): string {
  if (!refund) return '';
  const { about, income } = refund;
  const most = changeFen > 0 ? changeFen : 0;
  const of = `about=${about}&income=${income}&title=${encodeURIComponent(title)}`;
  return `/packages/fund/ask/ask?kind=refund&${of}&mostFen=${about.startsWith('vo_') ? most : 0}`;
}

export type JournalModel = ReturnType<typeof journalModel>;
