/** Entering a contest: for oneself, or for somebody one helps. */
import * as v from 'valibot';
import { dayOf } from '../../../miniprogram/contract/calendar';
import type { contest } from '../../../miniprogram/contract/contest';
import type { EntryId } from '../../../miniprogram/contract/ids';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { potById } from '../../flower/public';
import { courtyardOf, householdHere, memberOf } from '../../kernel/caller';
import { gone, put } from '../../kernel/conditions';
import { AppError, found, refuseIf } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import { fileId } from '../../kernel/picture';
import { askedOf, once } from '../../kernel/requests';
import type { Context, HandlerOf } from '../../kernel/serve';
import { createOnce, replace } from '../../kernel/store';
import { checkedForm, isYoungHand } from '../checking';
import { emptied, isByPot, refuseUnlessOpen, settled, sortKey, statusOf } from '../contest';
import { type ContestDoc, contestOf, type EntryDoc, entryIdOf } from '../documents';
import { onceFor, remembers, unlessDone } from '../marks';
import { contestForReading, ownEntry } from '../repository';
import { entryForm, forContest, forEntry, potKey } from './inputs';

type Actions = (typeof contest)['actions'];

export const enter: HandlerOf<Actions['enter']> = {
  input: schemaOf<InputOf<Actions['enter']>>()(
    v.strictObject({ ...forContest, key: v.exactOptional(potKey), form: entryForm }),
  ),
  answersReplays: true,

  async run(context) {
    const { input, call, caller, store } = context;
    const { householdId } = householdHere(caller, call);
    const id = entryIdOf(input.contestId, input.key ?? householdId);
    const asked = askedOf(call);
    return unlessDone(
      store,
      { collection: 'entries', id, asked },
      {
        run: () => enterOnce(context, id),
        answer: (doc) => entered(doc as EntryDoc),
      },
    );
  },
};

const entered = ({ _id, at }: EntryDoc) => ({ entryId: _id, enteredOn: dayOf(at) });

async function enterOnce(
  context: Context<InputOf<Actions['enter']>>,
  id: EntryId,
): Promise<ReturnType<typeof entered>> {
  const { input, call, store, now } = context;
  const doc = await contestForReading(store, input.contestId, context);
  refuseUnlessOpen(doc, now);
  refuseIf(isByPot(doc) !== (input.key !== undefined), 'INVALID', { field: 'key' });
  found(doc, doc.courtyards.includes(courtyardOf(call)));
  const entry = await entryOf(context, doc, id);
  if (await createOnce(store, 'entries', entry)) return entered(entry);
  return enterAgain(context, entry);
}

/** The id is taken: by this very tap, by what was withdrawn, or by what stands. */
async function enterAgain(
  { call, store }: Context<unknown>,
  entry: EntryDoc,
): Promise<ReturnType<typeof entered>> {
  const asked = askedOf(call);
  const known = found(await store.get<EntryDoc>('entries', entry._id));
  if (remembers(known, asked)) return entered(known);
  refuseIf(known.live, 'ENTRY_THERE');
  const { rev } = known;
  const next = { ...entry, asked: { ...known.asked, ...entry.asked } };
  const { _id: _, rev: __, ...fields } = next;
  const changes = Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, put(one)]));
  if (await store.claim({ collection: 'entries', id: entry._id, while: { rev }, changes })) {
    return entered(next);
  }
  throw new AppError('ENTRY_THERE');
}

/** Everything is looked at before it is written. @throws AppError for what is refused */
async function entryOf(
  context: Context<InputOf<Actions['enter']>>,
  doc: ContestDoc,
  id: EntryId,
): Promise<EntryDoc> {
  const { input, call, caller, now } = context;
  const { householdId, courtyardId, helping } = householdHere(caller, call);
  const { _id: actor } = memberOf(caller);
  const [checked] = await Promise.all([checkedForm(context, doc), refuseForeignPot(context)]);
  const isChild = await isYoungHand(context);
  const { requestId, print } = askedOf(call);
  const entry: EntryDoc = {
    _id: id,
    communityId: call.communityId,
    rev: 1,
    contestId: doc._id,
    courtyardId,
    householdId,
    key: input.key ?? householdId,
    ...checked,
    actor,
    helped: helping,
    live: true,
    at: now,
    wallKey: sortKey(now, input.key ?? householdId),
    guardianAsked: isChild,
    listed: false,
    changes: 0,
    asked: { [requestId]: print },
  };
  return settled(entry, fileId, now);
}

/** @throws AppError `NOT_FOUND` for a pot that is not the household's now */
async function refuseForeignPot({
  input,
  call,
  caller,
  store,
}: Context<InputOf<Actions['enter']>>): Promise<void> {
  if (input.key === undefined) return;
  const { householdId } = householdHere(caller, call);
  const pot = await potById(store, input.key as `pt_${string}`, call.communityId);
  found(pot, pot?.party === householdId && ['handed', 'coming'].includes(pot.state));
}

export const changeEntry: HandlerOf<Actions['changeEntry']> = {
  input: schemaOf<InputOf<Actions['changeEntry']>>()(
    v.strictObject({ ...forEntry, form: entryForm }),
  ),
  answersReplays: true,

  async run(context) {
    const { input, call, caller, store, now } = context;
    const { householdId } = householdHere(caller, call);
    const id = input.entryId;
    const asked = askedOf(call);
    const answer = () => ({ entryId: id });
    return unlessDone(
      store,
      { collection: 'entries', id, asked },
      {
        answer,
        async run() {
          const doc = await contestForReading(store, contestOf(id), context);
          refuseUnlessOpen(doc, now);
          const entry = await ownEntry(store, id, { call, householdId });
          found(entry, entry.live);
          const isChild = await isYoungHand(context);
          const { video: _, ...others } = entry;
          const checked = await checkedForm(context, doc);
          const sameVideo = entry.video?.fileId === checked.video?.fileId ? entry.video : undefined;
          const next = settled(
            {
              ...others,
              ...checked,
              ...(sameVideo ? { video: sameVideo } : {}),
              // What a child changes is looked at again.
              guardianAsked: entry.guardianAsked || isChild,
            },
            fileId,
            now,
          );
          if (await store.claim(changeOf(next, { householdId, asked }))) return answer();
          const known = await store.get<EntryDoc>('entries', id);
          if (remembers(known, asked)) return answer();
          throw new AppError(known?.live ? 'CHANGES_FULL' : 'NOT_FOUND');
        },
      },
    );
  },
};

const CHANGED = [
  ...(['form', 'files', 'pictureStates', 'wordsPassed', 'library', 'listed'] as const),
  'guardianAsked' as const,
];

const changeOf = (
  next: EntryDoc,
  {
    householdId,
    asked,
  }: { readonly householdId: string; readonly asked: ReturnType<typeof askedOf> },
) =>
  onceFor(asked, {
    collection: 'entries',
    id: next._id,
    while: { householdId, live: true },
    changes: {
      ...Object.fromEntries(CHANGED.map((field) => [field, put(next[field])])),
      video: next.video ? put(next.video) : gone(),
      checkAt: next.checkAt === undefined ? gone() : put(next.checkAt),
    },
  });

export const withdrawEntry: HandlerOf<Actions['withdrawEntry']> = {
  input: schemaOf<InputOf<Actions['withdrawEntry']>>()(v.strictObject(forEntry)),

  async run(context) {
    const { input, call, caller, store, now } = context;
    const { householdId } = householdHere(caller, call);
    const id = input.entryId;
    const doc = await contestForReading(store, contestOf(id), context);
    refuseIf(!['waiting', 'open', 'judging'].includes(statusOf(doc, now)), 'CONTEST_OVER');
    return once(context, async (read) => {
      const entry = await ownEntry(read, id, { call, householdId });
      found(entry, entry.live);
      return { writes: [replace('entries', emptied(entry))], value: { entryId: id } };
    });
  },
};
