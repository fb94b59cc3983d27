/** 每一分钱: what the micro-fund has, where it came from, where it went. For everybody. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import { spokenInstant } from '../../../contract/calendar';
import type { Account } from '../../../contract/fund-accounts';
import type { OverviewView } from '../../../contract/fund-views';
import { arriveHere } from '../../../services/here';
import { load, loading } from '../../../services/load';
import { session } from '../../../services/session';
import type { Tap } from '../../../services/taps';
import { barsOf, entryModel, fund, fundCard, go, placeModel } from '../services/fund';

function recountLine({ recount, now }: OverviewView): string {
  if (recount.state === 'fresh') return '今晚开始，每天夜里自动核对一遍';
  if (recount.state === 'broken') return '夜里核对时对不上，社区正在核对';
  return `${spokenInstant(recount.at ?? now, now)} 从头核对过 ${recount.count ?? 0} 笔，都对得上`;
}

const modelOf = (view: OverviewView) => ({
  communityName: view.communityName,
  fundFen: view.fundFen,
  openingFen: view.openingFen,
  places: view.places.map(placeModel),
  incomes: barsOf(view.incomes),
  spendings: barsOf(view.spendings),
  latest: view.latest.map((one) => entryModel(one, view.now)),
  journalCount: view.journalCount,
  code: view.code,
  recountLine: recountLine(view),
  broken: view.recount.state === 'broken',
  may: view.may,
});

Component({
  behaviors: [pageBehavior, refreshing],
  data: { ...loading, model: null as ReturnType<typeof modelOf> | null },
  methods: {
    async onLoad(query: Record<string, string | undefined>) {
      // The books are the community's: nothing waits for which courtyard the phone is in.
      void arriveHere(query, () => this.setData({ phone: session.phone }));
      await this.refresh();
    },
    async onShow() {
      if (this.data.phase === 'ready') await this.refresh();
    },
    async refresh() {
      await load<OverviewView>(this, {
        key: 'fund',
        ask: () => fund.overview({}),
        show: (view) => ({ model: modelOf(view) }),
      });
    },
    openAccount({ detail }: WechatMiniprogram.CustomEvent<{ account: Account }>) {
      go('entries', `?account=${detail.account}`);
    },
    openPlace({ currentTarget }: Tap<{ account: Account }>) {
      go('entries', `?account=${currentTarget.dataset.account}`);
    },
    openEntry({ detail }: WechatMiniprogram.CustomEvent<{ seq: number }>) {
      go('journal', `?seq=${detail.seq}`);
    },
    openAll: () => go('entries'),
    openStatement: () => go('statement'),
    openAudit: () => go('audit'),
    openVouchers: () => go('vouchers'),
    onShareAppMessage: fundCard,
  },
});
