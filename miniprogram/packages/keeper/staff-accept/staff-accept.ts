/** 加入社区工作人员: opened from an administrator's card. A name, the privacy text, one button. */
import { pageBehavior } from '../../../behaviors/page';
import { LIMITS } from '../../../contract/limits';
import { PRIVACY_VERSION } from '../../../contract/member';
import { courtyard, learnFrom } from '../../../services/courtyard';
import { sentence, showFailure } from '../../../services/failure';
import { load, loading } from '../../../services/load';
import { rolesOf } from '../../../services/people';
import { at } from '../../../services/place';
import { placeOf, session } from '../../../services/session';
import type { Typed } from '../../../services/taps';

Component({
  behaviors: [pageBehavior],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _code: '',
    communityName: '',
    name: '',
    nameMax: LIMITS.nameLength,
    nameError: '',
    sending: false,
    done: false,
  },
  methods: {
    async onLoad(query: Record<string, string | undefined>) {
      session.goTo(placeOf(query));
      this.setData({ _code: query.s ?? '' });
      await this.reload();
    },
    async reload() {
      const view = await load(this, {
        ask: () => courtyard.home({}, at('')),
        show: ({ communityName, phone, standing }) => ({
          communityName,
          phone,
          // Somebody the community knows keeps the name that is known.
          name: standing.status === 'member' ? standing.name : this.data.name,
          done: rolesOf(standing).some((role) => role === 'staff' || role === 'admin'),
        }),
      });
      if (view) learnFrom(view);
    },
    writeName({ detail }: Typed) {
      this.setData({ name: detail.value, nameError: '' });
    },
    openPrivacy() {
      void wx.navigateTo({ url: '/pages/privacy/privacy' });
    },
    async accept() {
      const { _code: code, sending } = this.data;
      const name = this.data.name.trim();
      if (!name) return this.setData({ nameError: '写上怎么称呼您' });
      if (sending) return;
      this.setData({ sending: true });
      const reply = await courtyard.acceptStaffInvite(
        { code, name, privacyVersion: PRIVACY_VERSION },
        at(''),
      );
      this.setData({ sending: false });
      if (reply.ok || reply.code === 'ALREADY_STAFF') return this.reload();
      if (reply.code === 'TEXT_RISKY') return this.setData({ nameError: sentence(reply) });
      showFailure(reply);
    },
    goOn() {
      void wx.redirectTo({ url: '/packages/keeper/overview/overview' });
    },
  },
});
