/** The writing half of 写通知: every change goes to the phone's storage at once. */
import type { CourtyardRow } from '../../../contract/directory';
import type { CourtyardId } from '../../../contract/ids';
import { LIMITS } from '../../../contract/limits';
import type { NoticeCategory } from '../../../contract/notice';
import { directory } from '../../../services/directory';
import { say, sentence } from '../../../services/failure';
import { notice } from '../../../services/notice';
import { at } from '../../../services/place';
import type { Tap, Typed } from '../../../services/taps';
import { addPictures } from '../../../services/upload';
import { atEvening, emptyForm, formPage, type NoticeForm, type Problems } from './form';
import { type DeskPlace, putDesk } from './post';
import type { Desk } from './publishing';

const START = emptyForm(Date.now(), []);

export const writing = Behavior({
  data: {
    _place: {} as DeskPlace,
    _desk: { form: START } as Desk,
    form: START,
    page: formPage(START, Date.now()),
    /** What is wrong, beside its field. */
    wrong: { title: '', body: '', until: '', audience: '' },
    urls: [] as string[],
    /** A line at the top of the page. */
    banner: '',
    /** From the community to several courtyards. */
    fromCommunity: false,
    courtyards: [] as CourtyardRow[],
  },
  methods: {
    async readCourtyards() {
      const reply = await directory.overview({}, at(''));
      this.setData({ fromCommunity: true });
      if (reply.ok) this.setData({ courtyards: [...reply.value.courtyards] });
      else this.setData({ banner: `院落名单没有拿到：${sentence(reply)}` });
    },
    draw(form: NoticeForm) {
      this.setData({
        form,
        page: formPage(form, Date.now()),
        urls: form.pictures.map(({ url, fileId }) => url || fileId),
      });
    },
    explain({ title = '', body = '', until = '', audience = '' }: Problems) {
      this.setData({ wrong: { title, body, until, audience } });
    },
    put(change: Partial<NoticeForm>) {
      const desk = { ...this.data._desk, form: { ...this.data._desk.form, ...change } };
      this.setData({ _desk: desk });
      if (!putDesk(this.data._place, desk)) say('手机存满了，离开前请先发出去');
      this.explain({});
      this.draw(desk.form);
    },
    writeTitle({ detail }: Typed) {
      this.put({ title: detail.value });
    },
    writeBody({ detail }: Typed) {
      this.put({ body: detail.value });
    },
    chooseCategory({ currentTarget }: Tap<{ id: NoticeCategory }>) {
      this.put({ category: currentTarget.dataset.id });
    },
    switchConfirm({ detail }: Typed<boolean>) {
      this.put({ mustConfirm: detail.value });
    },
    switchPinned({ detail }: Typed<boolean>) {
      this.put({ pinned: detail.value });
    },
    chooseUntil({ currentTarget }: Tap<{ day: string }>) {
      this.put(atEvening(this.data.form, currentTarget.dataset.day));
    },
    pickDay({ detail }: Typed) {
      this.put({ untilDay: detail.value });
    },
    pickTime({ detail }: Typed) {
      this.put({ untilTime: detail.value });
    },
    chooseAudience({ detail }: Typed<CourtyardId[]>) {
      this.put({ audience: detail.value });
    },
    async addPicture() {
      const { form, _place: place } = this.data;
      const added = await addPictures(LIMITS.pictures - form.pictures.length, (picture) =>
        notice.addPicture(picture, at(place.courtyardId ?? '')),
      );
      if (added.length > 0) this.put({ pictures: [...this.data.form.pictures, ...added] });
    },
    removePicture({ detail }: WechatMiniprogram.CustomEvent<{ at: number }>) {
      this.put({ pictures: this.data.form.pictures.filter((_, at) => at !== detail.at) });
    },
  },
});
