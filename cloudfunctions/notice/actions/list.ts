import * as v from 'valibot';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { NoticeRow, notice } from '../../../miniprogram/contract/notice';
import type { InputOf, Page } from '../../../miniprogram/contract/protocol';
import { courtyardOf } from '../../kernel/caller';
import { before } from '../../kernel/conditions';
import type { Find } from '../../kernel/database';
import { AppError } from '../../kernel/errors';
import { pageOf, readCursor } from '../../kernel/page';
import { schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import type { Store } from '../../kernel/store';
import { type NoticeDoc, type ReachDoc, reachId } from '../documents';
import { householdFor } from '../household';
import { isKeeper, isStaff } from '../repository';
import { rowOf } from '../views';

type List = (typeof notice)['actions']['list'];

const FIELDS = [
  ...['communityId', 'rev', 'title', 'category', 'by', 'origin', 'status', 'publishedAt'],
  ...['editedAt', 'validUntil', 'mustConfirm', 'pinned', 'version'],
];

export const list: HandlerOf<List> = {
  input: schemaOf<InputOf<List>>()(
    v.strictObject({
      box: v.picklist(['published', 'drafts']),
      after: v.exactOptional(v.pipe(v.string(), v.maxLength(200))),
    }),
  ),

  async run(context) {
    const { input, caller } = context;
    if (input.box === 'published') return published(context);
    if (!isKeeper(caller)) throw new AppError('NOT_ALLOWED');
    return drafts(context);
  },
};

type Asked = Context<InputOf<List>>;

/** Newest first; a courtyard's with the community's among them, or for staff without one the community's own. */
async function published({ input, call, caller, store, now }: Asked): Promise<Page<NoticeRow>> {
  const here = call.courtyardId;
  const where = here
    ? { audience: here, status: 'published' }
    : { origin: call.communityId, status: 'published' };
  const key = here ? 'publishedAt' : 'editedAt';
  const find = (more: Find['where']) =>
    store.find<NoticeDoc>({
      collection: 'notices',
      where: { ...where, ...more },
      order: [
        [key, -1],
        ['_id', -1],
      ],
      limit: LIMITS.pageSize + 1,
      fields: FIELDS,
    });
  const cursor = readCursor(input.after);
  const rows = cursor ? await afterCursor(find, key, cursor) : await find({});
  const ours = rows.filter(({ communityId }) => communityId === call.communityId);
  const confirmed = await confirmedIn(store, ours, { call, caller });
  return pageOf(ours, LIMITS.pageSize, {
    cursor: (row) => ({ key: row[key], id: row._id }),
    view: (row) => ({ ...rowOf(row, now), ...confirmed(row) }),
  });
}

type Confirmed = Pick<NoticeRow, 'confirmed'>;

/** Whether the household somebody reads for has answered; nothing about notices that ask for no answer. */
async function confirmedIn(
  store: Store,
  rows: readonly NoticeDoc[],
  { call, caller }: Pick<Asked, 'call' | 'caller'>,
): Promise<(row: NoticeDoc) => Confirmed> {
  const household = householdFor(call, caller);
  const asking = rows.filter(({ mustConfirm }) => mustConfirm).slice(0, LIMITS.pageSize);
  if (!household) return () => ({});
  const idOf = ({ _id }: NoticeDoc) => reachId(_id, courtyardOf(call));
  const mark = `marks.${household.id}`;
  const boards = await store.getAll<ReachDoc>('reaches', asking.map(idOf), [mark]);
  return (row) => {
    if (!row.mustConfirm) return {};
    const board = boards.find(({ _id }) => _id === idOf(row));
    return { confirmed: board?.marks?.[household.id]?.version === row.version };
  };
}

/** First what shares the last row's instant, then what is older. */
async function afterCursor(
  find: (more: Find['where']) => Promise<readonly NoticeDoc[]>,
  key: 'publishedAt' | 'editedAt',
  cursor: { readonly key: number | string; readonly id: string },
): Promise<readonly NoticeDoc[]> {
  const same = await find({ [key]: cursor.key, _id: before(cursor.id) });
  if (same.length > LIMITS.pageSize) return same;
  return [...same, ...(await find({ [key]: before(cursor.key) }))].slice(0, LIMITS.pageSize + 1);
}

/** What is being written, latest first. Few by nature, so there is one page. */
async function drafts({ call, caller, store, now }: Asked): Promise<Page<NoticeRow>> {
  const origins = isStaff(caller)
    ? [call.communityId, ...(call.courtyardId ? [call.courtyardId] : [])]
    : [courtyardOf(call)];
  const found: NoticeDoc[] = [];
  for (const origin of origins) {
    for (const status of ['draft', 'checking'] as const) {
      const some = await store.find<NoticeDoc>({
        collection: 'notices',
        where: { origin, status },
        order: [
          ['editedAt', -1],
          ['_id', -1],
        ],
        limit: LIMITS.listMax,
        fields: FIELDS,
      });
      found.push(...some);
    }
  }
  const ours = found.filter(({ communityId }) => communityId === call.communityId);
  return { items: ours.sort((a, b) => b.editedAt - a.editedAt).map((row) => rowOf(row, now)) };
}
