/** 住户名册: every door of a courtyard by unit, found by what one types. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { HouseholdRow } from '../../../contract/directory';
import type { HouseholdId } from '../../../contract/ids';
import { directory } from '../../../services/directory';
import { say, sentence, showFailure } from '../../../services/failure';
import { load, loading } from '../../../services/load';
import { mayDo } from '../../../services/people';
import { at, type Place, placeFrom } from '../../../services/place';
import type { Tap, Typed } from '../../../services/taps';
import { returning } from '../behaviors/returning';
import { householdProblems, NEW_HOUSEHOLD, trimmed } from '../services/household-form';
import { matchingRows } from '../services/household-rows';
import { rolesAt } from '../services/powers';
import { householdUnits, type UnitLines } from './households-view';

Component({
  behaviors: [pageBehavior, refreshing, returning],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _place: '' as Place,
    _rows: [] as readonly HouseholdRow[],
    _next: '',
    more: false,
    text: '',
    units: [] as readonly UnitLines[],
    line: '',
    moreFailed: '',
    mayAdd: false,
    adding: false,
    input: NEW_HOUSEHOLD,
    wrong: { unit: '', door: '', family: '' },
    busy: false,
  },
  methods: {
    async onLoad(query: { y?: string }) {
      const place = placeFrom(query);
      this.setData({ _place: place });
      await this.refresh();
      const roles = await rolesAt(place);
      this.setData({ mayAdd: mayDo(roles, 'directory', 'addHousehold') });
    },
    async refresh() {
      await load(this, {
        key: `households/${this.data._place}`,
        ask: () => directory.households({}, at(this.data._place)),
        show: ({ items, next }) => ({
          _next: next ?? '',
          more: next !== undefined,
          ...this.drawn(items),
        }),
      });
      if (this.data.text) await this.readOn();
    },
    onReachBottom() {
      return this.readMore();
    },
    /** @returns false when there is no more, or no answer */
    async readMore() {
      const after = this.data._next;
      if (!after) return false;
      this.setData({ _next: '' });
      const reply = await directory.households({ after }, at(this.data._place));
      if (!reply.ok) {
        this.setData({ _next: after, moreFailed: sentence(reply) });
        return false;
      }
      const { items, next } = reply.value;
      const more = next !== undefined;
      const rows = [...this.data._rows, ...items];
      this.setData({ _next: next ?? '', more, moreFailed: '', ...this.drawn(rows) });
      return more;
    },
    /** One searches in the whole courtyard. */
    async readOn() {
      while (await this.readMore());
    },
    drawn(rows: readonly HouseholdRow[]) {
      const found = matchingRows(rows, this.data.text);
      const line = this.data.text ? `找到 ${found.length} 户` : '';
      return { _rows: rows, units: householdUnits(found), line };
    },
    async search({ detail }: Typed) {
      this.setData({ text: detail.value });
      this.setData(this.drawn(this.data._rows));
      await this.readOn();
    },
    openHousehold({ currentTarget }: Tap<{ id: HouseholdId }>) {
      const { _place: y } = this.data;
      const url = `/packages/keeper/household/household?id=${currentTarget.dataset.id}&y=${y}`;
      void wx.navigateTo({ url });
    },
    startAdding() {
      this.setData({
        adding: true,
        input: NEW_HOUSEHOLD,
        wrong: { unit: '', door: '', family: '' },
      });
    },
    stopAdding() {
      this.setData({ adding: false });
    },
    write({ currentTarget, detail }: Typed & Tap<{ field: 'unit' | 'door' | 'family' }>) {
      this.setData({ [`input.${currentTarget.dataset.field}`]: detail.value });
    },
    async add() {
      const { busy, _place: place } = this.data;
      const input = trimmed(this.data.input);
      const wrong = householdProblems(input);
      this.setData({ wrong: { unit: '', door: '', family: '', ...wrong } });
      if (busy || Object.keys(wrong).length > 0) return;
      this.setData({ busy: true });
      const reply = await directory.addHousehold(input, at(place));
      this.setData({ busy: false });
      if (!reply.ok && reply.code === 'DOOR_TAKEN') {
        return this.setData({ 'wrong.door': sentence(reply) });
      }
      if (!reply.ok) return showFailure(reply);
      this.setData({ adding: false });
      say('添好了');
      await this.refresh();
    },
  },
});
