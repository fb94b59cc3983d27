import * as v from 'valibot';
import { COURTYARD_KINDS, type directory } from '../../../miniprogram/contract/directory';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import {
  type CourtyardDoc,
  courtyardPlace,
  inStep,
  loadCourtyard,
  placeRow,
  withCourtyard,
} from '../../courtyard/public';
import { memberOf } from '../../kernel/caller';
import { idFrom } from '../../kernel/ids';
import { count, line, schemaOf } from '../../kernel/parse';
import { once } from '../../kernel/requests';
import type { Context, HandlerOf } from '../../kernel/serve';
import { create, type Reading, replace, type Write } from '../../kernel/store';
import { loadInitials } from '../initials';
import { listCourtyards, loadCommunity, loadDigests } from '../repository';

type SaveCourtyard = (typeof directory)['actions']['saveCourtyard'];
type Input = InputOf<SaveCourtyard>;

const NAME_LENGTH = 20;
const ALIASES_MAX = 8;
const GUARDS_MAX = 20;
const GROUPS_MAX = 99;

/** How a courtyard is called and found, and where it belongs. A call that names no courtyard makes a new one. */
export const saveCourtyard: HandlerOf<SaveCourtyard> = {
  input: schemaOf<Input>()(
    v.strictObject({
      name: line(NAME_LENGTH),
      aliases: v.pipe(v.array(line(NAME_LENGTH)), v.maxLength(ALIASES_MAX)),
      guardCount: count(GUARDS_MAX),
      residentGroup: v.exactOptional(count(GROUPS_MAX)),
      kind: v.exactOptional(v.picklist(COURTYARD_KINDS)),
    }),
  ),

  run: (context) =>
    once(context, async (read) => ({
      writes: await (context.call.courtyardId ? changed : added)(read, context),
      value: {},
    })),
};

async function named({ name, aliases, guardCount, residentGroup, kind }: Input) {
  const initialsOf = await loadInitials();
  const others = [...new Set(aliases)].filter((alias) => alias !== name);
  return {
    name,
    aliases: others,
    guardCount,
    initials: [name, ...others].map(initialsOf),
    ...(residentGroup === undefined ? {} : { residentGroup }),
    ...(kind === undefined ? {} : { kind }),
  };
}

async function changed(read: Reading, { call, input }: Context<Input>): Promise<readonly Write[]> {
  const courtyard = { ...(await loadCourtyard(read, call)), ...(await named(input)) };
  const { place, community } = await loadDigests(read, call.communityId, courtyard._id);
  return [
    replace('courtyards', courtyard),
    replace('digests', inStep(place, courtyard)),
    replace('digests', withCourtyard(community, courtyard._id, placeRow(courtyard))),
  ];
}

async function added(
  read: Reading,
  { call, caller, input }: Context<Input>,
): Promise<readonly Write[]> {
  const { communityId } = call;
  const community = await loadCommunity(read, communityId);
  const known = await listCourtyards(read, communityId);
  const courtyard: CourtyardDoc = {
    _id: idFrom('cy', memberOf(caller)._id, call.requestId ?? ''),
    communityId,
    rev: 1,
    code: nextCode(known.map(({ code }) => code)),
    kind: 'old',
    residentGroup: 0,
    ...(await named(input)),
    permanentCount: 0,
    floatingCount: 0,
    aged60Count: 0,
    plates: {},
  };
  return [
    create('courtyards', courtyard),
    create('digests', courtyardPlace(courtyard, { waitingJoins: 0, joined: 0 })),
    replace('digests', withCourtyard(community, courtyard._id, placeRow(courtyard))),
  ];
}

/** `C44` after `C43`. */
function nextCode(codes: readonly string[]): string {
  const last = Math.max(0, ...codes.map((code) => Number(/\d+$/.exec(code)?.[0] ?? 0)));
  return `C${String(last + 1).padStart(2, '0')}`;
}
