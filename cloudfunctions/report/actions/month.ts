import * as v from 'valibot';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { MonthView, report } from '../../../miniprogram/contract/report';
import { namesOf } from '../../courtyard/public';
import { before } from '../../kernel/conditions';
import { schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import type { MonthDoc } from '../documents';
import { monthFile as fileOf } from '../file';
import { latestMonth, monthAfter } from '../months';
import { monthView } from '../view';

type Month = (typeof report)['actions']['month'];
type MonthFile = (typeof report)['actions']['monthFile'];

const monthText = v.pipe(v.string(), v.regex(/^20\d\d-(0[1-9]|1[0-2])$/));

export const month: HandlerOf<Month> = {
  input: schemaOf<InputOf<Month>>()(v.strictObject({ month: v.exactOptional(monthText) })),
  run: (context) => viewOf(context, context.input.month),
};

export const monthFile: HandlerOf<MonthFile> = {
  input: schemaOf<InputOf<MonthFile>>()(v.strictObject({ month: monthText })),
  async run(context) {
    const view = await viewOf(context, context.input.month);
    const file = await fileOf(view);
    return {
      name: `${view.communityName}${view.month}每月一页.xlsx`,
      base64: Buffer.from(file).toString('base64'),
    };
  },
};

/** The month that was asked for, or the latest there is, and whether there is one before it: one request. */
async function viewOf(
  { store, call: { communityId }, now }: Context<unknown>,
  asked: string | undefined,
): Promise<MonthView> {
  const names = await namesOf(store, communityId, { now });
  const [first, second] = await store.find<MonthDoc>({
    collection: 'months',
    where: { communityId, month: before(monthAfter(asked ?? latestMonth(now))) },
    order: [['month', -1]],
    limit: 2,
  });
  const month = asked ?? first?.month ?? latestMonth(now);
  const isThere = first?.month === month;
  return monthView({
    month,
    names,
    doc: isThere ? first : undefined,
    earlier: (isThere ? second : first)?.month,
    now,
  });
}
