import type { EntryModel } from '../../services/fund';

/** One entry of the books in a list. Event: `open` with its number. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: { item: { type: Object, value: {} as EntryModel } },
  methods: {
    onOpen() {
      this.triggerEvent('open', { seq: (this.data.item as EntryModel).seq });
    },
  },
});
