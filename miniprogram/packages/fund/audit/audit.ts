/** 对账: anybody recounts the whole chain, from the first entry to the last. */
import { pageBehavior } from '../../../behaviors/page';
import { type AuditView, FLAW_NAMES } from '../../../contract/fund-views';
import { sentence } from '../../../services/failure';
import { askForMessages } from '../../../services/subscribe';
import { fund, fundCard, go } from '../services/fund';

type State = 'idle' | 'counting' | 'agreed' | 'broken' | 'stopped';

Component({
  behaviors: [pageBehavior],
  options: { pureDataPattern: /^_/ },
  data: {
    state: 'idle' as State,
    checked: 0,
    of: 0,
    percent: 0,
    code: '',
    brokenAt: 0,
    flaw: '',
    told: false,
    failText: '',
    /** A page that was left counts no further. */
    _left: false,
  },
  lifetimes: {
    detached() {
      this.setData({ _left: true });
    },
  },
  methods: {
    async onLoad() {
      await this.count();
    },
    /** Whoever keeps the money allows the message that tells of a difference with the tap. */
    async again() {
      if (this.data.told) void askForMessages(['audit']);
      await this.count();
    },
    async count() {
      if (this.data.state === 'counting') return;
      this.setData({ state: 'counting', checked: 0, percent: 0, failText: '' });
      let from = 0;
      while (!this.data._left) {
        const reply = await fund.audit(from === 0 ? {} : { from });
        if (!reply.ok) return this.setData({ state: 'stopped', failText: sentence(reply) });
        this.show(reply.value);
        if (reply.value.next === undefined) return;
        from = reply.value.next;
      }
    },
    show({ checked, of, ok, next, code, brokenAt, flaw, told }: AuditView) {
      const isOver = next === undefined;
      const verdict: State = ok ? 'agreed' : 'broken';
      this.setData({
        checked,
        of,
        told,
        percent: of === 0 ? 100 : Math.round((checked / of) * 100),
        code,
        brokenAt: brokenAt ?? 0,
        flaw: flaw ? FLAW_NAMES[flaw] : '',
        state: isOver ? verdict : 'counting',
      });
    },
    openBroken() {
      go('journal', `?seq=${this.data.brokenAt}`);
    },
    onShareAppMessage: fundCard,
  },
});
