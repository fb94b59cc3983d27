/** Walls of entries, one entry, and the how-to videos. */
import * as v from 'valibot';
import { dayOf } from '../../../miniprogram/contract/calendar';
import type { contest } from '../../../miniprogram/contract/contest';
import { TOPICS } from '../../../miniprogram/contract/contest-forms';
import type { HowToItem, WallItem } from '../../../miniprogram/contract/contest-views';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { courtyardOf } from '../../kernel/caller';
import { before } from '../../kernel/conditions';
import type { Find } from '../../kernel/database';
import { found } from '../../kernel/errors';
import { pageOf, readCursor } from '../../kernel/page';
import { schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import { contestOf, type EntryDoc } from '../documents';
import { contestForReading, contestListed, entryFor, yardsOf } from '../repository';
import { urlsOf } from '../urls';
import { type Looking, topicsText, wallItem } from '../views';
import { cursor, forContest, forEntry } from './inputs';
import { partyOf } from './looking';

type Actions = (typeof contest)['actions'];

const PAGE = LIMITS.pageSize;

export const wall: HandlerOf<Actions['wall']> = {
  input: schemaOf<InputOf<Actions['wall']>>()(v.strictObject({ ...forContest, cursor })),

  async run(context) {
    const { input, call, store } = context;
    const doc = await contestForReading(store, input.contestId, context);
    const here = courtyardOf(call);
    found(doc, doc.courtyards.includes(here));
    const isWide = doc.form.electorate === 'community';
    const entries = await entriesPage(context, {
      contestId: doc._id,
      ...(isWide ? {} : { courtyardId: here }),
      listed: true,
    });
    const looking = await lookingAt(context, entries);
    return pageOf<EntryDoc, WallItem>(entries, PAGE, {
      cursor: cursorOf,
      view: (entry) => wallItem(entry, looking),
    });
  },
};

const cursorOf = ({ wallKey, _id }: EntryDoc) => ({ key: wallKey, id: _id });

/** Latest first. The key of a wall is of one entry alone, so a page is one request. */
export function entriesPage(
  { input, store }: Context<{ readonly cursor?: string }>,
  where: Find['where'],
): Promise<readonly EntryDoc[]> {
  const from = readCursor(input.cursor);
  return store.find<EntryDoc>({
    collection: 'entries',
    where: { ...where, ...(from ? { wallKey: before(from.key) } : {}) },
    order: [['wallKey', -1]],
    limit: PAGE + 1,
  });
}

async function lookingAt(
  context: Context<unknown>,
  entries: readonly EntryDoc[],
): Promise<Looking> {
  const { call, store, cloud, now } = context;
  const shown = entries.slice(0, PAGE);
  const [yards, urlOf] = await Promise.all([
    yardsOf(
      store,
      shown.map(({ courtyardId }) => courtyardId),
      { communityId: call.communityId, now },
    ),
    urlsOf(
      cloud,
      shown.flatMap(({ form }) => form.pictures.slice(0, 1).map(({ thumbId }) => thumbId)),
    ),
  ]);
  return { yards, urlOf, here: call.courtyardId, household: partyOf(context) };
}

export const entry: HandlerOf<Actions['entry']> = {
  input: schemaOf<InputOf<Actions['entry']>>()(v.strictObject(forEntry)),

  async run(context) {
    const { input, call, store, cloud } = context;
    const here = courtyardOf(call);
    const doc = await contestListed(store, contestOf(input.entryId), context);
    const known = await entryFor(store, input.entryId, call);
    const isOwn = known.householdId === partyOf(context);
    const reaches = known.courtyardId === here || doc.form.electorate === 'community';
    const isShown = known.listed && (reaches || known.library);
    found(known, known.live && (isOwn || isShown));
    const { form } = known;
    const ids = form.pictures.map(({ fileId: id }) => id);
    const urlOf = await urlsOf(cloud, [...ids, ...(form.video ? [form.video.fileId] : [])]);
    const looking = await lookingAt(context, [known]);
    return {
      ...wallItem(known, looking),
      contestId: doc._id,
      pictureUrls: ids.map(urlOf),
      ...(form.video ? { videoUrl: urlOf(form.video.fileId) } : {}),
      topics: form.topics,
      topicsText: topicsText(known),
      enteredOn: dayOf(known.at),
    };
  },
};

export const howTos: HandlerOf<Actions['howTos']> = {
  input: schemaOf<InputOf<Actions['howTos']>>()(
    v.strictObject({ topic: v.exactOptional(v.picklist(TOPICS)), cursor }),
  ),

  async run(context) {
    const { input, call } = context;
    const entries = await entriesPage(context, {
      communityId: call.communityId,
      library: true,
      listed: true,
      ...(input.topic === undefined ? {} : { 'form.topics': input.topic }),
    });
    const looking = await lookingAt(context, entries);
    return pageOf<EntryDoc, HowToItem>(entries, PAGE, {
      cursor: cursorOf,
      view: (one) => ({
        ...wallItem(one, looking),
        topics: one.form.topics,
        topicsText: topicsText(one),
        contestId: one.contestId,
      }),
    });
  },
};
