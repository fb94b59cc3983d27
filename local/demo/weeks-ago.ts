/** What happened before today: notices that are pinned, over, withdrawn, asked about, or still being written. */
import type { Neighbourhood } from './cast';
import { chance } from './chance';
import {
  type Calendar,
  checkup,
  cleaning,
  dumplings,
  flowers,
  gasCheck,
  gateHours,
  moving,
  stairwell,
  training,
  wrongOutage,
} from './notices';
import { flowerPots } from './picture';
import {
  answersIn,
  ask,
  at,
  fromOffice,
  NO_ANSWERS,
  plainIn,
  post,
  postToAll,
  somebody,
  trickle,
} from './scenes';
import type { Stage } from './stage';

export interface Yards {
  readonly first: Neighbourhood;
  readonly second: Neighbourhood;
  readonly third: Neighbourhood;
}

/** Pinned notices, and some that are over. */
export async function weeksAgo(stage: Stage, calendar: Calendar, yards: Yards): Promise<void> {
  const { first, second, third } = yards;
  await post(stage, second.owner, { text: moving(calendar), at: calendar.at(-21, '09:30') });
  await post(stage, first.owner, { text: gateHours(calendar), at: calendar.at(-19, '18:20') });
  await gasInspection(stage, calendar);
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

/** Over by now: what every courtyard answered stands in the month's figures. */
async function gasInspection(stage: Stage, calendar: Calendar): Promise<void> {
  const worker = somebody(stage.town.staff, 1);
  const id = await postToAll(stage, worker, {
    text: gasCheck(calendar),
    at: calendar.at(-14, '09:00'),
  });
  const jobs = stage.town.neighbourhoods.flatMap((yard) => {
    const { key, householdCount } = yard.courtyard;
    const self = Math.round(householdCount * (0.08 + 0.14 * chance('gas', key)));
    const answers = { self, helper: Math.round(self / 6), phone: 1, door: 1, tried: 0 };
    return answersIn(stage, yard, { notice: { id, version: 1 }, answers });
  });
  const [from, until] = [calendar.at(-14, '09:20'), calendar.at(-12, '09:30')];
  await trickle(stage, jobs, { from, until });
}

/** A notice of the community with questions, and drafts nobody has seen. */
export async function lastDays(stage: Stage, calendar: Calendar, yards: Yards): Promise<void> {
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
export async function flowerStand(
  stage: Stage,
  calendar: Calendar,
  yard: Neighbourhood,
): Promise<void> {
  const keeper = somebody(yard.committee, 1);
  const moment = calendar.at(-3, '17:00');
  stage.stand(moment);
  const picture = await stage.picture(at(keeper), 'pictures/flower-stand.png', flowerPots());
  const text = { ...flowers(calendar), pictures: [picture] };
  await post(stage, keeper, { text, at: moment });
}
