/** Who has the key now: written down for people without phones, for a spare key, and after one was lost. */
import type { HouseholdId, KeyId } from '../../../contract/ids';
import type { HouseholdOption, TodayView } from '../../../contract/roster-views';
import { say, showFailure, sure } from '../../../services/failure';
import { roster } from '../../../services/roster';
import type { Tap, Typed } from '../../../services/taps';
import { type Chip, chipsOf, chosen } from '../services/chips';
import { deed } from '../services/deed';
import { gatesOf, type RingRow, spareName } from '../services/keyring-view';

type Deed = 'record' | 'replace' | 'add';
type To = HouseholdId | 'committee';

const TITLES: Readonly<Record<Deed, string>> = {
  record: '钥匙现在在谁手里',
  replace: '新的一把交给谁',
  add: '备用钥匙放在谁家',
};

export const puttingDown = Behavior({
  data: {
    view: null as TodayView | null,
    rows: [] as readonly RingRow[],
    deed: '' as '' | Deed,
    title: '',
    about: '' as KeyId | '',
    gates: [] as readonly Chip[],
    households: [] as readonly HouseholdOption[],
    busy: false,
  },
  methods: {
    /** The page's own. */
    async refresh() {},
    async openRecord({ currentTarget }: Tap<{ key: KeyId }>) {
      await this.ask('record', currentTarget.dataset.key);
    },
    async openReplace({ currentTarget }: Tap<{ key: KeyId }>) {
      await this.ask('replace', currentTarget.dataset.key);
    },
    async openAdd() {
      const { view } = this.data;
      const [first = ''] = view ? gatesOf(view) : [];
      this.setData({ gates: chosen(chipsOf(view ? gatesOf(view) : []), first) });
      await this.ask('add', '');
    },
    async ask(name: Deed, about: KeyId | '') {
      if (!(await this.readHouseholds())) return;
      this.setData({ deed: name, title: TITLES[name], about });
    },
    async readHouseholds(): Promise<boolean> {
      if (this.data.households.length > 0) return true;
      const reply = await roster.rules({});
      if (reply.ok) this.setData({ households: reply.value.households });
      else showFailure(reply);
      return reply.ok;
    },
    closeAsk() {
      this.setData({ deed: '' });
    },
    pickGate({ detail }: Typed) {
      this.setData({ gates: chosen(this.data.gates, detail.value) });
    },
    async toCommittee() {
      await this.put('committee', '院委会');
    },
    async toHousehold({
      detail,
    }: WechatMiniprogram.CustomEvent<{ value: HouseholdId; label: string }>) {
      await this.put(detail.value, detail.label);
    },
    async put(to: To, label: string) {
      const { deed: name, about, busy } = this.data;
      if (busy || name === '') return;
      const row = this.data.rows.find(({ keyId }) => keyId === about);
      const content = `记下：${row?.name ?? '备用钥匙'}在${label}手里。${name === 'record' ? '记录里写明是院委会记的。' : ''}`;
      if (!(await sure(`在${label}手里？`, content, '记下'))) return;
      this.setData({ busy: true });
      const done = await this.write(name, to);
      this.setData({ busy: false });
      if (!done) return;
      this.closeAsk();
      await this.refresh();
    },
    async write(name: Deed, to: To): Promise<boolean> {
      const { about, view, gates } = this.data;
      if (name === 'add') {
        const gate = gates.find(({ on }) => on)?.text;
        if (!view || gate === undefined) return false;
        const reply = await roster.addKey({ gate, name: spareName(view, gate), to });
        if (!reply.ok) showFailure(reply);
        else say('添好了');
        return reply.ok;
      }
      if (about === '') return false;
      if (name === 'record') {
        const input = { keyId: about, to, at: Date.now() };
        const words = { label: '院委会记钥匙', done: '记好了' };
        return (await deed('recordKey', input, words)).state !== 'failed';
      }
      const reply = await roster.replaceKey({ keyId: about, to });
      if (!reply.ok) showFailure(reply);
      else say('记好了');
      return reply.ok;
    },
  },
});
