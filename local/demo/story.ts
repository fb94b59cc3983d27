/** The last three weeks of the demo community, told through the functions and laid around the clock's today. */
import { HOUR_MS, MINUTE_MS } from '../../miniprogram/contract/calendar';
import { PRIVACY_VERSION } from '../../miniprogram/contract/member';
import { MESSAGES } from '../../miniprogram/contract/messages';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { Neighbourhood, Resident } from './cast';
import { rolesOf } from './cast';
import { chance } from './chance';
import {
  type Calendar,
  calendarOf,
  checkup,
  cleaning,
  dumplings,
  flowers,
  gateHours,
  lamp,
  moving,
  pipes,
  pipesLater,
  stairwell,
  training,
  vaccine,
  wrongOutage,
} from './notices';
import { flowerPots } from './picture';
import {
  type Answers,
  answersIn,
  ask,
  at,
  fromOffice,
  post,
  postToAll,
  somebody,
  trickle,
} from './scenes';
import type { Stage } from './stage';
import { neighbourhoodAt, newcomerOpenids } from './town';

const NO_ANSWERS: Answers = { self: 0, helper: 0, phone: 0, door: 0, tried: 0 };

/** In the order it happened. */
export async function tell(stage: Stage): Promise<void> {
  const calendar = calendarOf(stage.now);
  const yard = (index: number) => neighbourhoodAt(stage.town, index);
  await weeksAgo(stage, calendar, { first: yard(0), second: yard(1), third: yard(2) });
  await lastDays(stage, calendar, { first: yard(0), second: yard(1), third: yard(2) });
  await flowerStand(stage, calendar, yard(1));
  await waterPipes(stage, calendar, yard(1));
  // Before anybody allows a message: what was posted so far is told to nobody.
  await stage.tick();
  await allowMessages(stage, calendar);
  await thisMorning(stage, calendar);
  await waitingNow(stage, [yard(0), yard(1)]);
  await stage.tick();
}

interface Yards {
  readonly first: Neighbourhood;
  readonly second: Neighbourhood;
  readonly third: Neighbourhood;
}

/** Pinned notices, and some that are over. */
async function weeksAgo(stage: Stage, calendar: Calendar, yards: Yards): Promise<void> {
  const { first, second, third } = yards;
  await post(stage, second.owner, { text: moving(calendar), at: calendar.at(-21, '09:30') });
  await post(stage, first.owner, { text: gateHours(calendar), at: calendar.at(-19, '18:20') });
  const cleared = await post(stage, first.owner, {
    text: stairwell(calendar),
    at: calendar.at(-12, '10:00'),
  });
  await trickle(
    stage,
    answersIn(stage, first, {
      notice: { id: cleared, version: 1 },
      answers: { ...NO_ANSWERS, self: 15, helper: 3, door: 4 },
    }),
    { from: calendar.at(-12, '10:20'), until: calendar.at(-11, '21:00') },
  );
  const swept = await post(stage, somebody(second.committee), {
    text: cleaning(calendar),
    at: calendar.at(-8, '15:00'),
  });
  await ask(stage, swept, {
    asked: {
      text: '我腰不好，能不能只帮忙烧开水？',
      by: plainIn(second, 0),
      answer: { text: '当然可以，热水最要紧，谢谢您！', by: at(second.owner), toAll: true },
    },
    at: calendar.at(-8, '17:10'),
  });
  const wrong = await post(stage, somebody(third.committee), {
    text: wrongOutage(calendar),
    at: calendar.at(-6, '09:00'),
  });
  stage.stand(calendar.at(-6, '09:40'));
  const input = { noticeId: wrong };
  await stage.play('notice', 'withdraw', { by: at(third.owner), input });
}

/** A notice of the community with questions, and drafts nobody has seen. */
async function lastDays(stage: Stage, calendar: Calendar, yards: Yards): Promise<void> {
  const { first, second, third } = yards;
  const worker = somebody(stage.town.staff, 1);
  const health = await postToAll(stage, worker, {
    text: checkup(calendar),
    at: calendar.at(-4, '10:00'),
  });
  await ask(stage, health, {
    asked: {
      text: '抽血那天早上要吃降压药的，怎么办？',
      by: plainIn(second, 1),
      answer: {
        text: '降压药照常用一小口水吃，其他药抽完血再吃。',
        by: fromOffice(worker),
        toAll: true,
      },
    },
    at: calendar.at(-4, '11:30'),
  });
  await ask(stage, health, {
    asked: {
      text: '我妈妈坐轮椅，周四能不能来接？',
      by: plainIn(first, 0),
      answer: {
        text: '可以，周四早上 8 点到单元门口接，请把电话保持畅通。',
        by: fromOffice(worker),
        toAll: false,
      },
    },
    at: calendar.at(-3, '09:15'),
  });
  await ask(stage, health, {
    asked: { text: '租房子住的，户口不在这里，能参加吗？', by: plainIn(third, 0) },
    at: calendar.at(-2, '20:05'),
  });
  stage.stand(calendar.at(-2, '21:00'));
  await stage.play('notice', 'saveDraft', {
    by: at(second.owner),
    input: { ...dumplings(calendar), audience: [second.courtyard.id] },
  });
  stage.stand(calendar.at(-1, '15:30'));
  const audience = stage.town.neighbourhoods.map(({ courtyard }) => courtyard.id);
  await stage.play('notice', 'saveDraft', {
    by: fromOffice(worker),
    input: { ...training(calendar), audience },
  });
}

/** With a picture that the platform has looked at. */
async function flowerStand(stage: Stage, calendar: Calendar, yard: Neighbourhood): Promise<void> {
  const keeper = somebody(yard.committee, 1);
  const moment = calendar.at(-3, '17:00');
  stage.stand(moment);
  const picture = await stage.picture(at(keeper), 'pictures/flower-stand.png', flowerPots());
  const text = { ...flowers(calendar), pictures: [picture] };
  await post(stage, keeper, { text, at: moment });
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

/** Residents without a role who help nobody, in door order. */
function plainIn(yard: Neighbourhood, index: number): Resident {
  const plain = yard.residents.filter(
    (one) =>
      one.home !== yard.homes[0] &&
      rolesOf(yard, one).length === 0 &&
      !yard.help.some(({ helper }) => helper === one),
  );
  return somebody(plain, index);
}
