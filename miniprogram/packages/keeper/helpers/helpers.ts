/** 想帮邻居代办: for those who cannot answer on a phone, the owner asks them and answers here. */

import { placePage } from '../../../behaviors/place-page';
import { spokenInstant } from '../../../contract/calendar';
import type { HouseholdId, MemberId } from '../../../contract/ids';
import { say, showFailure, sure } from '../../../services/failure';
import { load } from '../../../services/load';
import { member } from '../../../services/member';
import { at } from '../../../services/place';
import type { Tap } from '../../../services/taps';

interface HelperRow {
  readonly key: string;
  readonly householdId: HouseholdId;
  readonly memberId: MemberId;
  readonly label: string;
  readonly helperName: string;
  readonly personName: string;
  readonly line: string;
}
type Answer = Tap<{ key: string }>;

Component({
  behaviors: [placePage],
  options: { pureDataPattern: /^_/ },
  data: {
    rows: [] as HelperRow[],
    busy: '',
  },
  methods: {
    async refresh() {
      await load(this, {
        key: `helpers/${this.data._place}`,
        ask: () => member.helperRequests({}, at(this.data._place)),
        show: ({ items }, now) => ({
          rows: items.map((item) => ({
            ...item,
            key: `${item.householdId}.${item.memberId}`,
            line: `${spokenInstant(item.at, now)} 提出`,
          })),
        }),
      });
    },
    async accept({ currentTarget }: Answer) {
      const row = this.rowOf(currentTarget.dataset.key);
      if (!row) return;
      const content = `请先当面或打电话问过 ${row.personName}。点头后，${row.helperName} 可以替 ${row.label} 回通知，每次都会记下是谁点的，随时能停。`;
      if (await sure(`${row.personName} 点头了吗？`, content, '点头了'))
        await this.answer(row, true);
    },
    async decline({ currentTarget }: Answer) {
      const row = this.rowOf(currentTarget.dataset.key);
      if (row) await this.answer(row, false);
    },
    rowOf(key: string) {
      return this.data.rows.find((row) => row.key === key);
    },
    async answer(row: HelperRow, accept: boolean) {
      if (this.data.busy) return;
      this.setData({ busy: row.key });
      const { householdId, memberId } = row;
      const reply = await member.answerHelper(
        { householdId, memberId, accept },
        at(this.data._place),
      );
      this.setData({ busy: '' });
      if (!reply.ok) return showFailure(reply);
      this.setData({ rows: this.data.rows.filter(({ key }) => key !== row.key) });
      say(accept ? '可以代办了' : '没有同意');
    },
  },
});
