/** 绑定微信群: only from a card opened in that group, so that the platform itself says which group it is. */

import { placePage } from '../../../behaviors/place-page';
import { courtyard } from '../../../services/courtyard';
import { sentence, showFailure, sure } from '../../../services/failure';
import { load } from '../../../services/load';
import { at } from '../../../services/place';
import { session } from '../../../services/session';
import { courtyardCard } from '../../../services/share';

Component({
  behaviors: [placePage],
  options: { pureDataPattern: /^_/ },
  data: {
    courtyardName: '',
    bound: false,
    /** This visit comes from a group card. */
    fromGroup: false,
    leftGroup: false,
    said: '',
    busy: false,
  },
  methods: {
    async refresh() {
      await load(this, {
        key: `group/${this.data._place}`,
        ask: () => courtyard.home({}, at(this.data._place)),
        show: ({ courtyard: card }) => ({
          courtyardName: card?.name ?? '',
          bound: card?.groupBound ?? false,
        }),
      });
      const fromGroup = (await session.groupTicket()) !== undefined;
      this.setData({ fromGroup, leftGroup: session.leftGroup });
    },
    async bind() {
      const { busy, bound, courtyardName, _place: place } = this.data;
      if (busy) return;
      const content = `以后从这个微信群点开小程序，就到${courtyardName}。${bound ? '原来绑的群不再算本院的群。' : ''}`;
      if (!(await sure('绑定这个微信群', content, '绑定'))) return;
      this.setData({ busy: true, said: '' });
      const reply = await courtyard.bindGroup({}, { ...at(place), withGroup: true });
      this.setData({ busy: false });
      if (!reply.ok) return this.setData({ said: sentence(reply) });
      this.setData({
        bound: true,
        said: reply.value.rebound ? '换好了，现在绑的是这个群' : '绑好了',
      });
    },
    async unbind() {
      const content = '以后从这个群点开小程序，不会自动到本院。已经加入的邻居不受影响。';
      if (!(await sure('解开绑定', content, '解开'))) return;
      const reply = await courtyard.unbindGroup({}, at(this.data._place));
      if (!reply.ok) return showFailure(reply);
      this.setData({ bound: false, said: '解开了，可以再从新的群里绑' });
    },
    onShareAppMessage() {
      return courtyardCard();
    },
  },
});
