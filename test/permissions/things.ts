/** What the acts of the matrix are about: made once for refusals, afresh where an act uses them up. */
import type { HouseholdDoc } from '../../cloudfunctions/directory/documents';
import { newCard } from '../../cloudfunctions/roster/care';
import { type RosterDoc, rosterId } from '../../cloudfunctions/roster/documents';
import type { Resident } from '../../local/demo/cast';
import type { RoundForm } from '../../miniprogram/contract/groupbuy-forms';
import type {
  CareCardId,
  EntryId,
  HouseholdId,
  JoinId,
  MemberId,
  NoticeId,
  PersonId,
  QuestionId,
  RoundId,
  SupplierId,
  TalentId,
  VoucherId,
} from '../../miniprogram/contract/ids';
import type { DraftInput, NoticeText } from '../../miniprogram/contract/notice';
import type { RulesForm } from '../../miniprogram/contract/roster-views';
import { at, type By, type Calls, item } from '../support/community';
import type { Database } from '../support/database';
import { type CampaignThings, campaignThings } from './campaign-things';
import { type ContestThings, plantContests, plantTalent } from './contest-things';
import { type PotThings, potThings } from './planted-pot';
import type { Place } from './world';

export interface Things extends PotThings, CampaignThings {
  draft(place: Place): Promise<NoticeId>;
  published(place: Place): Promise<NoticeId>;
  question(place: Place): Promise<QuestionId>;
  /** Somebody new who waits at a door. */
  waiting(place: Place): Promise<JoinId>;
  /** A neighbour who asks to help at this home. */
  asking(place: Place, household: HouseholdId): Promise<MemberId>;
  person(place: Place, household: HouseholdId): Promise<PersonId>;
  household(place: Place): Promise<HouseholdId>;
  /** A neighbour without any part in the matrix. */
  neighbour(place: Place): Resident;
  /** One of the staff of the place, in turn, so that nobody taps too fast. */
  keeper(place: Place): By;
  /** Puts a duty roster in force, from the next day on and without an end. */
  roster(place: Place): Promise<void>;
  /** A door stayed closed, and this household is asked to look in. */
  careCard(place: Place, carer: HouseholdId): Promise<CareCardId>;
  /** A gift the courtyard's committee wants entered. */
  voucher(place: Place): Promise<VoucherId>;
  /** One that was signed, so that the fund has an entry. */
  entry(place: Place): Promise<void>;
  draftRound(place: Place): Promise<RoundId>;
  openRound(place: Place): Promise<RoundId>;
  soldRound(place: Place): Promise<RoundId>;
  roundForm(place: Place): RoundForm;
  supplier(place: Place): Promise<SupplierId>;
  rulesForm(): RulesForm;
  /** Contests of the courtyard in every phase. */
  contests(place: Place): Promise<ContestThings>;
  /** What was entered waits for a grown-up, who is this member of the household. */
  asksGuardian(
    entryId: EntryId,
    who: { householdId: HouseholdId; memberId: MemberId },
  ): Promise<void>;
  /** Somebody is asked what they would like to do. */
  talent(place: Place, memberId: MemberId): Promise<TalentId>;
  forgetTalent(id: TalentId): Promise<void>;
  /** The instant things are made for. */
  now(): number;
  text(place: Place): NoticeText;
  draftInput(place: Place): DraftInput;
  /** A door nobody has. */
  door(): { readonly unit: string; readonly door: string };
  unique(): string;
}

/** Longer than the matrix has days: one for each of its tests. */
export const YEARS_MS = 4 * 365 * 24 * 3_600_000;
/** Long enough to order before, and short enough to be over when it matters. */
const SOLD_MS = 5 * 60_000;

export function createThings(calls: Calls, until: number, database: Database): Things {
  let made = 0;
  const keeper: Things['keeper'] = ({ town, yard }) => {
    made += 1;
    const { openid } = item(town.staff, 1 + (made % (town.staff.length - 1)));
    return { openid, community: town.community.id, courtyard: yard.courtyard.id };
  };
  const things: Things = {
    ...potThings({ database, at: until - YEARS_MS, until }),
    ...campaignThings({ calls, keeper, from: until - YEARS_MS, until, soldMs: SOLD_MS }),
    unique: () => {
      made += 1;
      return `n${made}`;
    },
    keeper,
    rulesForm: () => ({
      startsOn: '2020-01-01',
      posts: [{ gate: '大门', opensAt: '08:00', closesAt: '20:00' }],
      orderBy: 'door',
      seed: '',
      order: [],
      tenants: 'now',
      tenantsFromRound: 1,
      exempt: [],
      restDays: 1,
      heavyDays: 'same',
      briefing: '测体温，登记外来人。',
    }),
    async roster(place) {
      await calls.done('roster', 'saveRules', things.keeper(place), { form: things.rulesForm() });
      await calls.done('roster', 'publish', things.keeper(place), {});
    },
    async careCard({ yard }, carer) {
      made += 1;
      const courtyardId = yard.courtyard.id;
      const roster = await database.get<RosterDoc>('rosters', rosterId(courtyardId));
      if (!roster) throw new Error(`no roster at ${courtyardId}`);
      const about = item(yard.homes.filter(({ id }) => id !== carer)).id;
      // Made as passing on makes it: a door may be passed by only when the key is due, which no cell can wait for.
      const card = newCard(roster, { about, carer, turn: `${made}-${about}` }, until - YEARS_MS);
      await database.add('care_cards', [card]);
      return card._id;
    },
    async voucher(place) {
      const { openid } = item(place.yard.committee);
      const by = { openid, community: place.town.community.id, courtyard: place.yard.courtyard.id };
      const form = { kind: 'donation', fen: 100, till: 'cash', words: '', pictures: [] } as const;
      return (await calls.done('fund', 'propose', by, { form })).voucherId;
    },
    async entry(place) {
      const voucherId = await things.voucher(place);
      await calls.done('fund', 'sign', things.keeper(place), { voucherId });
    },
    roundForm: ({ yard }) => ({
      title: '一起买菜',
      note: '',
      items: [{ name: '白菜', unit: '个', spec: '', costFen: 100, saleFen: 150 }],
      opensAt: until - YEARS_MS,
      closesAt: until,
      delivery: { text: '', from: until + 1, until: until + 3_600_000 },
      courtyards: [yard.courtyard.id],
      dropPoints: {},
      shortageRule: 'equal',
      lossRule: 'fund',
      picking: { at: until, place: '菜地', places: 100 },
    }),
    async draftRound(place) {
      const input = { form: things.roundForm(place) };
      return (await calls.done('groupbuy', 'saveRound', worker(place), input)).roundId;
    },
    async openRound(place) {
      const roundId = await things.draftRound(place);
      await calls.done('groupbuy', 'openRound', worker(place), { roundId });
      return roundId;
    },
    async soldRound(place) {
      const closesAt = until - YEARS_MS + SOLD_MS;
      const delivery = { text: '', from: closesAt + 1, until };
      const form = { ...things.roundForm(place), closesAt, delivery };
      const by = worker(place);
      const { roundId } = await calls.done('groupbuy', 'saveRound', by, { form });
      await calls.done('groupbuy', 'openRound', by, { roundId });
      const lines = [{ itemId: 'i1', add: 2 }];
      const householdId = item(place.yard.homes, 9).id;
      await calls.done('groupbuy', 'orderFor', by, { roundId, householdId, lines });
      return roundId;
    },
    async supplier(place) {
      const form = { name: '菜农', place: '', phone: '', note: '', state: 'agreed' } as const;
      return (await calls.done('groupbuy', 'saveSupplier', worker(place), form)).supplierId;
    },
    now: () => until - YEARS_MS,
    contests(place) {
      const unique = things.unique();
      return plantContests(place, things.neighbour(place), { database, now: things.now(), unique });
    },
    forgetTalent: (id) => database.remove('talents', id),
    talent: (place, memberId) => plantTalent(place, memberId, { database, now: things.now() }),
    async asksGuardian(entryId, { householdId, memberId }) {
      await database.change('entries', entryId, { guardianAsked: true });
      const { people = [] } = (await database.get<HouseholdDoc>('households', householdId)) ?? {};
      const grown = people.map((one) =>
        one.memberId === memberId ? { ...one, ageBand: '18-59' as const } : one,
      );
      await database.change('households', householdId, { people: grown });
    },
    text: () => ({
      title: '楼道清理',
      body: '请把楼道里的东西搬走。',
      category: 'safety',
      mustConfirm: true,
      pinned: false,
      validUntil: until,
      pictures: [],
    }),
    draftInput: (place) => ({ ...things.text(place), audience: [place.yard.courtyard.id] }),
    async draft(place) {
      const by = things.keeper(place);
      return (await calls.done('notice', 'saveDraft', by, things.draftInput(place))).noticeId;
    },
    async published(place) {
      const noticeId = await things.draft(place);
      await calls.done('notice', 'publish', things.keeper(place), { noticeId });
      return noticeId;
    },
    async question(place) {
      const noticeId = await things.published(place);
      const { community } = place.town;
      const by = { ...at(things.neighbour(place)), community: community.id };
      const input = { noticeId, text: '什么时候来收？' };
      return (await calls.done('notice', 'ask', by, input)).questionId;
    },
    async waiting(place) {
      const by = { ...things.keeper(place), openid: `o_cell_new_${things.unique()}` };
      const { joinId } = await calls.done('member', 'join', by, {
        householdId: item(place.yard.homes).id,
        name: '新来的',
        ageBand: '18-59',
        privacyVersion: '1',
      });
      return joinId;
    },
    async asking(place, householdId) {
      const neighbour = things.neighbour(place);
      const by = { ...at(neighbour), community: place.town.community.id };
      await calls.done('member', 'askToHelp', by, { householdId, personName: HELPED_NAME });
      return neighbour.memberId;
    },
    async person(place, householdId) {
      const by = things.keeper(place);
      const input = { householdId, name: '过客', ageBand: '18-59', phoneOnly: false } as const;
      return (await calls.done('member', 'savePerson', by, input)).personId;
    },
    async household(place) {
      const input = { ...things.door(), family: '格', tenure: 'owner' } as const;
      return (await calls.done('directory', 'addHousehold', things.keeper(place), input))
        .householdId;
    },
    neighbour: ({ yard }) => item(yard.residents.filter((one) => isFree(yard, one))),
    door() {
      made += 1;
      return { unit: '9单元', door: String(1000 + made) };
    },
  };
  return things;

  /** A round of the courtyard itself is opened by one of its own. */
  function worker({ town, yard }: Place): By {
    made += 1;
    const { openid } = item(yard.committee, made % yard.committee.length);
    return { openid, community: town.community.id, courtyard: yard.courtyard.id };
  }

  function isFree(yard: Place['yard'], one: Resident): boolean {
    const leads = [yard.owner, ...yard.deputies, ...yard.committee, ...yard.volunteers];
    const helps = yard.help.some(({ helper }) => helper === one);
    return !leads.includes(one) && !helps && one.home !== yard.homes[0];
  }
}

/** Has a text-only phone, so that a keeper may say yes in this person's place. */
export const HELPED_NAME = '钟大爷';
