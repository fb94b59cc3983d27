import type { NoticeRowModel } from '../../services/notice';

/** One notice of a list. Event: `open` with its id. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: { item: { type: Object, value: {} as NoticeRowModel } },
  methods: {
    onOpen() {
      this.triggerEvent('open', { id: (this.data.item as NoticeRowModel).id });
    },
  },
});
