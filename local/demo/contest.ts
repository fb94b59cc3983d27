/** A contest of the flower festival that takes entries: three families have named a pot. */
import { addDays, dayOf, HOUR_MS, instant } from '../../miniprogram/contract/calendar';
import type { ContestForm } from '../../miniprogram/contract/contest-forms';
import type { ContestId, CourtyardId } from '../../miniprogram/contract/ids';
import type { LocalDate } from '../../miniprogram/contract/units';
import type { Resident } from './cast';
import { flowerPots } from './picture';
import { at, fromOffice, somebody } from './scenes';
import type { Stage } from './stage';

const NAMES = [
  ['春妹妹', '开得最早的一盆，看着就欢喜。'],
  ['老陈皮', '颜色像陈皮，闻着也香。'],
  ['小太阳', '放在窗台上，早上第一个晒到太阳。'],
] as const;

const form = (courtyards: readonly CourtyardId[], today: LocalDate): ContestForm => ({
  kind: 'name',
  title: '给我家的花取个名字',
  note: '每盆花都可以有个名字，选中的做成花名牌送上门。',
  courtyards,
  opensOn: addDays(today, -1),
  closesOn: addDays(today, 5),
  judgingUntil: addDays(today, 8),
  electorate: 'committee',
  criteria: [],
  titles: [
    { name: '最好听的名字', prize: 'plate', prizeText: '一块花名牌' },
    { name: '最有意思的名字', prize: 'pot', prizeText: '一盆高品质花卉' },
  ],
  ties: 'committee',
});

/** Those of the first courtyard that has flowers enter; the others may. */
export async function tellContest(stage: Stage): Promise<void> {
  const yards = stage.town.neighbourhoods.filter(
    ({ courtyard }) => courtyard.flowers.households > 0,
  );
  const [first] = yards;
  if (!first) return;
  const today = dayOf(stage.now);
  stage.stand(instant(addDays(today, -2), '15:00'));
  const by = fromOffice(somebody(stage.town.staff, 2));
  const input = {
    form: form(
      yards.map(({ courtyard }) => courtyard.id),
      today,
    ),
  };
  const { contestId } = await stage.play('contest', 'saveContest', { by, input });
  await stage.play('contest', 'openContest', { by, input: { contestId } });
  stage.stand(instant(addDays(today, -1), '09:00') + HOUR_MS);
  const families = new Map(first.residents.map((one) => [one.home.id, one]));
  const growers = [...families.values()].slice(1, 1 + NAMES.length);
  for (const [nth, grower] of growers.entries()) await enter(stage, contestId, { grower, nth });
}

async function enter(
  stage: Stage,
  contestId: ContestId,
  { grower, nth }: { readonly grower: Resident; readonly nth: number },
): Promise<void> {
  const by = at(grower);
  const { items } = await stage.play('contest', 'pots', { by, input: {} });
  const [pot] = items;
  if (!pot) return;
  const [name, words] = somebody(NAMES, nth);
  const picture = await stage.shot(by, `pictures/named-pot-${nth}.png`, flowerPots(nth + 1));
  await stage.play('contest', 'enter', {
    by,
    input: {
      ...{ contestId, key: pot.key },
      form: {
        ...{ name, words, pictures: [picture], topics: [], library: false },
        ...{ handsUnder14: false, childFace: false, guardianAgrees: false },
      },
    },
  });
}
