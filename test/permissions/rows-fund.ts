/** The micro-fund: for everybody to read, for askers to ask, for those who keep the money to sign. */
import { nothing, type Rows } from './row';

const MONTH = { month: '2020-02' };
const aGift = { kind: 'donation', fen: 100, till: 'cash', words: '', pictures: [] } as const;

export const FUND: Rows['fund'] = {
  overview: nothing('community'),
  journals: nothing('community'),
  journal: { about: 'community', input: () => ({ seq: 1 }) },
  statement: { about: 'community', input: () => MONTH },
  statementFile: { about: 'community', input: () => MONTH },
  audit: nothing('community'),
  vouchers: { about: 'community', input: () => ({ status: 'proposed' }) },
  voucher: { about: 'thing', input: (_, { voucher }) => ({ voucherId: voucher }) },
  propose: { about: 'community', input: () => ({ form: aGift }) },
  sign: {
    about: 'thing',
    input: (_, { voucher }) => ({ voucherId: voucher }),
    fresh: async ({ place }, things) => ({ voucherId: await things.voucher(place) }),
  },
  decline: {
    about: 'thing',
    input: (_, { voucher }) => ({ voucherId: voucher, reason: '钱不够。' }),
    fresh: async ({ place }, things) => ({
      voucherId: await things.voucher(place),
      reason: '钱不够。',
    }),
  },
  withdrawVoucher: {
    about: 'thing',
    input: (_, { voucher }) => ({ voucherId: voucher }),
    async fresh({ by }, _, calls) {
      const { voucherId } = await calls.done('fund', 'propose', by, { form: aGift });
      return { voucherId };
    },
  },
  addEvidence: {
    about: 'community',
    input: () => ({ fileId: 'cloud://yuanba-local.0/none.png' }),
    mayHear: ['PICTURE_BAD'],
  },
};
