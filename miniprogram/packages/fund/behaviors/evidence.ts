/** Pictures of a receipt or of what was bought, on a page where somebody asks for an entry. */
import { pageBehavior } from '../../../behaviors/page';
import type { VoucherForm } from '../../../contract/fund-views';
import { say, showFailure } from '../../../services/failure';
import { at, type Place } from '../../../services/place';
import { addPictures, type HandedIn } from '../../../services/upload';
import { fund } from '../services/fund';

const PICTURES = 3;

export const evidence = Behavior({
  behaviors: [pageBehavior],
  data: {
    _place: '' as Place,
    pictures: [] as readonly HandedIn[],
    urls: [] as readonly string[],
    max: PICTURES,
    wrong: '',
    busy: false,
  },
  methods: {
    async addPicture() {
      const { pictures, _place: place } = this.data;
      const added = await addPictures(PICTURES - pictures.length, (picture) =>
        fund.addEvidence(picture, at(place)),
      );
      if (added.length > 0) this.showPictures([...this.data.pictures, ...added]);
    },
    removePicture({ detail }: WechatMiniprogram.CustomEvent<{ at: number }>) {
      this.showPictures(this.data.pictures.filter((_, index) => index !== detail.at));
    },
    showPictures(pictures: readonly HandedIn[]) {
      this.setData({ pictures, urls: pictures.map(({ url }) => url), wrong: '' });
    },
    /** Nothing moves until somebody else has signed. */
    async propose(form: VoucherForm) {
      const { _place: place, busy } = this.data;
      if (busy) return;
      this.setData({ busy: true });
      const reply = await fund.propose({ form }, at(place));
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      say('交上去了，等另一个人签');
      await wx.redirectTo({
        url: `/packages/fund/voucher/voucher?id=${reply.value.voucherId}&y=${place}`,
      });
    },
  },
});
