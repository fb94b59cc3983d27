import * as v from 'valibot';
import type { fund } from '../../../miniprogram/contract/fund';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { namesOf } from '../../courtyard/public';
import { schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import { headsOf, journalsOf, type MonthAsked } from '../months';
import { statementOf } from '../statement';
import { statementFile as fileOf } from '../statement-file';
import type { Names } from '../views';
import { month } from './inputs';

type Statement = (typeof fund)['actions']['statement'];
type StatementFile = (typeof fund)['actions']['statementFile'];

const input = schemaOf<InputOf<Statement>>()(v.strictObject({ month }));

export const statement: HandlerOf<Statement> = {
  input,
  async run(context) {
    const { names, ...asked } = await askedOf(context);
    const heads = await headsOf(context.store, asked);
    return statementOf({ ...asked, communityName: names.community, ...heads, now: context.now });
  },
};

export const statementFile: HandlerOf<StatementFile> = {
  input,
  async run(context) {
    const { store, now } = context;
    const { names, ...asked } = await askedOf(context);
    // The heads first: what is posted meanwhile is in neither the sums nor the entries.
    const heads = await headsOf(store, asked);
    const journals = await journalsOf(store, asked, heads.after.seq);
    const view = statementOf({ ...asked, communityName: names.community, ...heads, now });
    const file = await fileOf(view, journals, names);
    return {
      name: `${view.communityName}微基金${view.month}.xlsx`,
      base64: Buffer.from(file).toString('base64'),
    };
  },
};

async function askedOf({
  input: { month },
  call: { communityId },
  store,
  now,
}: Context<InputOf<Statement>>): Promise<MonthAsked & { readonly names: Names }> {
  return { names: await namesOf(store, communityId, { now }), communityId, month };
}
