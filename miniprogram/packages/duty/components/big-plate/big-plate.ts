import { plateWords } from '../../services/label';

/** The enamel plate of a family, readable at arm's length. My own is the filled one; `lamp`: on the evening page. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: {
    label: { type: String, value: '' },
    mine: { type: Boolean, value: false },
    lamp: { type: Boolean, value: false },
  },
  data: { where: '', who: '' },
  observers: {
    label(label: string) {
      this.setData(plateWords(label));
    },
  },
});
