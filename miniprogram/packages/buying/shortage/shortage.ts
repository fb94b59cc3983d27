/** 不够分: what each rule would give and who comes first, before one of them holds. */

import {
  SHORTAGE_NAMES,
  SHORTAGE_RULES,
  type ShortageRule,
} from '../../../contract/groupbuy-forms';
import type { ShortageView } from '../../../contract/groupbuy-shortage';
import type { RoundId } from '../../../contract/ids';
import { yuanText } from '../../../contract/money';
import { say, showFailure, sure } from '../../../services/failure';
import { groupbuy } from '../../../services/groupbuy';
import { load } from '../../../services/load';
import { at, placeFrom } from '../../../services/place';
import type { Tap } from '../../../services/taps';
import { roundPage } from '../behaviors/round-page';
import { firstModel } from '../services/first-view';
import { firstOnes } from './first-ones';

interface Query {
  readonly id?: string;
  readonly y?: string;
  /** What the round was opened with; the page shows it first. */
  readonly rule?: string;
}

const isRule = (text: string): text is ShortageRule =>
  (SHORTAGE_RULES as readonly string[]).includes(text);

Component({
  behaviors: [roundPage, firstOnes],
  options: { pureDataPattern: /^_/ },
  data: {
    rule: 'priority' as ShortageRule,
    rules: SHORTAGE_RULES.map((value) => ({ value, name: SHORTAGE_NAMES[value] })),
    items: [] as ShortageView['items'],
    line: '',
    busy: false,
  },
  methods: {
    async onLoad({ id = '', rule = '', ...query }: Query) {
      this.setData({ _id: id as RoundId, _place: placeFrom(query) });
      if (isRule(rule)) this.setData({ rule });
      await this.refresh();
    },
    async refresh() {
      const { _id: roundId, _place: place, rule, _changes: changes } = this.data;
      const more = changes.length > 0 ? { changes } : {};
      await load<ShortageView>(this, {
        ask: () => groupbuy.shortage({ roundId, rule, ...more }, at(place)),
        show: ({ items, touched, fenLess, priority }) => ({
          first: firstModel(priority),
          items: items.filter(({ ordered, picked }) => picked < ordered),
          line:
            touched > 0 ? `${touched} 家会少一点，一共少收 ${yuanText(fenLess)}` : '都够分，不用匀',
        }),
      });
    },
    async choose({ currentTarget }: Tap<{ value: ShortageRule }>) {
      this.setData({ rule: currentTarget.dataset.value });
      await this.refresh();
    },
    async apply() {
      const { _id: roundId, _place: place, rule, line, busy, _changes: changes } = this.data;
      if (busy) return;
      const yes = await sure(
        `按“${SHORTAGE_NAMES[rule]}”分`,
        `${line}。每家都看得到为什么少了。`,
        '就这样分',
      );
      if (!yes) return;
      this.setData({ busy: true });
      const more = rule !== 'fcfs' && changes.length > 0 ? { changes } : {};
      const reply = await groupbuy.applyShortage({ roundId, rule, ...more }, at(place));
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      say('分好了');
      await wx.navigateBack();
    },
  },
});
