import * as v from 'valibot';
import type { member } from '../../../miniprogram/contract/member';
import { kindOfTemplate } from '../../../miniprogram/contract/messages';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { type AccountDoc, accountId, courtyardsOf } from '../../kernel/account-doc';
import { memberOf } from '../../kernel/caller';
import { plus, put } from '../../kernel/conditions';
import { AppError, found } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import { isReplay } from '../../kernel/replay';
import { askedOf } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';

type AddCredit = (typeof member)['actions']['addCredit'];

const TEMPLATES_MAX = 5;
const REQUESTS_KEPT = 20;
const ROUNDS = 4;

/** WeChat gives no count of what a person allowed, so the account keeps its own: one tap, one message of each kind. */
export const addCredit: HandlerOf<AddCredit> = {
  input: schemaOf<InputOf<AddCredit>>()(
    v.strictObject({
      templates: v.pipe(
        v.array(v.pipe(v.string(), v.maxLength(64))),
        v.minLength(1),
        v.maxLength(TEMPLATES_MAX),
      ),
    }),
  ),

  async run({ input, call, caller, store }) {
    const self = memberOf(caller);
    const kinds = [...new Set(input.templates)].flatMap((id) => kindOfTemplate(id) ?? []);
    const asked = askedOf(call);
    const id = accountId(call.communityId, caller.openid);
    for (let round = 0; round < ROUNDS; round += 1) {
      const account = found(await store.get<AccountDoc>('accounts', id));
      const counted = account.creditRequests ?? [];
      if (counted.some((one) => isReplay(one, asked))) return { credits: sumOf(account.credits) };
      const done = await store.claim({
        collection: 'accounts',
        id,
        while: { rev: account.rev, memberId: self._id },
        changes: {
          ...Object.fromEntries(kinds.map((kind) => [`credits.${kind}`, plus(1)])),
          creditRequests: put([...counted, asked].slice(-REQUESTS_KEPT)),
          courtyards: put(courtyardsOf(self)),
        },
      });
      if (done) return { credits: sumOf(account.credits) + kinds.length };
    }
    throw new AppError('BUSY');
  },
};

const sumOf = (credits: AccountDoc['credits']): number =>
  Object.values(credits).reduce((sum, one) => sum + one, 0);
