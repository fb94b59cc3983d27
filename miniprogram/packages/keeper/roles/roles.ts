/** 院里的职务: who does what, until when; given and ended by the level above. */

import { placePage } from '../../../behaviors/place-page';
import type { RolesView } from '../../../contract/courtyard';
import type { MemberId } from '../../../contract/ids';
import { type GrantedRole, ROLE_NAMES } from '../../../contract/roles';
import { courtyard } from '../../../services/courtyard';
import { say, showFailure, sure } from '../../../services/failure';
import { load } from '../../../services/load';
import { at } from '../../../services/place';
import type { Tap, Typed } from '../../../services/taps';
import { OPEN_END, termChips } from '../services/terms';
import {
  candidates,
  EMPTY_ROLES,
  endWarning,
  handOverWarning,
  type RoleLine,
  rolesPage,
} from './roles-view';

Component({
  behaviors: [placePage],
  options: { pureDataPattern: /^_/ },
  data: {
    _view: null as RolesView | null,
    page: EMPTY_ROLES,
    /** The sheet that is open: giving a role, or handing the courtyard over. */
    sheet: '' as '' | 'grant' | 'hand',
    role: 'volunteer' as GrantedRole,
    roleName: '',
    terms: termChips(Date.now(), 365),
    until: 0,
    text: '',
    people: [] as ReturnType<typeof candidates>,
    busy: false,
  },
  methods: {
    async refresh() {
      await load(this, {
        key: `roles/${this.data._place}`,
        ask: () => courtyard.roles({}, at(this.data._place)),
        show: (view, now) => ({ _view: view, page: rolesPage(view, now) }),
      });
    },
    startGrant({ currentTarget }: Tap<{ role: GrantedRole }>) {
      const { role } = currentTarget.dataset;
      const terms = termChips(Date.now(), 365);
      const until = terms.find(({ chosen }) => chosen)?.until ?? OPEN_END;
      this.setData({ sheet: 'grant', role, roleName: ROLE_NAMES[role], terms, until, text: '' });
      this.find('');
    },
    startHandOver() {
      this.setData({ sheet: 'hand', role: 'owner', roleName: ROLE_NAMES.owner, text: '' });
      this.find('');
    },
    close() {
      this.setData({ sheet: '' });
    },
    search({ detail }: Typed) {
      this.setData({ text: detail.value });
      this.find(detail.value);
    },
    find(text: string) {
      const { _view: view, role } = this.data;
      this.setData({ people: view ? candidates(view, role, text).slice(0, 20) : [] });
    },
    chooseTerm({ currentTarget }: Tap<{ days: number; until: number }>) {
      const { days, until } = currentTarget.dataset;
      this.setData({ terms: termChips(Date.now(), days), until });
    },
    async pick({ currentTarget }: Tap<{ id: MemberId; name: string }>) {
      const { id, name } = currentTarget.dataset;
      if (this.data.busy) return;
      if (this.data.sheet === 'hand') return this.handOver(id, name);
      const { role, until, _place: place } = this.data;
      this.setData({ busy: true });
      const term = until === OPEN_END ? {} : { until };
      const reply = await courtyard.grantRole({ memberId: id, role, ...term }, at(place));
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      await this.changed(`${name} 现在是${ROLE_NAMES[role]}`);
    },
    async handOver(to: MemberId, name: string) {
      const { page, _place: place } = this.data;
      const warning = handOverWarning(name, page.courtyardName);
      if (!(await sure(`把群主交给 ${name}`, warning, '交给他'))) return;
      this.setData({ busy: true });
      const reply = await courtyard.handOver({ to }, at(place));
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      await this.changed(`群主交给 ${name} 了，辛苦了`);
    },
    async end({ currentTarget }: Tap<{ line: RoleLine }>) {
      const { line } = currentTarget.dataset;
      const { memberId, role, name } = line;
      if (!(await sure(`不再当${ROLE_NAMES[role]}`, endWarning(line), '到此为止'))) return;
      const reply = await courtyard.endRole({ memberId, role }, at(this.data._place));
      if (!reply.ok) return showFailure(reply);
      await this.changed(`谢谢 ${name}`);
    },
    async changed(word: string) {
      this.close();
      say(word);
      await this.refresh();
    },
  },
});
