/** Naming a pot, and its diary. */
import * as v from 'valibot';
import {
  CARE_DEEDS,
  POT_LIMITS,
  type potActions,
} from '../../../../miniprogram/contract/flower-pots';
import type { InputOf } from '../../../../miniprogram/contract/protocol';
import { memberOf } from '../../../kernel/caller';
import { AppError, found } from '../../../kernel/errors';
import { idOf, line, schemaOf, text, words } from '../../../kernel/parse';
import { fileId } from '../../../kernel/picture';
import { askedOf, once } from '../../../kernel/requests';
import { passes } from '../../../kernel/safety';
import type { Context, HandlerOf } from '../../../kernel/serve';
import { statesOf } from '../../../kernel/shown-pictures';
import { replace } from '../../../kernel/store';
import type { PotDoc } from '../documents';
import { writesFor } from '../parties';
import { diaryClaim, type Line, nameClaim, type Writing, whyNotNamed, whyNotWritten } from '../pot';

type Actions = typeof potActions;
type NamePot = Actions['namePot'];
type WriteDiary = Actions['writeDiary'];
type EraseDiary = Actions['eraseDiary'];

export const forPot = { potId: idOf('pt') };
const ENTRY = /^[0-9a-z-]{3,80}$/i;

async function writingOf(
  { input, call, caller, cloud, now }: Context<{ readonly potId: PotDoc['_id'] }>,
  typed: string,
): Promise<Writing> {
  const parties = writesFor(caller, call);
  const passed = typed === '' || (await passes(cloud, caller.openid, typed));
  return {
    potId: input.potId,
    communityId: call.communityId,
    parties,
    by: memberOf(caller)._id,
    at: now,
    asked: askedOf(call),
    state: passed ? 'shown' : 'checking',
  };
}

/** Two requests, three when it was refused. */
export const namePot: HandlerOf<NamePot> = {
  input: schemaOf<InputOf<NamePot>>()(
    v.strictObject({ ...forPot, name: line(POT_LIMITS.nameLength) }),
  ),
  answersReplays: true,

  async run(context) {
    const { input, store } = context;
    const { potId } = input;
    const writing = await writingOf(context, input.name);
    if (await store.claim(nameClaim(writing, input.name))) return { potId, state: writing.state };
    return { potId, state: whyNotNamed(await store.get<PotDoc>('pots', potId), writing) };
  },
};

const line_ = v.pipe(
  v.strictObject({
    ...forPot,
    did: v.pipe(
      v.array(v.picklist(CARE_DEEDS)),
      v.check((all) => new Set(all).size === all.length),
    ),
    words: words(POT_LIMITS.diaryLength),
    photo: v.exactOptional(v.pipe(text(300), v.startsWith('cloud://'))),
  }),
  v.check(({ did, words: said, photo }) => did.length > 0 || said !== '' || photo !== undefined),
);

/** Two requests, with a photo three; one or two more when it was refused or the diary is full. */
export const writeDiary: HandlerOf<WriteDiary> = {
  input: schemaOf<InputOf<WriteDiary>>()(line_),
  answersReplays: true,

  async run(context) {
    const { input, call, store } = context;
    const { potId, did, photo } = input;
    const pictures = photo === undefined ? [] : [photo];
    const pictureStates =
      photo === undefined ? {} : await statesOf(store, pictures, call.communityId);
    const writing = await writingOf(context, input.words);
    const entry: Line = {
      id: writing.asked.requestId,
      did,
      words: input.words,
      ...(photo === undefined ? {} : { picture: photo }),
      pictureStates,
    };
    const state = await put(context, writing, entry);
    return { potId, entryId: entry.id, state };
  },
};

const TRIES = 3;

async function put(
  { store }: Pick<Context<unknown>, 'store'>,
  writing: Writing,
  entry: Line,
): Promise<Writing['state']> {
  if (await store.claim(diaryClaim(writing, entry))) return writing.state;
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const pot = await store.get<PotDoc>('pots', writing.potId);
    const why = whyNotWritten(pot, writing, entry);
    if ('known' in why) return why.known;
    if (await store.claim(why.makesRoom)) return writing.state;
  }
  throw new AppError('BUSY');
}

/** What a household wrote it may take off again, whoever of it wrote it. */
export const eraseDiary: HandlerOf<EraseDiary> = {
  input: schemaOf<InputOf<EraseDiary>>()(
    v.strictObject({ ...forPot, entryId: v.pipe(v.string(), v.regex(ENTRY)) }),
  ),

  async run(context) {
    const { input, call, caller } = context;
    const parties = writesFor(caller, call);
    return once(context, async (read) => {
      const pot = await read.get<PotDoc>('pots', input.potId);
      const isMine = pot?.communityId === call.communityId && parties.includes(pot.party);
      const mine = found(pot, isMine);
      const entry = found(mine.diary[input.entryId]);
      const after = withoutEntry(mine, input.entryId, entry.picture);
      return { writes: [replace('pots', after)], value: { potId: input.potId } };
    });
  },
};

/** The picture is swept away when nothing else shows it. */
export function withoutEntry(pot: PotDoc, id: string, picture: string | undefined): PotDoc {
  const { [id]: _, ...diary } = pot.diary;
  const stillShown = Object.values(diary).some((one) => one.picture === picture);
  const watered = Object.values(diary).filter(({ did }) => did.includes('water'));
  const { wateredAt: __, ...rest } = pot;
  const pictureStates =
    picture === undefined || stillShown
      ? pot.pictureStates
      : Object.fromEntries(
          Object.entries(pot.pictureStates).filter(([file]) => file !== fileId(picture)),
        );
  return {
    ...rest,
    diary,
    entries: Object.keys(diary).length,
    pictures: stillShown ? pot.pictures : pot.pictures.filter((one) => one !== picture),
    pictureStates,
    ...(watered.length === 0 ? {} : { wateredAt: Math.max(...watered.map(({ at }) => at)) }),
  };
}
