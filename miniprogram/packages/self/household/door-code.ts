/** 门牌码: shown at the door, scanned by whoever brings something. */
import { codeOf } from '../../../services/household-code';
import { codePicture } from '../services/code-picture';
import { EMPTY_HOME } from './my-household-view';

export const doorCode = Behavior({
  data: { codeShown: false, code: '', home: EMPTY_HOME },
  methods: {
    showCode() {
      this.setData({ codeShown: true, code: codePicture(codeOf(this.data.home.id)) });
    },
    hideCode() {
      this.setData({ codeShown: false });
    },
  },
});
