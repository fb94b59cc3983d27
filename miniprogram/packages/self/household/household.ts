/** 我家: the plate neighbours see, who lives here, and who may act for us. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import { spokenInstant } from '../../../contract/calendar';
import type { MemberId } from '../../../contract/ids';
import type { MeView, MyHouseholdView } from '../../../contract/member';
import { say, showFailure, sure } from '../../../services/failure';
import { load, loading } from '../../../services/load';
import { member } from '../../../services/member';
import { courtyardCard, inviteCard } from '../../../services/share';
import type { Tap, Typed } from '../../../services/taps';
import { mine } from '../services/mine';
import { doorCode } from './door-code';
import { labelPreview } from './label';
import { EMPTY_HOME, moveOutWarning, myHouseholdPage } from './my-household-view';
import { people } from './people';

Component({
  behaviors: [pageBehavior, refreshing, people, doorCode],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _id: '',
    _view: null as MyHouseholdView | null,
    /** Several households: landlords, and those who care for their parents. */
    others: [] as { id: string; label: string; chosen: boolean }[],
    invite: { code: '', until: '' },
  },
  methods: {
    async onLoad({ id = '' }: { id?: string }) {
      this.setData({ _id: id });
      await this.refresh();
    },
    async refresh() {
      await load<MeView>(this, {
        key: 'me',
        ask: () => member.me({}, mine(undefined)),
        show: (view, now) => this.drawn(view, now),
      });
    },
    drawn(view: MeView, now: number) {
      const { households } = view;
      const here = households.find(({ id }) => id === this.data._id) ?? households[0];
      const others = households.map(({ id, label }) => ({ id, label, chosen: id === here?.id }));
      if (!here) return { _view: null, others, home: EMPTY_HOME };
      return { _view: here, others, home: myHouseholdPage(here, view.memberId, now) };
    },
    async choose({ currentTarget }: Tap<{ id: string }>) {
      this.setData({ _id: currentTarget.dataset.id, invite: { code: '', until: '' } });
      await this.refresh();
    },
    async switchDoor({ detail }: Typed<boolean>) {
      await this.show({ ...this.data.home.shown, door: detail.value });
    },
    async switchName({ detail }: Typed<boolean>) {
      await this.show({ ...this.data.home.shown, name: detail.value });
    },
    /** The plate changes under the thumb, and goes back when the cloud says no. */
    async show(shown: { readonly door: boolean; readonly name: boolean }) {
      const { _view: view } = this.data;
      const { shown: before, preview } = this.data.home;
      if (!view) return;
      this.setData({ 'home.shown': shown, 'home.preview': labelPreview(view, shown) });
      const input = { householdId: view.id, ...shown };
      const reply = await member.setShown(input, mine(view.courtyardId));
      if (reply.ok) return this.setData({ 'home.preview': reply.value.label });
      this.setData({ 'home.shown': before, 'home.preview': preview });
      return showFailure(reply);
    },
    async makeInvite() {
      const { home, busy } = this.data;
      if (busy) return;
      this.setData({ busy: true });
      const reply = await member.invite({}, { courtyardId: home.courtyardId, subject: home.id });
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      const until = `${spokenInstant(reply.value.until, Date.now())} 前用一次`;
      this.setData({ invite: { code: reply.value.code, until } });
    },
    async answerHelper({ currentTarget }: Tap<{ id: MemberId; name: string; accept: boolean }>) {
      const { id: memberId, name, accept } = currentTarget.dataset;
      const { home } = this.data;
      const input = { householdId: home.id, memberId, accept };
      const reply = await member.answerHelper(input, mine(home.courtyardId));
      await this.done(reply, accept ? `${name} 可以替家里办事了` : '没有同意');
    },
    async endHelping({ currentTarget }: Tap<{ id: MemberId; name: string }>) {
      const { id: memberId, name } = currentTarget.dataset;
      const { home } = this.data;
      const content = `${name} 以后不能替 ${home.label} 回通知了。以前替办的都留着记录。`;
      if (!(await sure('不再请这位代办', content, '不请了'))) return;
      const input = { householdId: home.id, memberId };
      await this.done(await member.endHelping(input, mine(home.courtyardId)), '停了');
    },
    async moveOut() {
      const { home } = this.data;
      const warning = moveOutWarning(home.label, home.alone);
      if (!(await sure('搬走了', warning, '我搬走了'))) return;
      const reply = await member.moveOut({ householdId: home.id }, mine(home.courtyardId));
      if (!reply.ok) return showFailure(reply);
      say('记好了，祝您一切顺利');
      await wx.switchTab({ url: '/pages/me/me' });
    },
    onShareAppMessage() {
      const { home, invite } = this.data;
      if (!invite.code) return courtyardCard();
      return inviteCard(
        { id: home.id, courtyardId: home.courtyardId, label: home.label },
        invite.code,
      );
    },
  },
});
