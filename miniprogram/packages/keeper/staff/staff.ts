/** 工作人员: who works for the community; a card lets one more in, also somebody who lives elsewhere. */

import { placePage } from '../../../behaviors/place-page';
import { ROLE_NAMES } from '../../../contract/roles';
import { courtyard } from '../../../services/courtyard';
import { say, showFailure, sure } from '../../../services/failure';
import { load } from '../../../services/load';
import { at } from '../../../services/place';
import { session } from '../../../services/session';
import { courtyardCard } from '../../../services/share';
import type { Tap } from '../../../services/taps';
import { OPEN_END, termChips } from '../services/terms';
import {
  EMPTY_STAFF,
  endStaffWarning,
  type InviteLine,
  inviteLine,
  plainCode,
  type StaffLine,
  staffCard,
  staffPage,
} from './staff-view';

Component({
  behaviors: [placePage],
  options: { pureDataPattern: /^_/ },
  data: {
    _communityName: '',
    page: EMPTY_STAFF,
    /** Whose sheet is open. */
    chosen: null as StaffLine | null,
    inviting: false,
    terms: termChips(Date.now(), 0),
    until: OPEN_END,
    /** The card that was just made, and is to be sent. */
    card: null as InviteLine | null,
    busy: false,
  },
  methods: {
    async refresh() {
      await load(this, {
        key: 'staff',
        ask: () => courtyard.staff({}, at('')),
        show: (view, now) => ({
          _communityName: view.communityName,
          page: staffPage(view, now),
        }),
      });
    },
    startInvite() {
      const terms = termChips(Date.now(), 0);
      this.setData({ inviting: true, terms, until: OPEN_END, card: null });
    },
    close() {
      this.setData({ inviting: false, chosen: null });
    },
    chooseTerm({ currentTarget }: Tap<{ days: number; until: number }>) {
      const { days, until } = currentTarget.dataset;
      this.setData({ terms: termChips(Date.now(), days), until });
    },
    async makeCard() {
      const { busy, until } = this.data;
      if (busy) return;
      this.setData({ busy: true });
      const term = until === OPEN_END ? {} : { roleUntil: until };
      const reply = await courtyard.inviteStaff(term, at(''));
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      this.setData({ card: inviteLine(reply.value, Date.now()) });
      await this.refresh();
    },
    async takeBack({ currentTarget }: Tap<{ code: string }>) {
      const { code } = currentTarget.dataset;
      const content = '这张邀请卡就点不开了。已经点开加入的人不受影响。';
      if (!(await sure('收回邀请卡', content, '收回'))) return;
      const reply = await courtyard.cancelStaffInvite({ code: plainCode(code) }, at(''));
      if (!reply.ok) return showFailure(reply);
      await this.changed('收回了');
    },
    choose({ currentTarget }: Tap<{ line: StaffLine }>) {
      this.setData({ chosen: currentTarget.dataset.line });
    },
    async promote() {
      const { chosen, busy } = this.data;
      if (!chosen || busy) return;
      const { memberId, name } = chosen;
      const content = `${name} 就能请人、换人，改社区设置，导入名册。`;
      if (!(await sure(`请 ${name} 当管理员`, content, '就这样'))) return;
      this.setData({ busy: true });
      const reply = await courtyard.grantRole({ memberId, role: 'admin' }, at(''));
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      await this.changed(`${name} 现在是${ROLE_NAMES.admin}`);
    },
    async end() {
      const { chosen, busy } = this.data;
      if (!chosen || busy) return;
      const { memberId, role, name } = chosen;
      const title = `不再当${ROLE_NAMES[role]}`;
      if (!(await sure(title, endStaffWarning(chosen), '到此为止'))) return;
      this.setData({ busy: true });
      const reply = await courtyard.endRole({ memberId, role }, at(''));
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      await this.changed(`谢谢 ${name}`);
    },
    async changed(word: string) {
      this.close();
      say(word);
      await this.refresh();
    },
    /** Only a card that is on the screen makes somebody staff; the page's own menu shares the courtyard. */
    onShareAppMessage({ from }: { from?: string } = {}) {
      const { card, _communityName: name } = this.data;
      if (!card || from !== 'button') return courtyardCard();
      return staffCard(session.communityId, name, card.code);
    },
  },
});
