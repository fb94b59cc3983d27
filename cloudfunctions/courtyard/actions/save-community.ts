import * as v from 'valibot';
import {
  COMMUNITY_NAME_LENGTH,
  COMMUNITY_PHONE_LENGTH,
  type courtyard,
} from '../../../miniprogram/contract/courtyard';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { found } from '../../kernel/errors';
import { count, line, schemaOf } from '../../kernel/parse';
import { once } from '../../kernel/requests';
import { passes } from '../../kernel/safety';
import type { HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import { type CommunityPlaceDigest, placeDigestId } from '../documents';
import { loadCommunity } from '../repository';

type SaveCommunity = (typeof courtyard)['actions']['saveCommunity'];

const LEVEL_LOWEST = 4;

/** What stands on every page: the community's name and telephone, its response level, and whether it is a drill. */
export const saveCommunity: HandlerOf<SaveCommunity> = {
  input: schemaOf<InputOf<SaveCommunity>>()(
    v.strictObject({
      name: line(COMMUNITY_NAME_LENGTH),
      // A phone dials digits; dashes and spaces are for eyes.
      phone: v.pipe(line(COMMUNITY_PHONE_LENGTH), v.regex(/^(?=(?:\D*\d){3})[\d\- ]+$/)),
      responseLevel: count(LEVEL_LOWEST),
      drill: v.boolean(),
    }),
  ),

  async run(context) {
    const { input, call, caller, cloud } = context;
    await passes(cloud, caller.openid, input.name);
    return once(context, async (read) => {
      const community = await loadCommunity(read, call);
      const id = placeDigestId(call.communityId);
      const digest = found(await read.get<CommunityPlaceDigest>('digests', id));
      const writes = [
        replace('communities', { ...community, ...input }),
        replace('digests', { ...digest, ...input }),
      ];
      return { writes, value: {} };
    });
  },
};
