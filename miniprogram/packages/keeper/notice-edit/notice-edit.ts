/** 写通知: write, see it as neighbours will, send it out. What is typed survives everything. */
import { pageBehavior } from '../../../behaviors/page';
import type { NoticeId } from '../../../contract/ids';
import { say, sentence, sure } from '../../../services/failure';
import { notice, noticeLines, textParts } from '../../../services/notice';
import { at, placeFrom } from '../../../services/place';
import { session } from '../../../services/session';
import { copyForGroup, noticeCard } from '../../../services/share';
import { whenOnline } from '../services/online';
import { EARLIER, LOST, saidAfter } from './desk-words';
import { emptyForm, formOf, isReady, placeOfFirst, problemsOf } from './form';
import { dated } from './near-days';
import { clearDesk, deskAt, postFor } from './post';
import { type Desk, type Outcome, saveOnly, sendOut } from './publishing';
import { writing } from './writing';

let stopWaiting = (): void => undefined; // one desk is open at a time
Component({
  behaviors: [pageBehavior, writing],
  options: { pureDataPattern: /^_/ },
  data: {
    phase: 'loading' as 'loading' | 'failed' | 'write' | 'look' | 'out' | 'checking',
    failText: '',
    _again: false, // the last attempt found no network: it is repeated by itself
    parts: [] as ReturnType<typeof textParts>,
    resumed: false,
    busy: false,
    sent: { id: '', title: '', body: '', mustConfirm: false },
  },
  lifetimes: {
    attached() {
      stopWaiting = whenOnline(() => {
        if (this.data._again) void this.publish();
      });
    },
    detached() {
      stopWaiting();
    },
  },
  methods: {
    async onLoad({ id, ...query }: { id?: NoticeId; y?: string; from?: string }) {
      const courtyardId = placeFrom(query);
      this.setData({
        _place: { ...(courtyardId && { courtyardId }), ...(id && { noticeId: id }) },
      });
      await this.open();
    },
    async open() {
      const place = this.data._place;
      this.setData({ phase: 'loading', banner: '' });
      if (!place.courtyardId) await this.readCourtyards();
      const kept = deskAt(place);
      const desk = kept ?? (await this.deskOf(place.noticeId));
      if (!desk) return;
      wx.setNavigationBarTitle({ title: desk.form.revising ? '改通知' : '写通知' });
      this.setData({ phase: 'write', resumed: kept !== undefined, _desk: desk });
      if (desk.unanswered) this.setData({ banner: LOST });
      this.explain({});
      this.draw(desk.form);
    },
    async deskOf(noticeId: NoticeId | undefined): Promise<Desk | undefined> {
      const { courtyardId } = this.data._place;
      if (!noticeId) {
        const all = this.data.courtyards.map(({ id }) => id);
        return { form: emptyForm(Date.now(), courtyardId ? [courtyardId] : all) };
      }
      const reply = await notice.view({ noticeId }, at(courtyardId ?? ''));
      if (!reply.ok) {
        this.setData({ phase: 'failed', failText: sentence(reply) });
        return undefined;
      }
      // A notice of the community may be opened from a courtyard: it still goes to many.
      if (courtyardId && reply.value.fromCommunity) await this.readCourtyards();
      return { form: formOf(reply.value) };
    },
    async startOver() {
      if (!(await sure('重新写', '这次没发出去的字会清掉，已经发出去的不受影响。', '清掉重写')))
        return;
      clearDesk(this.data._place);
      await this.open();
    },
    look() {
      const problems = problemsOf(this.data.form, Date.now());
      this.explain(problems);
      if (!isReady(problems)) return wx.pageScrollTo({ selector: placeOfFirst(problems) });
      this.setData({ phase: 'look', parts: textParts(this.data.form.body) });
      return wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    },
    nameDays() {
      this.put(dated(this.data.form, Date.now()) ?? {});
      return this.look();
    },
    writeOn() {
      this.setData({ phase: 'write' });
    },
    async saveDraft() {
      const outcome = await this.attempt(saveOnly);
      if (outcome?.status !== 'saved') return this.tell(outcome);
      // It lies in the cloud now; the next notice begins on an empty desk.
      clearDesk(this.data._place);
      say('草稿存好了，在“院里的通知”里接着写');
    },
    async publish() {
      this.tell(await this.attempt(sendOut));
    },
    async attempt(send: typeof sendOut) {
      if (this.data.busy) return undefined;
      this.setData({ busy: true, banner: '', _again: false });
      const outcome = await send(this.data._desk, postFor(this.data._place));
      this.setData({ busy: false, _desk: outcome.desk });
      this.draw(outcome.desk.form);
      return outcome;
    },
    tell(outcome: Outcome | undefined) {
      if (!outcome) return;
      if (outcome.status === 'failed') {
        const { again, banner, problems } = saidAfter(outcome);
        this.setData({
          _again: again,
          banner,
          phase: isReady(problems) ? this.data.phase : 'write',
        });
        return this.explain(problems);
      }
      if (outcome.status === 'earlier') return this.setData({ banner: EARLIER, phase: 'write' });
      clearDesk(this.data._place);
      const { title, body, mustConfirm } = outcome.desk.form;
      const phase = outcome.status === 'checking' ? 'checking' : 'out';
      this.setData({ phase, sent: { id: outcome.state.noticeId, title, body, mustConfirm } });
    },
    async copy() {
      const { title, body, mustConfirm } = this.data.sent;
      await copyForGroup(noticeLines({ title, body, mustConfirm, by: session.courtyardName }));
    },
    seeIt() {
      const { id } = this.data.sent;
      const y = this.data._place.courtyardId ?? this.data.form.audience[0];
      void wx.redirectTo({ url: `/pages/notice/view/view?id=${id}&y=${y}` });
    },
    seeBoard() {
      const { courtyardId: y } = this.data._place;
      const page = y ? `board/board?y=${y}&` : 'community-board/community-board?';
      void wx.redirectTo({ url: `/packages/keeper/${page}id=${this.data.sent.id}` });
    },
    onShareAppMessage() {
      return noticeCard(this.data.sent.id as NoticeId, this.data.sent.title);
    },
  },
});
