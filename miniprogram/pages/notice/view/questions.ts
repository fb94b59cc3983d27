/** The question box under a notice: asking, reporting, and, for those who may, answering and hiding. */
import type { NoticeId, QuestionId } from '../../../contract/ids';
import type { Reply } from '../../../contract/protocol';
import { say, sentence, showFailure, sure } from '../../../services/failure';
import { notice, noticeContract } from '../../../services/notice';
import { doOrKeep, type Outcome } from '../../../services/queue';
import { drafts } from '../../../services/storage';
import { askForMessages } from '../../../services/subscribe';

/** The keepers read it at once in any case; the neighbours once it passed the check. */
const saidAfterAsking = (outcome: Outcome<{ readonly status: 'shown' | 'checking' }>): string => {
  if (outcome.state === 'later') return '没有网，先记下了，有网自动送';
  const waits = outcome.state === 'done' && outcome.value.status === 'checking';
  return waits ? '问好了，等微信检查一下' : '问好了，院委会会回答';
};

export const questionBox = Behavior({
  data: {
    id: '' as NoticeId,
    question: '',
    questionError: '',
    asking: false,
    /** Id of the question being answered; empty when none is. */
    answering: '',
    answer: '',
    answerError: '',
    toAll: true,
  },
  methods: {
    /** The page reads its view again; the page itself says how. */
    reload(): Promise<void> {
      return Promise.resolve();
    },
    readDraft() {
      this.setData({ question: drafts.read(`question.${this.data.id}`) });
    },
    onQuestion(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const question = event.detail.value;
      drafts.keep(`question.${this.data.id}`, question);
      this.setData({ question, questionError: '' });
    },
    async onAsk() {
      const { id, question, asking } = this.data;
      const text = question.trim();
      if (asking) return;
      if (!text) return this.setData({ questionError: '先写一句您想问的' });
      this.setData({ asking: true });
      void askForMessages(['answer', 'notice']);
      const outcome = await doOrKeep(
        noticeContract,
        'ask',
        { noticeId: id, text },
        `问院委会：${text}`,
      );
      this.setData({ asking: false });
      if (outcome.state === 'failed')
        return this.setData({ questionError: sentence(outcome.failure) });
      drafts.keep(`question.${id}`, '');
      this.setData({ question: '', questionError: '' });
      say(saidAfterAsking(outcome));
      if (outcome.state === 'done') await this.reload();
    },
    async onReport(event: WechatMiniprogram.TouchEvent) {
      const questionId = event.currentTarget.dataset.id as QuestionId;
      if (
        !(await sure(
          '举报这一句',
          '院委会会看一看，不合适就收起来。别人不知道是您举报的。',
          '举报',
        ))
      )
        return;
      await this.after(notice.reportQuestion({ questionId }), '收到了，院委会会看');
    },
    async hideQuestion(event: WechatMiniprogram.TouchEvent) {
      const questionId = event.currentTarget.dataset.id as QuestionId;
      if (!(await sure('收起这一句', '邻居就看不到了，提问的人自己还看得到。', '收起来'))) return;
      await this.after(notice.hideQuestion({ questionId }), '收起来了');
    },
    openAnswer(event: WechatMiniprogram.TouchEvent) {
      const answering = String(event.currentTarget.dataset.id);
      this.setData({
        answering,
        answer: drafts.read(`answer.${answering}`),
        answerError: '',
        toAll: true,
      });
    },
    closeAnswer() {
      this.setData({ answering: '' });
    },
    onAnswer(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const answer = event.detail.value;
      drafts.keep(`answer.${this.data.answering}`, answer);
      this.setData({ answer, answerError: '' });
    },
    onWho(event: WechatMiniprogram.TouchEvent) {
      this.setData({ toAll: event.currentTarget.dataset.all === true });
    },
    async sendAnswer() {
      const { answering, answer, toAll, asking } = this.data;
      const text = answer.trim();
      if (asking) return;
      if (!text) return this.setData({ answerError: '先写一句回答' });
      this.setData({ asking: true });
      const reply = await notice.answer({ questionId: answering as QuestionId, text, toAll });
      this.setData({ asking: false });
      if (!reply.ok) return this.setData({ answerError: sentence(reply) });
      drafts.keep(`answer.${answering}`, '');
      this.setData({ answering: '' });
      say(reply.value.status === 'checking' ? '答好了，等微信检查一下' : '答好了');
      await this.reload();
    },
    async after(asked: Promise<Reply<unknown>>, done: string) {
      const reply = await asked;
      if (!reply.ok) return showFailure(reply);
      say(done);
      await this.reload();
    },
  },
});
