/** Shows money. `signed`: what came in says +, what went out −; the sign is always there, so colour is never alone. */
import { signedText, yuanText } from '../../contract/money';

Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: {
    /** In fen. */
    amount: { type: Number, value: 0 },
    signed: { type: Boolean, value: false },
    /** `hero` for the one figure of a page. */
    size: { type: String, value: '' },
  },
  data: { text: '¥0.00', tone: '' },
  observers: {
    'amount, signed'(amount: number, signed: boolean) {
      const way = amount > 0 ? 'in' : 'out';
      this.setData({
        text: signed ? signedText(amount) : yuanText(amount),
        tone: signed && amount !== 0 ? way : '',
      });
    },
  },
});
