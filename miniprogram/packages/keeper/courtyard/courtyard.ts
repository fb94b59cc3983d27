/** 这个院子, as the community keeps it: its names and guards, and the ways into everything it has. */

import { placePage } from '../../../behaviors/place-page';
import type { CourtyardKind } from '../../../contract/directory';
import { directory } from '../../../services/directory';
import { say, showFailure } from '../../../services/failure';
import { load } from '../../../services/load';
import { at, placeFrom } from '../../../services/place';
import type { Tap, Typed } from '../../../services/taps';
import { aliasesOf, courtyardForm, kindChips, nameProblem, WAYS } from './courtyard-view';

const START = courtyardForm(undefined);

Component({
  behaviors: [placePage],
  options: { pureDataPattern: /^_/ },
  data: {
    form: START,
    kinds: kindChips(START.kind),
    /** The name in the register, until another one is saved. */
    name: '',
    line: '',
    wrong: '',
    ways: WAYS,
    busy: false,
  },
  methods: {
    async onLoad(query: { y?: string }) {
      const place = placeFrom(query);
      this.setData({ _place: place });
      if (place) await this.refresh();
      else await wx.redirectTo({ url: '/packages/keeper/overview/overview' });
    },
    async refresh() {
      const { _place: place } = this.data;
      await load(this, {
        key: 'overview',
        ask: () => directory.overview({}, at('')),
        show: ({ courtyards }) => {
          const form = courtyardForm(courtyards.find(({ id }) => id === place));
          return { form, kinds: kindChips(form.kind), name: form.name, line: form.line };
        },
      });
    },
    writeName({ detail }: Typed) {
      this.setData({ 'form.name': detail.value, wrong: nameProblem(detail.value) });
    },
    writeAliases({ detail }: Typed) {
      this.setData({ 'form.aliases': detail.value });
    },
    changeGuards({ detail }: Typed<number>) {
      this.setData({ 'form.guardCount': detail.value });
    },
    changeGroup({ detail }: Typed<number>) {
      this.setData({ 'form.residentGroup': detail.value });
    },
    chooseKind({ currentTarget }: Tap<{ kind: CourtyardKind }>) {
      const { kind } = currentTarget.dataset;
      this.setData({ 'form.kind': kind, kinds: kindChips(kind) });
    },
    async save() {
      const { form, busy, _place: place } = this.data;
      const name = form.name.trim();
      const wrong = nameProblem(name);
      this.setData({ wrong });
      if (wrong || busy) return;
      this.setData({ busy: true });
      const { guardCount, residentGroup, kind } = form;
      const aliases = aliasesOf(form.aliases);
      const input = { name, aliases, guardCount, residentGroup, kind };
      const reply = await directory.saveCourtyard(input, at(place));
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      this.setData({ name });
      say('存好了');
    },
    go({ currentTarget }: Tap<{ page: string }>) {
      const { page } = currentTarget.dataset;
      void wx.navigateTo({ url: `/packages/keeper/${page}/${page}?y=${this.data._place}` });
    },
  },
});
