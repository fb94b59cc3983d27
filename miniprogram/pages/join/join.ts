/** 找到我家: which door is mine. Unit, door, a name, how old, and one button that says what one agrees to. */
import { pageBehavior } from '../../behaviors/page';
import type { HouseholdId } from '../../contract/ids';
import type { AgeBand, DoorsView } from '../../contract/member';
import { sentence, showFailure } from '../../services/failure';
import {
  AGE_CHOICES,
  type Choice,
  doorsOf,
  doorText,
  firstChoice,
  missing,
  NO_CHOICE,
  type Unit,
} from '../../services/join';
import { load, loading } from '../../services/load';
import { member } from '../../services/member';
import { placeOf, session } from '../../services/session';
import { drafts } from '../../services/storage';
import { askForMessages } from '../../services/subscribe';

Component({
  behaviors: [pageBehavior],
  data: {
    ...loading,
    doors: null as DoorsView | null,
    choice: NO_CHOICE as Choice,
    shownDoors: [] as Unit['doors'],
    doorText: '',
    name: '',
    nameError: '',
    ageBand: '' as AgeBand | '',
    ages: AGE_CHOICES,
    /** Household of the invitation this page was opened with. */
    invited: '',
    inviteCode: '',
    forElder: false,
    /** What is still missing; empty when it can be sent. */
    still: '',
    button: '',
    sending: false,
    joined: '' as '' | 'waiting' | 'member' | 'already',
  },
  methods: {
    onLoad(query: Record<string, string | undefined>) {
      session.goTo(placeOf(query));
      this.setData({
        name: drafts.read('join.name'),
        invited: query.h ?? '',
        inviteCode: query.k ?? '',
      });
      return this.reload();
    },

    async reload() {
      const view = await load<DoorsView>(this, {
        key: 'doors',
        ask: () => member.doors({}, { withGroup: true }),
        show: (doors) => ({ doors }),
      });
      const units = this.data.doors?.units ?? [];
      // What one has picked stays when the page asks again.
      if (!this.data.choice.unit) this.choose(firstChoice(units, this.data.invited));
      if (!view) return;
      const { phone, courtyardId, courtyardName } = view;
      session.learn({ phone, courtyardId, courtyardName });
      this.setData({ phone, invited: this.data.invited && this.data.choice.householdId });
      // An invitation that is opened again, or by whoever sent it.
      const { householdId } = this.data.choice;
      const isHome = householdId && view.mine?.includes(householdId);
      if (this.data.invited && isHome) this.setData({ joined: 'already' });
    },

    choose(choice: Choice) {
      const units = this.data.doors?.units ?? [];
      this.setData({ choice, shownDoors: doorsOf(units, choice.unit), doorText: doorText(choice) });
      this.weigh();
    },

    /** What the button says: the next thing to do, or the deed with its door. */
    weigh() {
      const still = missing(this.data);
      this.setData({ still, button: still || `${this.data.doorText}，同意并加入` });
    },

    onUnit(event: WechatMiniprogram.TouchEvent) {
      this.choose({ ...NO_CHOICE, unit: String(event.currentTarget.dataset.unit) });
    },
    onDoor(event: WechatMiniprogram.TouchEvent) {
      const { id, door } = event.currentTarget.dataset;
      const { unit } = this.data.choice;
      this.choose({ unit, householdId: id as HouseholdId, door: String(door) });
    },
    onName(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const name = event.detail.value;
      drafts.keep('join.name', name);
      this.setData({ name, nameError: '' });
      this.weigh();
    },
    onAge(event: WechatMiniprogram.TouchEvent) {
      this.setData({ ageBand: event.currentTarget.dataset.band as AgeBand });
      this.weigh();
    },
    onForElder() {
      this.setData({ forElder: !this.data.forElder });
    },
    openPrivacy() {
      wx.navigateTo({ url: '/pages/privacy/privacy' });
    },
    goHome() {
      wx.switchTab({ url: '/pages/home/home' });
    },

    async onJoin() {
      const { still, choice, doors, ageBand, inviteCode, sending } = this.data;
      if (still || sending || !doors || !choice.householdId || !ageBand) return this.pointAt(still);
      this.setData({ sending: true });
      void askForMessages(['join', 'notice']);
      const reply = await member.join(
        {
          householdId: choice.householdId,
          name: this.data.name.trim(),
          ageBand,
          privacyVersion: doors.privacyVersion,
          ...(inviteCode && { inviteCode }),
        },
        { withGroup: true, courtyardId: doors.courtyardId },
      );
      this.setData({ sending: false });
      if (reply.ok) {
        drafts.keep('join.name', '');
        return this.setData({ joined: reply.value.status });
      }
      if (reply.code === 'JOIN_WAITING') return this.setData({ joined: 'waiting' });
      if (reply.code === 'ALREADY_MEMBER') return this.setData({ joined: 'already' });
      if (reply.code === 'TEXT_RISKY') return this.setData({ nameError: sentence(reply) });
      showFailure(reply);
    },

    pointAt(still: string) {
      if (still.includes('称呼')) this.setData({ nameError: still });
      else if (still) wx.showToast({ title: still, icon: 'none' });
    },
  },
});
