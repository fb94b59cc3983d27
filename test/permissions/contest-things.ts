/** Contests in every phase, put there as their documents stand then: a cell does not wait for days to pass. */
import type {
  ContestDoc,
  EntryDoc,
  PrizeDoc,
  TalentDoc,
  VerdictDoc,
} from '../../cloudfunctions/contest/documents';
import { talentIdOf } from '../../cloudfunctions/contest/talent';
import type { FileDoc } from '../../cloudfunctions/kernel/file-doc';
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import { fileId } from '../../cloudfunctions/kernel/picture';
import type { Resident } from '../../local/demo/cast';
import { addDays, dayOf, instant } from '../../miniprogram/contract/calendar';
import type { ContestForm, ContestKind, EntryForm } from '../../miniprogram/contract/contest-forms';
import type {
  ContestId,
  EntryId,
  MemberId,
  PrizeId,
  TalentId,
} from '../../miniprogram/contract/ids';
import { item } from '../support/community';
import type { Database } from '../support/database';
import type { Place } from './world';

const PHASES = ['draft', 'open', 'show', 'judged', 'voted', 'counted', 'said'] as const;
type Phase = (typeof PHASES)[number];

export interface ContestThings {
  readonly contest: Readonly<Record<Phase, ContestId>>;
  /** Of somebody who has no part in the matrix. */
  readonly entry: Readonly<Record<Exclude<Phase, 'draft'>, EntryId>>;
  readonly prize: PrizeId;
  readonly talent: TalentId;
  readonly form: EntryForm;
}

const kindOf = (phase: Phase): ContestKind => (phase === 'show' ? 'show' : 'balcony');

export const contestForm = (place: Place, now: number): ContestForm => ({
  kind: 'balcony',
  title: '最美阳台',
  note: '',
  courtyards: [place.yard.courtyard.id],
  opensOn: dayOf(now),
  closesOn: addDays(dayOf(now), 3_000),
  judgingUntil: addDays(dayOf(now), 3_001),
  electorate: 'committee',
  criteria: [],
  titles: [{ name: '最美阳台', prize: 'other', prizeText: '一盆花' }],
  ties: 'committee',
});

/** With a picture that passed its check. */
export const entryForm = ({ town }: Place): EntryForm => ({
  words: '一家人一起种的。',
  pictures: [
    { fileId: cloudIdAt(town.community.id, 'l'), thumbId: cloudIdAt(town.community.id, 's') },
  ],
  topics: [],
  library: false,
  handsUnder14: false,
  childFace: false,
  guardianAgrees: false,
});

const cloudIdAt = (community: string, name: string) =>
  `cloud://yuanba-local.0/shown/${community}-${name}.jpg`;

interface Planting {
  readonly database: Database;
  readonly now: number;
  readonly unique: string;
}

export async function plantContests(
  place: Place,
  neighbour: Resident,
  { database, now, unique }: Planting,
): Promise<ContestThings> {
  await plantPictures(place, { database, now, unique });
  const { community } = place.town;
  const contestOf = (phase: Phase): ContestId => `ct_${phase}${unique}${community.id.slice(3)}`;
  const entryOf = (phase: Phase): EntryId => `${contestOf(phase)}.${neighbour.home.id}`;
  await database.add(
    'contests',
    PHASES.map((phase) => contestDoc(place, contestOf(phase), { phase, now })),
  );
  await database.add(
    'entries',
    PHASES.filter((phase) => phase !== 'draft').map((phase) =>
      entryDoc(place, neighbour, { id: entryOf(phase), phase, now }),
    ),
  );
  const panel = await panelOf(database, place);
  const sits = { place, contestOf, entryOf, panel, neighbour, now };
  await database.add('verdicts', [
    verdictDoc(sits, 'judged', 'judging'),
    verdictDoc(sits, 'counted', 'counted'),
    verdictDoc(sits, 'said', 'announced'),
  ]);
  const prize: PrizeId = `${entryOf('said')}.t0`;
  await database.add('prizes', [prizeDoc(sits, prize)]);
  return {
    contest: Object.fromEntries(PHASES.map((one) => [one, contestOf(one)])) as never,
    entry: Object.fromEntries(PHASES.map((one) => [one, entryOf(one)])) as never,
    prize,
    talent: talentIdOf(community.id, neighbour.memberId, 'photo'),
    form: entryForm(place),
  };
}

/** Somebody is asked whether they would like to take photographs. */
export async function plantTalent(
  place: Place,
  memberId: MemberId,
  { database, now }: Pick<Planting, 'database' | 'now'>,
): Promise<TalentId> {
  const id = talentIdOf(place.town.community.id, memberId, 'photo');
  const doc: TalentDoc = {
    _id: id,
    communityId: place.town.community.id,
    rev: 1,
    status: 'asked',
    memberId,
    kind: 'photo',
    courtyardId: place.yard.courtyard.id,
    at: now,
  };
  await database.remove('talents', id);
  await database.add('talents', [doc]);
  return id;
}

async function plantPictures({ town }: Place, { database, now }: Planting): Promise<void> {
  const communityId = town.community.id;
  const all = ['l', 's'].map((name) => cloudIdAt(communityId, name));
  if (await database.get('files', fileId(item(all)))) return;
  const docs: readonly FileDoc[] = all.map((cloudId) => ({
    _id: fileId(cloudId),
    communityId,
    rev: 1,
    cloudId,
    source: fileId(`sent ${cloudId}`),
    print: cloudId,
    ownerId: 'mb_planted',
    state: 'passed',
    at: now,
    sweepAt: 8e12,
  }));
  await database.add('files', docs);
}

const DAY_MS = 24 * 3_600_000;
const YEARS_MS = 3_000 * DAY_MS;

function contestDoc(
  place: Place,
  _id: ContestId,
  { phase, now }: { readonly phase: Phase; readonly now: number },
): ContestDoc {
  const isOver = phase === 'counted' || phase === 'said';
  const isClosed = isOver || phase === 'judged' || phase === 'voted';
  const start = instant(dayOf(now));
  const form: ContestForm = {
    ...contestForm(place, now),
    kind: kindOf(phase),
    electorate: phase === 'voted' ? 'courtyard' : 'committee',
  };
  return {
    _id,
    communityId: place.town.community.id,
    rev: 1,
    origin: place.yard.courtyard.id,
    courtyards: form.courtyards,
    form,
    opensAt: start - 2 * DAY_MS,
    closesAt: isClosed ? start - DAY_MS : start + YEARS_MS,
    judgingEndsAt: isOver ? start : start + 2 * YEARS_MS,
    status: phase === 'draft' ? 'draft' : 'open',
    listed: phase !== 'draft',
    by: item(place.yard.committee).memberId,
    listKey: `${String(now).padStart(14, '0')}.${_id}`,
  };
}

function entryDoc(
  place: Place,
  neighbour: Resident,
  { id, phase, now }: { readonly id: EntryId; readonly phase: Phase; readonly now: number },
): EntryDoc {
  const isShow = phase === 'show';
  const form = entryForm(place);
  const video = cloudIdAt(place.town.community.id, 'v');
  return {
    _id: id,
    communityId: place.town.community.id,
    rev: 1,
    contestId: id.split('.')[0] as ContestId,
    courtyardId: place.yard.courtyard.id,
    householdId: neighbour.home.id,
    key: neighbour.home.id,
    form: isShow ? { ...form, video: { fileId: video, seconds: 30 } } : form,
    actor: neighbour.memberId,
    helped: false,
    live: true,
    at: now,
    wallKey: `${String(now).padStart(14, '0')}.${neighbour.home.id}`,
    files: form.pictures.flatMap(({ fileId: large, thumbId }) => [large, thumbId]),
    pictureStates: Object.fromEntries(
      form.pictures.flatMap((one) => [
        [fileId(one.fileId), 'passed' as const],
        [fileId(one.thumbId), 'passed' as const],
      ]),
    ),
    ...(isShow ? { video: { fileId: fileId(video), state: 'unseen' as const } } : {}),
    wordsPassed: true,
    guardianAsked: false,
    listed: !isShow,
    library: false,
    changes: 0,
    asked: {},
  };
}

/** Whoever is of the committee by now, the matrix's own included. */
async function panelOf(database: Database, { yard }: Place): Promise<VerdictDoc['panel']> {
  const members = await database.find<MemberDoc>('members', { 'roles.scope': yard.courtyard.id });
  return members
    .filter(({ roles }) => roles.some(({ role }) => role === 'committee'))
    .map(({ _id, households }) => ({
      memberId: _id,
      households: households.map(({ householdId }) => householdId),
    }));
}

interface Sits {
  readonly place: Place;
  readonly panel: VerdictDoc['panel'];
  readonly neighbour: Resident;
  readonly now: number;
  contestOf(phase: Phase): ContestId;
  entryOf(phase: Phase): EntryId;
}

function verdictDoc(
  { place, contestOf, entryOf, panel, neighbour, now }: Sits,
  of: Phase,
  phase: VerdictDoc['phase'],
): VerdictDoc {
  const entryId = entryOf(of);
  const row = { entryId, householdId: neighbour.home.id, sum: 17, of: 2, rank: 1, given: [8, 9] };
  const isCounted = phase !== 'judging';
  const isSaid = phase === 'announced';
  return {
    _id: `${contestOf(of)}.${place.yard.courtyard.id}`,
    communityId: place.town.community.id,
    rev: 1,
    contestId: contestOf(of),
    place: place.yard.courtyard.id,
    phase,
    panel,
    late: false,
    entries: 1,
    households: 1,
    votes: isCounted ? 2 : 0,
    rows: isCounted ? [row] : [],
    winners: isSaid ? [{ title: 0, entryIds: [entryId], reason: '开得最好。' }] : [],
    ...(isSaid ? { announcedAt: now } : {}),
    at: now,
  };
}

const prizeDoc = ({ place, contestOf, entryOf, neighbour, now }: Sits, _id: PrizeId): PrizeDoc => ({
  _id,
  communityId: place.town.community.id,
  rev: 1,
  contestId: contestOf('said'),
  courtyardId: place.yard.courtyard.id,
  householdId: neighbour.home.id,
  entryId: entryOf('said'),
  titleNo: 0,
  title: '最美阳台',
  kind: 'other',
  text: '一盆花',
  textAt: now,
  done: false,
  writers: [],
  asked: {},
  remakes: [],
  toPot: false,
  at: now,
});
