import { randomBytes } from 'node:crypto';
import { WireError } from '../wire';

export interface Pay {
  /** Off unless a test switches it on: the product takes no money. */
  on: boolean;
  call(apiName: string, params: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

export function createPay(): Pay {
  const pay: Pay = {
    on: false,
    call(apiName, params) {
      if (!pay.on) {
        throw new WireError(
          'OPERATION_FAIL',
          `cloudPay.${apiName} is switched off in the local cloud; POST /control/pay {"on": true} allows it`,
        );
      }
      if (apiName !== 'unifiedOrder') {
        throw new WireError('INVALID_PARAM', `the local cloud has no cloudPay.${apiName}`);
      }
      const prepayId = `wx${randomBytes(12).toString('hex')}`;
      const nonce = randomBytes(8).toString('hex');
      return {
        return_code: 'SUCCESS',
        return_msg: 'OK',
        result_code: 'SUCCESS',
        sub_mch_id: String(params.sub_mch_id ?? ''),
        trade_type: 'JSAPI',
        prepay_id: prepayId,
        nonce_str: nonce,
        payment: {
          timeStamp: String(Math.floor(Date.now() / 1000)),
          nonceStr: nonce,
          package: `prepay_id=${prepayId}`,
          signType: 'MD5',
          paySign: 'LOCAL',
        },
      };
    },
  };
  return pay;
}
