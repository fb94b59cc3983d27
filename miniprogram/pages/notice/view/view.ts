/** 通知: what must I know, and how do I say 收到 for my household or the one I act for. */
import { pageBehavior } from '../../../behaviors/page';
import type { CourtyardId, NoticeId } from '../../../contract/ids';
import type { NoticeView } from '../../../contract/notice';
import { say, showFailure } from '../../../services/failure';
import { load, loading } from '../../../services/load';
import {
  agedNotice,
  type NoticeModel,
  notice,
  noticeContract,
  noticeLines,
  noticeModel,
  shortLabel,
} from '../../../services/notice';
import { confirmWaits } from '../../../services/pending';
import { doOrKeep } from '../../../services/queue';
import { placeOf, session } from '../../../services/session';
import { settings } from '../../../services/settings';
import { copyForGroup, noticeCard } from '../../../services/share';
import { canSpeak, speak, speakingTime, stopSpeaking } from '../../../services/speak';
import { askForMessages } from '../../../services/subscribe';
import { questionBox } from './questions';

Component({
  behaviors: [pageBehavior, questionBox],
  data: {
    ...loading,
    id: '' as NoticeId,
    courtyardId: '' as CourtyardId,
    view: null as NoticeView | null,
    model: null as NoticeModel | null,
    askable: false,
    sending: false,
    /** The 收到 waits in the phone for the network. */
    later: false,
    speakable: false,
    speaking: false,
    speakTime: '',
  },
  observers: {
    /** What waited may have been sent meanwhile: then the cloud knows better than this page. */
    pendingLine() {
      const { later, view } = this.data;
      if (later && view && !confirmWaits(view.id, session.subject?.id)) this.reload();
    },
  },
  methods: {
    onLoad(query: Record<string, string | undefined>) {
      const place = placeOf(query);
      if (!session.courtyardId) session.goTo(place);
      this.setData({
        id: (query.id ?? '') as NoticeId,
        courtyardId: place.courtyardId ?? session.courtyardId ?? ('' as CourtyardId),
        speakable: settings().readAloud && canSpeak(),
      });
      this.readDraft();
      return this.reload();
    },
    onUnload() {
      stopSpeaking();
    },
    async onPullDownRefresh() {
      await this.reload();
      wx.stopPullDownRefresh();
    },
    onShareAppMessage() {
      return noticeCard(this.data.id, this.data.model?.title ?? '院里的通知');
    },

    async reload() {
      const { id, courtyardId } = this.data;
      const manner = session.subject ? {} : { courtyardId };
      await load<NoticeView>(this, {
        key: `notice.${id}`,
        ask: () => notice.view({ noticeId: id }, manner),
        show: (view, _now, ageMs) => this.shown(agedNotice(view, ageMs)),
      });
    },

    shown(view: NoticeView) {
      const acting = session.subject !== undefined && view.forHousehold?.id === session.subject.id;
      const model = noticeModel(view, acting);
      const open = view.status === 'published' && !view.expired;
      return {
        view,
        model,
        phone: view.phone,
        askable: open && view.forHousehold !== undefined,
        later: confirmWaits(view.id, session.subject?.id),
        speakTime: speakingTime(model.speech),
      };
    },

    async onConfirm() {
      const { id, view, sending } = this.data;
      if (!view || sending) return;
      this.setData({ sending: true });
      void askForMessages(['notice', 'answer']);
      const label = `${shortLabel(view.forHousehold?.label ?? '')} 回：收到（${view.title}）`;
      const manner = session.subject ? {} : { courtyardId: this.data.courtyardId };
      const input = { noticeId: id, version: view.version };
      const outcome = await doOrKeep(noticeContract, 'confirm', input, label, manner);
      this.setData({ sending: false });
      if (outcome.state === 'later') return this.setData({ later: true });
      if (outcome.state === 'failed') {
        showFailure(outcome.failure);
        return this.reload();
      }
      const { how, at } = outcome.value;
      this.setData(this.shown({ ...view, confirmed: { how, at } }));
      say('回好了');
    },

    async onSpeak() {
      if (this.data.speaking) {
        stopSpeaking();
        return this.setData({ speaking: false });
      }
      this.setData({ speaking: true });
      await speak(this.data.model?.speech ?? '');
      this.setData({ speaking: false });
    },

    onLeave() {
      this.onLeaveActing();
      return this.reload();
    },
    onRetry() {
      if (this.data.failCode !== 'NOT_MEMBER') return this.reload();
      return wx.navigateTo({ url: `/pages/join/join?y=${this.data.courtyardId}` });
    },
    async onCopy() {
      const { view } = this.data;
      if (view) await copyForGroup(noticeLines(view));
    },
    openBoard() {
      const { id, courtyardId } = this.data;
      wx.navigateTo({ url: `/packages/keeper/board/board?id=${id}&y=${courtyardId}` });
    },
    openEdit() {
      const { id, courtyardId } = this.data;
      wx.navigateTo({ url: `/packages/keeper/notice-edit/notice-edit?id=${id}&y=${courtyardId}` });
    },
  },
});
