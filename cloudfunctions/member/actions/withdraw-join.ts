import * as v from 'valibot';
import type { member } from '../../../miniprogram/contract/member';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { plusWaiting } from '../../courtyard/public';
import { memberOf } from '../../kernel/caller';
import { AppError, refuseIf } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import { isReplay } from '../../kernel/replay';
import { askedOf } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import { answerOf, closed } from '../joining';
import { loadMember, loadPlace } from '../repository';
import { joinIdSchema, partsOf } from './answer-join';

type WithdrawJoin = (typeof member)['actions']['withdrawJoin'];

export const withdrawJoin: HandlerOf<WithdrawJoin> = {
  input: schemaOf<InputOf<WithdrawJoin>>()(v.strictObject({ joinId: joinIdSchema })),
  beforeAgreeing: true,

  async run({ input, call, caller, store, now }) {
    const [householdId, askerId] = partsOf(input.joinId);
    const { _id } = memberOf(caller);
    const asked = askedOf(call);
    refuseIf(askerId !== _id, 'NOT_FOUND');
    return store.transact(async (read) => {
      const asker = await loadMember(read, _id, call);
      // Before what waits: it may be a later request to join the same door.
      if (asker.answered?.some(({ ended }) => isReplay(ended, asked))) {
        return { writes: [], value: {} };
      }
      const waiting = asker.waiting.find((one) => one.householdId === householdId);
      if (!waiting) {
        const answer = answerOf(asker, householdId);
        if (!answer) throw new AppError('NOT_FOUND');
        refuseIf(answer.outcome !== 'withdrawn', 'JOIN_CLOSED');
        return { writes: [], value: {} };
      }
      const answer = {
        householdId,
        outcome: 'withdrawn',
        at: now,
        requestId: waiting.requestId,
        print: waiting.print,
        ended: asked,
      } as const;
      const place = await loadPlace(read, waiting.courtyardId, call);
      const writes = [
        replace('members', closed(asker, answer)),
        replace('digests', plusWaiting(place, -1)),
      ];
      return { writes, value: {} };
    });
  },
};
