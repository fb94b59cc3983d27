import * as v from 'valibot';
import type { directory } from '../../../miniprogram/contract/directory';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { memberOf } from '../../kernel/caller';
import { schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { look, reportOf } from '../import/look';

type CheckRegister = (typeof directory)['actions']['checkRegister'];

export const fileIdSchema = v.strictObject({ fileId: v.pipe(v.string(), v.maxLength(300)) });

/** A dry run: every line is read and compared, nothing is written. */
export const checkRegister: HandlerOf<CheckRegister> = {
  input: schemaOf<InputOf<CheckRegister>>()(fileIdSchema),

  async run({ input, call, caller, store, cloud, now }) {
    const { communityId } = call;
    const act = { by: memberOf(caller)._id, now };
    return reportOf(await look({ store, cloud, communityId, fileId: input.fileId, act }), false);
  },
};
