/** The last three weeks of the demo community, told through the functions and laid around the clock's today. */
import { HOUR_MS, MINUTE_MS } from '../../miniprogram/contract/calendar';
import { PRIVACY_VERSION } from '../../miniprogram/contract/member';
import { MESSAGES } from '../../miniprogram/contract/messages';
import type { EpochMs } from '../../miniprogram/contract/units';
import { tellBuying } from './buying';
import type { Neighbourhood, Resident } from './cast';
import { chance } from './chance';
import { tellContest } from './contest';
import { tellDuty } from './duty';
import { tellFestival } from './festival';
import { beginFund, useFund } from './money';
import { type Calendar, calendarOf, lamp, pipes, pipesLater, vaccine } from './notices';
import {
  type Answers,
  answersIn,
  ask,
  at,
  NO_ANSWERS,
  plainIn,
  post,
  postToAll,
  somebody,
  trickle,
} from './scenes';
import type { Stage } from './stage';
import { neighbourhoodAt, newcomerOpenids } from './town';
import { flowerStand, lastDays, weeksAgo } from './weeks-ago';

/** In the order it happened. */
export async function tell(stage: Stage): Promise<void> {
  const calendar = calendarOf(stage.now);
  const yard = (index: number) => neighbourhoodAt(stage.town, index);
  const yards = { first: yard(0), second: yard(1), third: yard(2) };
  await weeksAgo(stage, calendar, yards);
  await lastDays(stage, calendar, yards);
  await flowerStand(stage, calendar, yard(1));
  await waterPipes(stage, calendar, yard(1));
  await tellDuty(stage);
  await beginFund(stage);
  await tellFestival(stage);
  await tellContest(stage);
  await tellBuying(stage);
  await useFund(stage);
  // Before anybody allows a message: what was posted so far is told to nobody.
  await stage.tick();
  await allowMessages(stage, calendar);
  await thisMorning(stage, calendar);
  await waitingNow(stage, [yard(0), yard(1)]);
  await stage.tick();
}

/** Changed after it went out: early answers are kept, and asked again. */
async function waterPipes(stage: Stage, calendar: Calendar, yard: Neighbourhood): Promise<void> {
  const begun = Math.min(calendar.tonight - 30 * HOUR_MS, stage.now - 8 * HOUR_MS);
  const deputy = somebody(yard.deputies);
  const id = await post(stage, deputy, { text: pipes(calendar), at: begun });
  const early = { ...NO_ANSWERS, self: 12, helper: 2 };
  const changed = begun + 3 * HOUR_MS;
  await trickle(stage, answersIn(stage, yard, { notice: { id, version: 1 }, answers: early }), {
    from: begun + 10 * MINUTE_MS,
    until: changed,
  });
  stage.stand(changed);
  await stage.play('notice', 'revise', {
    by: at(deputy),
    input: { noticeId: id, ...pipesLater(calendar) },
  });
  await ask(stage, id, {
    asked: {
      text: '几点开始停？我家要做晚饭。',
      by: plainIn(yard, 2),
      answer: { text: '晚上 7 点开始，10 点前来水。', by: at(deputy), toAll: true },
    },
    at: changed + 20 * MINUTE_MS,
  });
  await ask(stage, id, {
    asked: {
      text: '又是你们二单元，天天修水管！',
      by: plainIn(yard, 3),
      reportedBy: [plainIn(yard, 4), plainIn(yard, 5)],
    },
    at: changed + 90 * MINUTE_MS,
  });
  const answers = { self: 31, helper: 7, phone: 5, door: 3, tried: 2 };
  await trickle(stage, answersIn(stage, yard, { notice: { id, version: 2 }, answers }), {
    from: changed + 2 * HOUR_MS,
    until: soon(stage),
  });
}

/** Some ask to be told of the next notice; nobody of the second courtyard, so that a test may count there. */
async function allowMessages(stage: Stage, calendar: Calendar): Promise<void> {
  stage.stand(calendar.morning - 12 * HOUR_MS);
  const templates = [MESSAGES.notice.templateId];
  for (const [index, yard] of stage.town.neighbourhoods.entries()) {
    if (index === 1) continue;
    const moved = (one: Resident) =>
      stage.town.secondHomes.some(({ resident }) => resident === one);
    const asking = yard.residents.filter((one) => !moved(one)).slice(0, index === 0 ? 12 : 2);
    for (const resident of asking) {
      await stage.play('member', 'addCredit', { by: at(resident), input: { templates } });
      stage.allowMessages(resident.openid, templates);
    }
  }
}

/** The notice everybody is asked to answer today, and the last small ones. */
async function thisMorning(stage: Stage, calendar: Calendar): Promise<void> {
  const { neighbourhoods, staff } = stage.town;
  const { morning } = calendar;
  const worker = somebody(staff, 1);
  const id = await postToAll(stage, worker, { text: vaccine(calendar), at: morning });
  const notice = { id, version: 1 };
  const jobs = neighbourhoods.flatMap((yard) =>
    answersIn(stage, yard, { notice, answers: answersAt(yard) }),
  );
  const third = neighbourhoodAt(stage.town, 2);
  await post(stage, third.owner, { text: lamp(calendar), at: morning + 6 * MINUTE_MS });
  stage.stand(morning + 10 * MINUTE_MS);
  await stage.tick();
  await ask(stage, id, {
    asked: { text: '我对鸡蛋过敏，可以打吗？', by: plainIn(neighbourhoodAt(stage.town, 0), 1) },
    at: morning + 12 * MINUTE_MS,
  });
  await trickle(stage, jobs, { from: morning + 13 * MINUTE_MS, until: soon(stage) });
}

/** Some courtyards answer quickly, some hardly; a bigger one has more to answer. */
function answersAt({ courtyard }: Neighbourhood): Answers {
  const share = 0.08 + 0.3 * chance('eager', courtyard.key);
  const self = Math.round(courtyard.householdCount * share);
  return { self, helper: Math.round(self / 8), phone: 1, door: 1, tried: 1 };
}

/** Requests that wait for somebody's yes. */
async function waitingNow(stage: Stage, yards: readonly Neighbourhood[]): Promise<void> {
  stage.stand(soon(stage));
  for (const [index, yard] of yards.entries()) {
    const { courtyard, homes, help, residents } = yard;
    const joined = new Set(residents.map(({ home }) => home));
    const empty = homes.filter((home) => !joined.has(home) && home.tenure !== 'away');
    const names = index === 0 ? ['冯小满'] : ['龚雨', '钟小舟'];
    for (const [nth, name] of names.entries()) {
      const openid = somebody(newcomerOpenids(courtyard.id), nth);
      await stage.play('member', 'join', {
        by: {
          openid,
          courtyard: courtyard.id,
          ...(nth === 0 ? { opengid: courtyard.opengid } : {}),
        },
        input: {
          householdId: somebody(empty, nth).id,
          name,
          ageBand: '18-59',
          privacyVersion: PRIVACY_VERSION,
        },
      });
    }
    const { home, person } = somebody(help);
    await stage.play('member', 'askToHelp', {
      by: at(plainIn(yard, 6)),
      input: { householdId: home.id, personName: person.name },
    });
  }
}

/** A little before the present, so that nothing of the story lies ahead of it. */
const soon = ({ now }: Stage): EpochMs => now - 4 * MINUTE_MS;
