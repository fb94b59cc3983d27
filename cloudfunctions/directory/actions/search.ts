import * as v from 'valibot';
import type { directory } from '../../../miniprogram/contract/directory';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { listCourtyards, loadCommunity } from '../repository';
import { courtyardRow } from '../rows';
import { matching, order } from '../search';

type Search = (typeof directory)['actions']['search'];

/** Which courtyard do you live in? Open to everybody; it tells nothing about who lives there. */
export const search: HandlerOf<Search> = {
  input: schemaOf<InputOf<Search>>()(
    v.strictObject({ text: v.pipe(v.string(), v.trim(), v.maxLength(LIMITS.searchLength)) }),
  ),

  async run({ input, call, caller, store }) {
    const community = await loadCommunity(store, call.communityId);
    const courtyards = await listCourtyards(store, call.communityId);
    const fitting =
      input.text === ''
        ? [...courtyards].sort((a, b) => order.compare(a.code, b.code))
        : matching(courtyards, input.text);
    const rows = fitting.map((courtyard) => courtyardRow(courtyard, community));
    const isCommunity = caller.roles.has('staff') || caller.roles.has('admin');
    // Which gates nobody watches is nothing for strangers to look up.
    return { items: isCommunity ? rows : rows.map((row) => ({ ...row, guardCount: 0 })) };
  },
};
