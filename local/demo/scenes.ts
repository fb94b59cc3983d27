/** What happens in the demo, scene by scene. Each scene stands at an instant; the clock moves on between them. */
import { HOUR_MS, MINUTE_MS } from '../../miniprogram/contract/calendar';
import type { NoticeId } from '../../miniprogram/contract/ids';
import type { NoticeText } from '../../miniprogram/contract/notice';
import type { EpochMs } from '../../miniprogram/contract/units';
import { type Neighbourhood, type Resident, rolesOf } from './cast';
import { shuffled } from './chance';
import type { Home } from './population';
import type { Worker } from './staff';
import { type By, type Stage, together } from './stage';

/** @throws RangeError when a scene has nobody to play it: the demo's own mistake */
export function somebody<T>(list: readonly T[], index = 0): T {
  const found = list[index];
  if (found === undefined) throw new RangeError(`nobody at ${index}`);
  return found;
}

export const at = ({ openid, courtyard }: Resident): By => ({ openid, courtyard: courtyard.id });

export const fromOffice = ({ openid }: Worker): By => ({ openid });

/** A notice of a courtyard by one of its keepers. */
export async function post(
  stage: Stage,
  by: Resident,
  { text, at: instant }: { readonly text: NoticeText; readonly at: EpochMs },
): Promise<NoticeId> {
  stage.stand(instant);
  const input = { ...text, audience: [by.courtyard.id] };
  const { noticeId } = await stage.play('notice', 'saveDraft', { by: at(by), input });
  await stage.play('notice', 'publish', { by: at(by), input: { noticeId } });
  return noticeId;
}

/** A notice of the community to all its courtyards. */
export async function postToAll(
  stage: Stage,
  by: Worker,
  { text, at: instant }: { readonly text: NoticeText; readonly at: EpochMs },
): Promise<NoticeId> {
  stage.stand(instant);
  const audience = stage.town.neighbourhoods.map(({ courtyard }) => courtyard.id);
  const input = { ...text, audience };
  const { noticeId } = await stage.play('notice', 'saveDraft', { by: fromOffice(by), input });
  await stage.play('notice', 'publish', { by: fromOffice(by), input: { noticeId } });
  return noticeId;
}

/** How many households answer in which way, at most. */
export interface Answers {
  readonly self: number;
  readonly helper: number;
  readonly phone: number;
  readonly door: number;
  /** Called, and nobody picked up. */
  readonly tried: number;
}

export interface Notice {
  readonly id: NoticeId;
  readonly version: number;
}

type Job = () => Promise<unknown>;

/** Who answers a notice in a courtyard; every household at most once, in an order the notice determines. */
export function answersIn(
  stage: Stage,
  neighbourhood: Neighbourhood,
  { notice, answers }: { readonly notice: Notice; readonly answers: Answers },
): readonly Job[] {
  const { courtyard, homes, residents, help, volunteers, committee } = neighbourhood;
  const { id: noticeId, version } = notice;
  const key = `${courtyard.key}-v${version}`;
  const told = new Set<Home>();
  const next = <T>(list: readonly T[], homeOf: (one: T) => Home, count: number): readonly T[] => {
    const taken: T[] = [];
    for (const one of shuffled(list, 'answers', key)) {
      if (taken.length >= count) break;
      if (told.has(homeOf(one))) continue;
      told.add(homeOf(one));
      taken.push(one);
    }
    return taken;
  };
  const helped = next(help, ({ home }) => home, answers.helper).map(({ helper, home }): Job => {
    const by = { ...at(helper), subject: home.id };
    return () => stage.play('notice', 'confirm', { by, input: { noticeId, version } });
  });
  const own = next(residents, ({ home }) => home, answers.self).map(
    (resident): Job =>
      () =>
        stage.play('notice', 'confirm', { by: at(resident), input: { noticeId, version } }),
  );
  const desk = stage.town.staff.slice(1);
  const byHand = (how: 'phone' | 'door', count: number, reached: boolean): readonly Job[] =>
    next(homes, (home) => home, count).map((home, index): Job => {
      const walker = [...volunteers, ...committee][index % (volunteers.length + committee.length)];
      const caller = desk[index % desk.length];
      const openid = how === 'door' ? walker?.openid : caller?.openid;
      const by = { openid: openid ?? '', courtyard: courtyard.id };
      const input = { noticeId, version, householdId: home.id, how, reached };
      return () => stage.play('notice', 'recordReach', { by, input });
    });
  return [
    ...helped,
    ...own,
    ...byHand('phone', answers.phone, true),
    ...byHand('door', answers.door, true),
    ...byHand('phone', answers.tried, false),
  ];
}

/** Answers trickle in between two instants. */
export async function trickle(
  stage: Stage,
  jobs: readonly Job[],
  { from, until }: { readonly from: EpochMs; readonly until: EpochMs },
): Promise<void> {
  const mixed = shuffled(jobs, 'trickle', jobs.length);
  const groups = Math.max(
    1,
    Math.min(mixed.length, Math.ceil((until - from) / (7 * MINUTE_MS)), 40),
  );
  const size = Math.ceil(mixed.length / groups);
  for (let group = 0; group * size < mixed.length; group += 1) {
    stage.stand(from + Math.floor(((until - from) * (group + 0.5)) / groups));
    await together(mixed.slice(group * size, (group + 1) * size));
  }
}

export interface Asked {
  readonly text: string;
  readonly by: Resident;
  readonly answer?: { readonly text: string; readonly by: By; readonly toAll: boolean };
  /** Neighbours who reported the text. */
  readonly reportedBy?: readonly Resident[];
}

/** A question under a notice, an hour later its answer. */
export async function ask(
  stage: Stage,
  noticeId: NoticeId,
  { asked, at: instant }: { readonly asked: Asked; readonly at: EpochMs },
): Promise<void> {
  stage.stand(instant);
  const { text, by, answer, reportedBy = [] } = asked;
  const input = { noticeId, text };
  const { questionId } = await stage.play('notice', 'ask', { by: at(by), input });
  for (const neighbour of reportedBy) {
    await stage.play('notice', 'reportQuestion', { by: at(neighbour), input: { questionId } });
  }
  if (!answer) return;
  stage.stand(Math.min(instant + HOUR_MS, stage.now));
  await stage.play('notice', 'answer', {
    by: { courtyard: by.courtyard.id, ...answer.by },
    input: { questionId, text: answer.text, toAll: answer.toAll },
  });
}

export const NO_ANSWERS: Answers = { self: 0, helper: 0, phone: 0, door: 0, tried: 0 };

/** Residents without a role who help nobody, in door order. */
export function plainIn(yard: Neighbourhood, index: number): Resident {
  const plain = yard.residents.filter(
    (one) =>
      one.home !== yard.homes[0] &&
      rolesOf(yard, one).length === 0 &&
      !yard.help.some(({ helper }) => helper === one),
  );
  return somebody(plain, index);
}
