import type { fund } from '../../../miniprogram/contract/fund';
import {
  ASSETS,
  balanceOf,
  fundBalance,
  INCOMES,
  LIABILITIES,
  SPENDINGS,
} from '../../../miniprogram/contract/fund-accounts';
import { codeOf, type OverviewView } from '../../../miniprogram/contract/fund-views';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { isKeeper, namesOf } from '../../courtyard/public';
import { nothing, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { NO_JOURNAL } from '../chain';
import type { JournalDoc, RecountDoc } from '../documents';
import { isTreasurer } from '../fund';
import { journalRow, rowsOf } from '../views';
import { booksOf } from '../walking';

type Overview = (typeof fund)['actions']['overview'];

const LATEST = 5;

/** 每一分钱: what there is, where it lies, where it came from and went to. For everybody. */
export const overview: HandlerOf<Overview> = {
  input: schemaOf<InputOf<Overview>>()(nothing),

  async run({ call, caller, store, now }) {
    const { communityId } = call;
    const names = await namesOf(store, communityId, { now });
    const { fund: head, recount } = await booksOf(store, communityId);
    const latest = await store.find<JournalDoc>({
      collection: 'journals',
      where: { communityId },
      order: [['seq', -1]],
      limit: LATEST,
    });
    const { seq, hash, balances } = head ?? NO_JOURNAL;
    return {
      communityName: names.community,
      phone: names.phone,
      fundFen: fundBalance(balances),
      places: rowsOf(balances, [...ASSETS, ...LIABILITIES]),
      openingFen: balanceOf(balances, 'opening'),
      incomes: rowsOf(balances, INCOMES),
      spendings: rowsOf(balances, SPENDINGS),
      journalCount: seq,
      code: codeOf(hash),
      latest: latest.map((one) => journalRow(one, names)),
      recount: recountView(recount),
      may: {
        propose: isTreasurer(caller.roles) || isKeeper(caller.roles),
        sign: isTreasurer(caller.roles),
      },
      now,
    };
  },
};

function recountView(recount: RecountDoc | undefined): OverviewView['recount'] {
  if (recount?.broken) return { state: 'broken', at: recount.broken.at };
  const agreed = recount?.agreed;
  return agreed ? { state: 'agreed', at: agreed.at, count: agreed.seq } : { state: 'fresh' };
}
