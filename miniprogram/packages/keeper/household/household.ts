/** 这一户: who lives there, what is wrong in the register, and what was changed before. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { HouseholdRow } from '../../../contract/directory';
import type { HouseholdId } from '../../../contract/ids';
import { directory } from '../../../services/directory';
import { sure } from '../../../services/failure';
import { load, loading } from '../../../services/load';
import { mayDo } from '../../../services/people';
import { at, placeFrom } from '../../../services/place';
import type { Tap, Typed } from '../../../services/taps';
import { callHousehold } from '../services/call';
import { inputOf, NEW_HOUSEHOLD, tenureChips } from '../services/household-form';
import { matchingRows } from '../services/household-rows';
import { rolesAt } from '../services/powers';
import { editing } from './editing';
import { EMPTY_HOUSEHOLD, householdPage } from './household-view';

Component({
  behaviors: [pageBehavior, refreshing, editing],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _saved: NEW_HOUSEHOLD,
    _neighbours: [] as readonly HouseholdRow[],
    home: EMPTY_HOUSEHOLD,
    /** Merging, splitting and archiving are the community's. */
    mayReshape: false,
    found: [] as { id: HouseholdId; label: string }[],
    leavingById: {} as Record<string, boolean>,
  },
  methods: {
    async onLoad({ id, ...query }: { id: HouseholdId; y?: string }) {
      const place = placeFrom(query);
      this.setData({ _id: id, _place: place });
      await this.refresh();
      const roles = await rolesAt(place);
      this.setData({ mayReshape: mayDo(roles, 'directory', 'mergeHouseholds') });
    },
    async refresh() {
      const { _id: householdId, _place: place } = this.data;
      await load(this, {
        key: `household/${householdId}`,
        ask: () => directory.household({ householdId }, at(place)),
        show: (detail, now) => ({ home: householdPage(detail, now), _saved: inputOf(detail) }),
      });
    },
    async call() {
      await callHousehold(this.data._id, this.data._place);
    },
    startCorrecting() {
      const { _saved: input } = this.data;
      this.setData({ sheet: 'correct', input, tenures: tenureChips(input.tenure) });
    },
    openMore() {
      this.setData({ sheet: 'more' });
    },
    async startMerging() {
      this.setData({ sheet: 'merge', found: [], _neighbours: [] });
      let after: string | undefined;
      do {
        const reply = await directory.households(after ? { after } : {}, at(this.data._place));
        if (!reply.ok) return;
        this.setData({ _neighbours: [...this.data._neighbours, ...reply.value.items] });
        after = reply.value.next;
      } while (after !== undefined);
    },
    search({ detail }: Typed) {
      const { _id: me, _neighbours: rows } = this.data;
      const found = detail.value.trim() === '' ? [] : matchingRows(rows, detail.value);
      this.setData({ found: found.filter(({ id }) => id !== me).slice(0, 8) });
    },
    async merge({ currentTarget }: Tap<{ id: HouseholdId; label: string }>) {
      const { id: into, label } = currentTarget.dataset;
      const { home, _id: from, _place: place } = this.data;
      const content = `${home.label} 的人、代办和记录都搬到 ${label}，${home.label} 这个门牌就不再用了。要分开得再拆一次。`;
      if (!(await sure(`并到 ${label}`, content, '并过去'))) return;
      const merged = await this.done(
        await directory.mergeHouseholds({ from, into }, at(place)),
        '并好了',
      );
      if (merged) await wx.navigateBack().catch(() => undefined);
    },
    startSplitting() {
      const input = { ...NEW_HOUSEHOLD, unit: this.data._saved.unit };
      this.setData({ sheet: 'split', input, tenures: tenureChips('owner'), leavingById: {} });
    },
    pickLeaving({ currentTarget }: Tap<{ id: string }>) {
      const { id } = currentTarget.dataset;
      this.setData({ [`leavingById.${id}`]: !this.data.leavingById[id] });
    },
    async split() {
      const input = this.checked();
      if (!input) return;
      this.setData({ busy: true });
      const { _id: householdId, _place: place, home, leavingById } = this.data;
      const people = home.people.map(({ id }) => id).filter((id) => leavingById[id]);
      const reply = await directory.splitHousehold({ householdId, ...input, people }, at(place));
      await this.done(reply, '拆好了，新的一户在名册里');
    },
    async archive() {
      const { home, _id: householdId, _place: place } = this.data;
      const content = `${home.label} 会从名册里收起来，不再算进这个院的户数，里面的人也不能再回通知。以前的记录都留着。`;
      if (!(await sure('收起这一户', content, '收起来'))) return;
      const gone = await this.done(
        await directory.archiveHousehold({ householdId }, at(place)),
        '收起来了',
      );
      if (gone) await wx.navigateBack().catch(() => undefined);
    },
  },
});
