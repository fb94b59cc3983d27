/** 代办: whom I act for, who would like me to, and how to ask. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { HouseholdId } from '../../../contract/ids';
import { LIMITS } from '../../../contract/limits';
import type { DoorsView, MeView } from '../../../contract/member';
import { say, sentence, showFailure, sure } from '../../../services/failure';
import { courtyardHere } from '../../../services/here';
import { load, loading } from '../../../services/load';
import { member } from '../../../services/member';
import { session } from '../../../services/session';
import type { Tap, Typed } from '../../../services/taps';
import { mine } from '../services/mine';
import { type ActingRow, actingRows, doorChips, unitChips } from './acting-view';

Component({
  behaviors: [pageBehavior, refreshing],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _me: null as MeView | null,
    _doors: null as DoorsView | null,
    rows: [] as ActingRow[],
    asking: false,
    units: [] as ReturnType<typeof unitChips>,
    doors: [] as ReturnType<typeof doorChips>,
    unit: '',
    door: '' as HouseholdId | '',
    name: '',
    wrong: { door: '', name: '' },
    busy: false,
  },
  methods: {
    async onLoad() {
      await this.refresh();
    },
    async refresh() {
      await load<MeView>(this, {
        key: 'me',
        ask: () => member.me({}, mine(undefined)),
        show: (view) => ({ _me: view, rows: actingRows(view, session.subject?.id) }),
      });
    },
    redraw() {
      const { _me: me } = this.data;
      if (me) this.setData({ rows: actingRows(me, session.subject?.id) });
      this.readAround();
    },
    start({ currentTarget }: Tap<{ id: HouseholdId }>) {
      const { id } = currentTarget.dataset;
      const one = this.data._me?.actingFor.find(({ householdId }) => householdId === id);
      if (!one) return;
      const { label, courtyardId, personName } = one;
      session.actFor({ id, label, courtyardId, personName });
      say(`现在替 ${label} 办`);
      void wx.switchTab({ url: '/pages/home/home' });
    },
    stop() {
      session.actForMyself();
      this.redraw();
    },
    onLeaveActing() {
      this.stop();
    },
    async end({ currentTarget }: Tap<{ id: HouseholdId; label: string }>) {
      const { id: householdId, label } = currentTarget.dataset;
      const { _me: me } = this.data;
      const one = me?.actingFor.find((link) => link.householdId === householdId);
      if (!me || !one) return;
      const content = `以后不能替 ${label} 回通知了，他家会看到您停了。以前替办的都留着记录。`;
      if (!(await sure('不再替这家办', content, '不替了'))) return;
      const input = { householdId, memberId: me.memberId };
      const reply = await member.endHelping(input, mine(one.courtyardId));
      if (!reply.ok) return showFailure(reply);
      if (session.subject?.id === householdId) session.actForMyself();
      await this.refresh();
      this.redraw();
    },
    async startAsking() {
      this.setData({ asking: true, name: '', door: '', wrong: { door: '', name: '' } });
      const reply = await member.doors({}, mine(await courtyardHere()));
      if (!reply.ok) return this.setData({ 'wrong.door': sentence(reply) });
      const unit = reply.value.units[0]?.unit ?? '';
      this.setData({ _doors: reply.value });
      this.pickDoors(unit, '');
    },
    pickDoors(unit: string, door: HouseholdId | '') {
      const { _doors: view } = this.data;
      if (!view) return;
      this.setData({
        unit,
        door,
        units: unitChips(view, unit),
        doors: doorChips(view, unit, door),
      });
    },
    chooseUnit({ currentTarget }: Tap<{ unit: string }>) {
      this.pickDoors(currentTarget.dataset.unit, '');
    },
    chooseDoor({ currentTarget }: Tap<{ id: HouseholdId }>) {
      this.pickDoors(this.data.unit, currentTarget.dataset.id);
      this.setData({ 'wrong.door': '' });
    },
    writeName({ detail }: Typed) {
      this.setData({ name: detail.value, 'wrong.name': '' });
    },
    close() {
      this.setData({ asking: false });
    },
    async ask() {
      const { door: householdId, busy } = this.data;
      const personName = this.data.name.trim();
      const fits = personName !== '' && personName.length <= LIMITS.nameLength;
      this.setData({
        wrong: {
          door: householdId ? '' : '选一选是哪一户',
          name: fits ? '' : `写上您替谁办，最多 ${LIMITS.nameLength} 个字`,
        },
      });
      if (busy || !householdId || !fits) return;
      this.setData({ busy: true });
      const reply = await member.askToHelp({ householdId, personName }, mine(undefined));
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      this.close();
      say('说好了，等他家或群主点头');
      await this.refresh();
    },
  },
});
