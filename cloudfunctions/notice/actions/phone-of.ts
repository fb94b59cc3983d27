import * as v from 'valibot';
import type { notice } from '../../../miniprogram/contract/notice';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { ContactsDoc } from '../../directory/public';
import { audit } from '../../kernel/audit';
import { courtyardOf, memberOf } from '../../kernel/caller';
import { AppError } from '../../kernel/errors';
import { idOf, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { refuseStranger } from '../place';

type PhoneOf = (typeof notice)['actions']['phoneOf'];

/** The telephone numbers of a household, for whoever makes the calls. Who looked is written down first. */
export const phoneOf: HandlerOf<PhoneOf> = {
  input: schemaOf<InputOf<PhoneOf>>()(v.strictObject({ householdId: idOf('hh') })),

  async run({ input, call, caller, store, cloud, now }) {
    const courtyardId = courtyardOf(call);
    const { communityId } = call;
    const { householdId } = input;
    await refuseStranger(store, householdId, { courtyardId, communityId });
    const contacts = await store.get<ContactsDoc>('contacts', householdId);
    if (!contacts) return { phones: [] };
    const ours = contacts.communityId === communityId && contacts.courtyardId === courtyardId;
    if (!ours) throw new AppError('NOT_FOUND');
    await audit(store, cloud, {
      communityId,
      courtyardId,
      actor: memberOf(caller)._id,
      what: 'notice.phoneOf',
      subject: householdId,
      at: now,
    });
    return { phones: contacts.phones.map(({ name, phone }) => ({ name, phone })) };
  },
};
